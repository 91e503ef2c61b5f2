"""Weights for marks put softly, learned: one logistic regression a label, over the signs of a sentence.

From a pair, both texts are learned from, and their difference too: what the one has and the other has not is what
makes the label. From a letter, each sentence is: it carries a label where a labelled place stands in it. A text
that carries one label was not read for the others, so it counts a little against them.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mending.coach.labels import Label
from mending.coach.reading import read
from mending.coach.soft import sentences_of

LABELS = [one.value for one in Label]
SEEN_IN = 3
"""A sign is kept when so many sentences have it."""
STRENGTH = 3.0
"""How strongly weights are held near nought."""
OF_TWO = 0.8
"""What a sign of two words counts beside a sign of one."""
THERE, NOT_ASKED, APART = 2.0, 0.2, 3.0
"""How much a sentence that carries the label counts; one not read for it; the difference of a pair."""
STEPS = 100

Row = Mapping[str, Any]
Matrix = np.ndarray


@dataclass(frozen=True)
class Example:
    """A sentence or the difference of two texts: signs, what it carries, and how much that counts, by label."""

    signs: Mapping[str, float]
    carries: Matrix
    counts: Matrix
    whole: bool = True


@dataclass(frozen=True)
class Weights:
    """A weight for each sign and label, and what each label weighs without any."""

    signs: dict[str, int]
    weights: Matrix
    bias: Matrix


def rows(path: Path) -> list[Row]:
    """Texts with labels, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def learn(pairs: Sequence[Row], letters: Sequence[Row]) -> Weights:
    """Weights from these texts, the same from the same."""
    made = [one for pair in pairs if pair["label"] in LABELS for one in _of_pair(pair)]
    made += [one for letter in letters for one in _of_letter(letter)]
    return _fitted(made)


def _of_pair(pair: Row) -> Iterator[Example]:
    has, lacks = _read(pair["with"]), _read(pair["without"])
    at, same = LABELS.index(pair["label"]), {said for said, _, _ in lacks}
    own = [said for said, _, _ in has if said not in same] or [said for said, _, _ in has]
    for _, _, signs in lacks:
        yield Example(signs, np.zeros(len(LABELS)), np.ones(len(LABELS)))
    for said, _, signs in has:
        carries, counts = np.zeros(len(LABELS)), np.ones(len(LABELS))
        if said in own:
            counts[:] = NOT_ASKED
            carries[at], counts[at] = 1, THERE / len(own)
        yield Example(signs, carries, counts)
    apart = Counter[str]()
    for _, _, signs in has:
        apart.update(signs.keys())
    for _, _, signs in lacks:
        apart.subtract(signs.keys())
    alone = np.eye(len(LABELS))[at]
    yield Example({name: float(count) for name, count in apart.items() if count}, alone, alone * APART, False)


def _of_letter(letter: Row) -> Iterator[Example]:
    text = letter["text"]
    places = [(LABELS.index(mark["label"]), text.index(mark["words"]), mark["words"]) for mark in letter["marks"]]
    for said, start, signs in _read(text):
        carries = np.zeros(len(LABELS))
        for at, begins, words in places:
            if begins < start + len(said) and start < begins + len(words):
                carries[at] = 1
        yield Example(signs, carries, np.where(carries > 0, THERE, 1.0))


def _read(text: str) -> list[tuple[str, int, dict[str, float]]]:
    """Each sentence: its words, where it begins, its signs."""
    reading = read(text)
    starts, ends = reading.words.starts, reading.words.ends
    return [
        (text[starts[first] : ends[after - 1]], starts[first], {sign.name: 1.0 for sign in signs})
        for first, after, signs in sentences_of(text, reading)
    ]


class _Table:
    """Examples by signs, mostly empty."""

    def __init__(self, examples: Sequence[Example], signs: Mapping[str, int]) -> None:
        kept = [{signs[name]: value for name, value in one.signs.items() if name in signs} for one in examples]
        kept = [one or {0: 0.0} for one in kept]
        self._columns = np.array([at for one in kept for at in one])
        self._values = np.array([value for one in kept for value in one.values()], np.float32)[:, None]
        sizes = np.array([len(one) for one in kept])
        self._begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        order = np.argsort(self._columns, kind="stable")
        self._rows = np.repeat(np.arange(len(kept)), sizes)[order]
        self._turned = self._values[order]
        self._used, self._columns_begin = np.unique(self._columns[order], return_index=True)

    def times(self, weights: Matrix) -> Matrix:
        """What each example weighs."""
        return np.add.reduceat(weights[self._columns] * self._values, self._begins, axis=0)

    def turned_times(self, wrong: Matrix, signs: int) -> Matrix:
        """How much each sign has to do with what is wrong."""
        made = np.zeros((signs, wrong.shape[1]), np.float32)
        made[self._used] = np.add.reduceat(wrong[self._rows] * self._turned, self._columns_begin, axis=0)
        return made


def _fitted(examples: Sequence[Example]) -> Weights:
    seen = Counter(name for one in examples if one.whole for name in one.signs)
    signs = {name: at for at, name in enumerate(sorted(name for name, times in seen.items() if times >= SEEN_IN))}
    table = _Table(examples, signs)
    carries = np.array([one.carries for one in examples], np.float32)
    counts = np.array([one.counts for one in examples], np.float32)
    whole = np.array([one.whole for one in examples], np.float32)[:, None]
    scale = np.array([OF_TWO if " " in name else 1.0 for name in signs], np.float32)[:, None]
    weights, bias = (
        np.zeros((len(signs), len(LABELS)), np.float32),
        np.full((1, len(LABELS)), -3.0, np.float32),
    )
    moved = [(np.zeros_like(one), np.zeros_like(one)) for one in (weights, bias)]
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-(table.times(weights * scale) + whole * bias)))
        wrong = counts * (chance - carries)
        slopes = (
            scale * table.turned_times(wrong, len(signs)) + STRENGTH * weights,
            (wrong * whole).sum(0)[None],
        )
        for of, slope, (mean, square) in zip((weights, bias), slopes, moved, strict=True):
            _step(of, slope, mean, square, step)
    return Weights(signs, weights * scale, bias[0])


def _step(of: Matrix, slope: Matrix, mean: Matrix, square: Matrix, step: int) -> None:
    """One step downhill (Adam), shorter towards the end."""
    mean += 0.1 * (slope - mean)
    square += 0.01 * (slope**2 - square)
    size = 0.08 * (1 - 0.95 * step / STEPS)
    of -= size * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
