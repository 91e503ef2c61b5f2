"""Weights of sentences, learned: one logistic regression a label, over the features of a sentence.

From a pair, both texts are learned from, and their difference too: what the one has and the other has not is what
makes the label. From a letter, each sentence is: it carries a label where a labelled place stands in it. A text
that carries one mark was not read for the others, so it counts a little against them; of parts and strengths it
says nothing. Ordinary texts, which speak of all sorts of things and mostly carry no mark, keep plain words plain.

Beside the marks, “any of them” is learned, from all texts together, and a share of it added to each: what makes
words land badly at all is seen in many more texts than what makes one label. While it learns, half of the features
are left out at random, so that it does not lean on a few; and the more a feature tells by itself, the larger it
is. The same comes from the same.
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from mending.coach import weighing
from mending.coach.features import sentences_of
from mending.coach.labels import Kind, Label, Part, RequestPart, Strength
from mending.coach.reading import read

LABELS = [one.value for one in weighing.LABELS]
MARKS = len(Label)
"""So many of the labels are marks; they come first."""
JUDGED = {Kind.LETTER: (*Part, *Strength), Kind.REQUEST: (*RequestPart, *Strength), Kind.MESSAGE: tuple(Strength)}
"""What a letter of each kind was read for, beside marks."""
SEEN_IN = 3
"""A feature is kept when so many sentences have it."""
STRENGTH = 2.0
"""How strongly weights are held near nought."""
OF_TWO, BESIDE, BESIDE_PART = 0.5, 0.5, 0.3
"""What a feature of two words, and one of a sentence beside, for a mark and for a part, count against a feature of
one word.
"""
AT_LEAST = 0.2
"""What a feature counts that stands as often where a label is as where it is not."""
THERE, NOT_ASKED, APART = 2.0, 0.2, 3.0
"""How much a sentence that carries the label counts; one not read for it; the difference of a pair."""
ORDINARY = 4.0
"""How much a sentence of an ordinary text counts."""
OF_ANY = 0.65
"""The share of “any of them” in each label."""
LEFT_OUT = 0.5
"""The share of features that are left out at random in each step."""
TIMES, PARTS = 10, 40
"""So many times through all texts, each time in so many parts, one step a part."""
STEP = 0.04
BEFORE, AFTER = "< ", "> "
"""How features of the sentences beside begin; no word does."""

_NONE = np.zeros(len(LABELS))
_MARKS = np.array([float(at < MARKS) for at in range(len(LABELS))])

Row = Mapping[str, Any]
Matrix = np.ndarray
Features = Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """A sentence or the difference of two texts: features, what it carries, and how much that counts, by label."""

    features: Features
    carries: Matrix
    counts: Matrix
    whole: bool = True


@dataclass(frozen=True)
class Weights:
    """A weight for each feature and label, what each label weighs without any, and how many sentences have it."""

    features: dict[str, int]
    weights: Matrix
    bias: Matrix
    seen: Matrix


def rows(path: Path) -> list[Row]:
    """Texts with labels, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def learn(pairs: Sequence[Row], letters: Sequence[Row], ordinary: Sequence[Row]) -> Weights:
    """Weights from these texts, the same from the same."""
    made = [one for pair in pairs for one in _of_pair(pair)]
    made += [one for letter in letters for one in _of_letter(letter)]
    counts = _MARKS * ORDINARY
    made += [Example(features, _NONE, counts) for row in ordinary for _, _, features in features_of(row["text"])]
    return _fitted(made)


def _of_pair(pair: Row) -> Iterator[Example]:
    has, lacks = features_of(pair["with"]), features_of(pair["without"])
    at, same = LABELS.index(pair["label"]), {said for said, _, _ in lacks}
    own = [said for said, _, _ in has if said not in same] or [said for said, _, _ in has]
    alone = np.eye(len(LABELS))[at]
    read_for = _MARKS if at < MARKS else alone
    for _, _, features in lacks:
        yield Example(features, _NONE, read_for)
    for said, _, features in has:
        if said in own:
            yield Example(features, alone, np.where(alone > 0, THERE / len(own), NOT_ASKED * read_for))
        else:
            yield Example(features, _NONE, read_for)
    apart: dict[str, float] = {}
    for side, direction in ((has, 1.0), (lacks, -1.0)):
        for _, _, features in side:
            for name, value in features.items():
                apart[name] = apart.get(name, 0.0) + direction * value
    yield Example({name: value for name, value in apart.items() if value}, alone, alone * APART, False)


def _of_letter(letter: Row) -> Iterator[Example]:
    text = letter["text"]
    places = [(LABELS.index(label), *place) for label, place in places_of(letter)]
    judged = JUDGED.get(Kind(letter["kind"]), ())
    read_for = _MARKS + np.array([float(label in judged) for label in weighing.LABELS])
    for said, start, features in features_of(text):
        carries = _NONE.copy()
        for at, begins, ends in places:
            if begins < start + len(said) and start < ends:
                carries[at] = 1
        yield Example(features, carries, np.where(carries > 0, THERE, read_for))


def places_of(letter: Row) -> Iterator[tuple[str, tuple[int, int]]]:
    """The labelled places of a letter, from character to character: of marks, and the sentences of all else."""
    for mark in letter["marks"]:
        start = letter["text"].index(mark["words"])
        yield mark["label"], (start, start + len(mark["words"]))
    for label, starts in letter["where"].items():
        yield from ((label, (start, start + 1)) for start in starts)


