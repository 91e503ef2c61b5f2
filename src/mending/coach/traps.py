"""Thinking traps: up to three questions about a thought, never a finding.

Cues stand in `traps.en.toml`, each trap with its question. The more cues of a trap a thought has, the earlier it
is asked about. A thought without any cue is asked nothing. The traps are those of cognitive therapy, with four of
our own for what is between people (EVIDENCE §4).
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mending.coach.labels import Trap
from mending.coach.shapes import Shapes
from mending.coach.words import Lexicon

ASKED_MOST = 3


@dataclass(frozen=True, slots=True)
class TrapQuestion:
    """A question about a thought, and the trap it looks for."""

    trap: Trap
    question: str


@dataclass(frozen=True, slots=True)
class _Language:
    lexicon: Lexicon
    shapes: Shapes[tuple[Trap, int, int]]
    questions: dict[Trap, str]


def asked(text: str) -> tuple[TrapQuestion, ...]:
    """What to ask about a thought in English, the likeliest first; at most three, and nothing without a cue."""
    language = _language("en")
    weights: Counter[Trap] = Counter()
    for trap, weight, _ in {found.what for found in language.shapes.find(language.lexicon.read(text))}:
        weights[trap] += weight
    ranked = sorted(weights, key=lambda trap: (-weights[trap], list(Trap).index(trap)))
    return tuple(TrapQuestion(trap, language.questions[trap]) for trap in ranked[:ASKED_MOST])


@cache
def _language(language: str) -> _Language:
    here = Path(__file__).parent
    words = tomllib.loads((here / f"words.{language}.toml").read_text("utf-8"))
    data = tomllib.loads((here / f"traps.{language}.toml").read_text("utf-8"))
    lexicon = Lexicon(words["spellings"], words["lists"])
    shapes: Shapes[tuple[Trap, int, int]] = Shapes(lexicon)
    for trap in Trap:
        for weight, name in ((3, "strong"), (1, "faint")):
            for number, shape in enumerate(data[trap].get(name, ())):
                # Told apart by number, so that two cues count twice and one that stands twice counts once.
                shapes.add(shape, (trap, weight, number))
    return _Language(lexicon, shapes, {trap: data[trap]["question"] for trap in Trap})
