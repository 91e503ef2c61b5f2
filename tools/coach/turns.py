"""The turns that the heads learn from: turns of talk, and how many of four people saw what in each."""

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from mending.coach.ways import Token, Tree, grams, numbers, tokens, wide_grams
from tools.coach.expanding import opened

HEADS = ("problematic", "judgment", "denial", "comparison", "request", "feeling", "empathic")
VIOLENT = ("judgment", "denial", "comparison", "demand", "deserve")
NONVIOLENT = ("observation", "feeling", "empathic", "request", "need")
HARSH = 1.1
"""Of turns whose mean is halfway between one and four, a little more than half the people give three or more."""
BESIDE = ("demand", "deserve", "observation", "need", "any_violent", "any_nonviolent")
"""What else people were asked about: no head, but it helps to learn them."""
TREE = Tree(*reversed(opened()))


@dataclass(frozen=True)
class Turn:
    """One turn: the dialogue it is of, its text, and what was seen in it.

    `problem` is the raters' mean on a scale of one to four; `seen` the number of raters, of four, who saw each
    head's thing (for "problematic": who gave three or more), `beside` of those who saw what has no head.
    """

    dialogue: str
    text: str
    problem: float
    seen: tuple[int, ...]
    beside: tuple[int, ...] = (0,) * len(BESIDE)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.text)

    @cached_property
    def numbers(self) -> dict[str, float]:
        return numbers(self.text, self.tokens, TREE.find(self.tokens))

    @cached_property
    def words(self) -> list[str]:
        return sorted(grams([token.word for token in self.tokens]))

    @cached_property
    def wide(self) -> list[str]:
        return sorted(wide_grams([token.word for token in self.tokens]))

    @cached_property
    def length(self) -> int:
        return max(1, len(self.tokens))


def read(path: Path) -> list[Turn]:
    """The turns of a file whose raters said how problematic they are (three of 857 have no such figure)."""
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["problematic_mean"]]
    return [
        Turn(
            row["id"],
            row["text"],
            float(row["problematic_mean"]),
            (int(row["problematic_raters"]), *(int(row[head]) for head in HEADS[1:])),
            tuple(int(row[name]) for name in BESIDE),
        )
        for row in rows
    ]


def present(turns: list[Turn], least: int = 2) -> np.ndarray:
    """Whether each head's thing is there: `least` of four raters saw it; "problematic": a mean of 2.5 or more."""
    seen = np.array([turn.seen for turn in turns]) >= least
    seen[:, 0] = [turn.problem >= 2.5 for turn in turns]
    return seen


def read_talk(path: Path) -> list[Turn]:
    """Talk of our own, one turn a line; its writer said how many of four readers would see a thing in it."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_of_talk(row) for row in rows]


def _of_talk(row: dict[str, Any]) -> Turn:
    seen = {name: int(row[name]) for name in (*HEADS[1:], *BESIDE) if name in row}
    seen["any_violent"] = max(seen[name] for name in VIOLENT)
    seen["any_nonviolent"] = max(seen[name] for name in NONVIOLENT)
    problem = float(row["problematic"])
    harsh = min(4, max(0, round((problem - 1) / 3 * 4 * HARSH)))
    of_heads, beside = (harsh, *(seen[name] for name in HEADS[1:])), tuple(seen[name] for name in BESIDE)
    return Turn(row["scene"], row["text"], problem, of_heads, beside)