@cache
def features_of(text: str) -> list[tuple[str, int, Features]]:
    """Each sentence: its words, where it begins, its features and those of the sentences beside it."""
    reading = read(text)
    starts, ends = reading.words.starts, reading.words.ends
    sentences = list(sentences_of(text, reading))
    alone = [[feature.name for feature in features if " " not in feature.name] for _, _, features in sentences]
    made = list[tuple[str, int, Features]]()
    for at, (first, after, of_it) in enumerate(sentences):
        features = dict.fromkeys((feature.name for feature in of_it), 1.0)
        features |= {BEFORE + name: 1.0 for name in (alone[at - 1] if at else ())}
        features |= {AFTER + name: 1.0 for name in (alone[at + 1] if at + 1 < len(alone) else ())}
        made.append((text[starts[first] : ends[after - 1]], starts[first], features))
    return made


class _Part:
    """Some of the examples: a step is taken from them at a time."""

    def __init__(self, examples: Sequence[Example], features: Mapping[str, int]) -> None:
        self.carries, self.counts = _carries_with_any(examples), _counts_with_any(examples)
        self.whole = np.array([one.whole for one in examples], np.float32)[:, None]
        self.features = _table(examples, features)

    def some(self, rng: np.random.Generator) -> csr_array:
        """Its features with some left out, the others the larger."""
        of_all = self.features
        kept = rng.random(len(of_all.data), np.float32) >= LEFT_OUT
        values = of_all.data * kept / np.float32(1 - LEFT_OUT)
        return csr_array((values, of_all.indices, of_all.indptr), of_all.shape)


def _table(examples: Sequence[Example], features: Mapping[str, int]) -> csr_array:
    """A row for each example, a column for each feature, mostly empty."""
    columns, values, ends = array("i"), array("f"), [0]
    for one in examples:
        kept = [(at, value) for name, value in one.features.items() if (at := features.get(name)) is not None]
        columns.extend(at for at, _ in kept)
        values.extend(value for _, value in kept)
        ends.append(len(columns))
    shape = len(examples), len(features)
    return csr_array((np.array(values, np.float32), np.array(columns, np.int32), np.array(ends)), shape)


def _carries_with_any(examples: Sequence[Example]) -> Matrix:
    carries = np.array([one.carries for one in examples], np.float32)
    return np.hstack([carries, carries[:, :MARKS].max(1, keepdims=True)])


def _counts_with_any(examples: Sequence[Example]) -> Matrix:
    """“Any of them” counts as much as the label that is there, or else as the one that counts least."""
    counts = np.array([one.counts for one in examples], np.float32)
    carries = np.array([one.carries[:MARKS] for one in examples], np.float32)
    of_marks = counts[:, :MARKS]
    of_any = np.where(carries.any(1), (of_marks * carries).max(1), of_marks.min(1))
    return np.hstack([counts, of_any[:, None]])


def _fitted(examples: Sequence[Example]) -> Weights:
    seen = Counter(name for one in examples if one.whole for name in one.features)
    features = {
        name: at for at, name in enumerate(sorted(name for name, times in seen.items() if times >= SEEN_IN))
    }
    rng = np.random.default_rng(0)
    order = rng.permutation(len(examples))
    parts = [_Part([examples[at] for at in some], features) for some in np.array_split(order, PARTS) if len(some)]
    scale = np.array([_scale(name) for name in features], np.float32) * _telling(parts)
    outputs = len(LABELS) + 1
    weights, bias = np.zeros((len(features), outputs), np.float32), np.full((1, outputs), -3.0, np.float32)
    walk = _Walk([weights, bias], TIMES * len(parts))
    for _ in range(TIMES):
        for at in rng.permutation(len(parts)):
            part, some = parts[at], parts[at].some(rng)
            score = some @ (weights * scale) + part.whole * bias
            wrong = part.counts * (1 / (1 + np.exp(-np.clip(score, -30, 30))) - part.carries)
            slope = scale * (some.T @ wrong) + STRENGTH / len(parts) * weights
            walk.step([slope, (wrong * part.whole).sum(0)[None]])
    return Weights(
        features, _folded(weights * scale), _folded(bias)[0], np.array([seen[name] for name in features])
    )


def _scale(name: str) -> list[float]:
    """How large a feature is, for each label and for any mark."""
    if name.startswith((BEFORE, AFTER)):
        return [*[BESIDE] * MARKS, *[BESIDE_PART] * (len(LABELS) - MARKS), BESIDE]
    return [OF_TWO if " " in name else 1.0] * (len(LABELS) + 1)


def _telling(parts: Sequence[_Part]) -> Matrix:
    """How large a feature is by what it tells of a label: how much more often it stands where the label is than
    where it is not, or the other way round (naive Bayes beneath a regression, after Wang and Manning 2012).
    """
    stands = np.ones((2, parts[0].features.shape[1], len(LABELS) + 1))
    for part in parts:
        counts = part.counts * part.whole
        stands[0] += part.features.T @ (counts * part.carries)
        stands[1] += part.features.T @ (counts * (1 - part.carries))
    log = np.log(stands / stands.sum(1, keepdims=True))
    size = AT_LEAST + np.abs(log[0] - log[1])
    return (size / np.sqrt((size**2).mean(0))).astype(np.float32)


def _folded(weights: Matrix) -> Matrix:
    """“Any of them” as a share of each mark."""
    return weights[:, :-1] + OF_ANY * weights[:, -1:] * _MARKS


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
