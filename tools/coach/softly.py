"""Weights for marks put softly, learned: one logistic regression a label, over the signs of a sentence.

From a pair, both texts are learned from, and their difference too: what the one has and the other has not is what
makes the label. From a letter, each sentence is: it carries a label where a labelled place stands in it. A text
that carries one label was not read for the others, so it counts a little against them. Ordinary texts, which speak
of all sorts of things and mostly carry nothing, keep plain words plain.

Beside the labels, “any of them” is learned, from all texts together, and a share of it added to each label: what
makes words land badly at all is seen in many more texts than what makes one label. While it learns, half of the
signs are left out at random, so that it does not lean on a few. The same comes from the same.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from mending.coach.labels import Label
from mending.coach.reading import read
from mending.coach.soft import sentences_of

LABELS = [one.value for one in Label]
SEEN_IN = 3
"""A sign is kept when so many sentences have it."""
STRENGTH = 1.0
"""How strongly weights are held near nought."""
OF_TWO, BESIDE = 0.6, 0.5
"""What a sign of two words, and one of a sentence beside, count against a sign of one word."""
THERE, NOT_ASKED, APART = 2.0, 0.2, 3.0
"""How much a sentence that carries the label counts; one not read for it; the difference of a pair."""
ORDINARY = 4.0
"""How much a sentence of an ordinary text counts."""
OF_ANY = 0.65
"""The share of “any of them” in each label."""
LEFT_OUT = 0.5
"""The share of signs that are left out at random in each step."""
TIMES, PARTS = 10, 40
"""So many times through all texts, each time in so many parts, one step a part."""
STEP = 0.04
BEFORE, AFTER = "< ", "> "
"""How signs of the sentences beside begin; no word does."""

Row = Mapping[str, Any]
Matrix = np.ndarray
Signs = Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """A sentence or the difference of two texts: signs, what it carries, and how much that counts, by label."""

    signs: Signs
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


def learn(pairs: Sequence[Row], letters: Sequence[Row], ordinary: Sequence[Row]) -> Weights:
    """Weights from these texts, the same from the same."""
    made = [one for pair in pairs for one in _of_pair(pair)]
    made += [one for letter in letters for one in _of_letter(letter)]
    none, counts = np.zeros(len(LABELS)), np.full(len(LABELS), ORDINARY)
    made += [Example(signs, none, counts) for row in ordinary for _, _, signs in signs_of(row["text"])]
    return _fitted(made)


def _of_pair(pair: Row) -> Iterator[Example]:
    has, lacks = signs_of(pair["with"]), signs_of(pair["without"])
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
    apart: dict[str, float] = {}
    for side, sign in ((has, 1.0), (lacks, -1.0)):
        for _, _, signs in side:
            for name, value in signs.items():
                apart[name] = apart.get(name, 0.0) + sign * value
    alone = np.eye(len(LABELS))[at]
    yield Example({name: value for name, value in apart.items() if value}, alone, alone * APART, False)


def _of_letter(letter: Row) -> Iterator[Example]:
    text = letter["text"]
    places = [(LABELS.index(mark["label"]), text.index(mark["words"]), mark["words"]) for mark in letter["marks"]]
    for said, start, signs in signs_of(text):
        carries = np.zeros(len(LABELS))
        for at, begins, words in places:
            if begins < start + len(said) and start < begins + len(words):
                carries[at] = 1
        yield Example(signs, carries, np.where(carries > 0, THERE, 1.0))


@cache
def signs_of(text: str) -> list[tuple[str, int, Signs]]:
    """Each sentence: its words, where it begins, its signs and those of the sentences beside it."""
    reading = read(text)
    starts, ends = reading.words.starts, reading.words.ends
    sentences = list(sentences_of(text, reading))
    alone = [[sign.name for sign in signs if " " not in sign.name] for _, _, signs in sentences]
    made = list[tuple[str, int, Signs]]()
    for at, (first, after, of_it) in enumerate(sentences):
        signs = dict.fromkeys((sign.name for sign in of_it), 1.0)
        signs |= {BEFORE + name: 1.0 for name in (alone[at - 1] if at else ())}
        signs |= {AFTER + name: 1.0 for name in (alone[at + 1] if at + 1 < len(alone) else ())}
        made.append((text[starts[first] : ends[after - 1]], starts[first], signs))
    return made


class _Part:
    """Some of the examples by signs, mostly empty: a step is taken from them at a time."""

    def __init__(self, examples: Sequence[Example], signs: Mapping[str, int]) -> None:
        kept = [{signs[name]: value for name, value in one.signs.items() if name in signs} for one in examples]
        kept = [one or {0: 0.0} for one in kept]
        self.carries = _with_any(np.array([one.carries for one in examples], np.float32))
        self.counts = _counts_with_any(examples)
        self.whole = np.array([one.whole for one in examples], np.float32)[:, None]
        self._columns = np.array([at for one in kept for at in one])
        self._values = np.array([value for one in kept for value in one.values()], np.float32)
        sizes = np.array([len(one) for one in kept])
        self._begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._order = np.argsort(self._columns, kind="stable")
        self._rows = np.repeat(np.arange(len(kept)), sizes)[self._order]
        self._used, self._columns_begin = np.unique(self._columns[self._order], return_index=True)

    def left_out(self, rng: np.random.Generator) -> Matrix:
        """The values with some left out, the others the larger."""
        kept = rng.random(len(self._values), np.float32) >= LEFT_OUT
        return (self._values * kept / (1 - LEFT_OUT))[:, None]

    def times(self, weights: Matrix, values: Matrix) -> Matrix:
        """What each example weighs."""
        return np.add.reduceat(weights[self._columns] * values, self._begins, axis=0)

    def turned_times(self, wrong: Matrix, values: Matrix, signs: int) -> Matrix:
        """How much each sign has to do with what is wrong."""
        made = np.zeros((signs, wrong.shape[1]), np.float32)
        of_each = wrong[self._rows] * values[self._order]
        made[self._used] = np.add.reduceat(of_each, self._columns_begin, axis=0)
        return made


def _with_any(carries: Matrix) -> Matrix:
    return np.hstack([carries, carries.max(1, keepdims=True)])


def _counts_with_any(examples: Sequence[Example]) -> Matrix:
    """“Any of them” counts as much as the label that is there, or else as the one that counts least."""
    counts = np.array([one.counts for one in examples], np.float32)
    carries = np.array([one.carries for one in examples], np.float32)
    of_any = np.where(carries.any(1), (counts * carries).max(1), counts.min(1))
    return np.hstack([counts, of_any[:, None]])


def _fitted(examples: Sequence[Example]) -> Weights:
    seen = Counter(name for one in examples if one.whole for name in one.signs)
    signs = {name: at for at, name in enumerate(sorted(name for name, times in seen.items() if times >= SEEN_IN))}
    rng = np.random.default_rng(0)
    order = rng.permutation(len(examples))
    parts = [_Part([examples[at] for at in some], signs) for some in np.array_split(order, PARTS) if len(some)]
    scale = np.array([_scale(name) for name in signs], np.float32)[:, None]
    outputs = len(LABELS) + 1
    weights, bias = np.zeros((len(signs), outputs), np.float32), np.full((1, outputs), -3.0, np.float32)
    walk = _Walk([weights, bias], TIMES * len(parts))
    for _ in range(TIMES):
        for at in rng.permutation(len(parts)):
            part, values = parts[at], parts[at].left_out(rng)
            score = part.times(weights * scale, values) + part.whole * bias
            wrong = part.counts * (1 / (1 + np.exp(-np.clip(score, -30, 30))) - part.carries)
            slope = scale * part.turned_times(wrong, values, len(signs)) + STRENGTH / len(parts) * weights
            walk.step([slope, (wrong * part.whole).sum(0)[None]])
    return Weights(signs, _folded(weights * scale), _folded(bias)[0])


def _scale(name: str) -> float:
    if name.startswith((BEFORE, AFTER)):
        return BESIDE
    return OF_TWO if " " in name else 1.0


def _folded(weights: Matrix) -> Matrix:
    """“Any of them” as a share of each label."""
    return weights[:, :-1] + OF_ANY * weights[:, -1:]


class _Walk:
    """Steps downhill (Adam), shorter towards the end."""

    def __init__(self, of: Sequence[Matrix], steps: int) -> None:
        self._of, self._steps, self._taken = of, steps, 0
        self._mean = [np.zeros_like(one) for one in of]
        self._square = [np.zeros_like(one) for one in of]

    def step(self, slopes: Sequence[Matrix]) -> None:
        """One step against these slopes."""
        self._taken += 1
        size = STEP * (1 - 0.9 * self._taken / self._steps)
        for at, slope in enumerate(slopes):
            self._mean[at] += 0.1 * (slope - self._mean[at])
            self._square[at] += 0.01 * (slope**2 - self._square[at])
            even = np.sqrt(self._square[at] / (1 - 0.99**self._taken)) + 1e-8
            self._of[at][:] -= size * (self._mean[at] / (1 - 0.9**self._taken)) / even
