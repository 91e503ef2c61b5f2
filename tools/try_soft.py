"""Tries what sentences weigh on authors left out: `python -m tools.try_soft`. Takes some minutes.

The authors of bench/coach/build are dealt into parts; the texts of each part are weighed by what was learned from
the others. From this come the bars of tools/train_soft.py (of marks those that tell most pairs apart, less
`A_WRONG_ONE` for each mark on a text that carries none, `AN_ORDINARY_ONE` for one on an ordinary text; of parts
and strengths those with the best F1 in letters and in pairs about them), and how well bars chosen without the part
do. Rules mark beside the weights, as the coach does it, so of pairs and letters those are not counted whose
authors writers of rules had `READ`.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from mending.coach import parts, rules, weighing
from mending.coach.features import sentences_of
from mending.coach.labels import Kind, Part, RequestPart, Strength
from mending.coach.reading import read
from mending.coach.weighing import OneLabel, Weighed
from tools.coach.softly import JUDGED, LABELS, MARKS, Features, Matrix, Row, Weights, features_of, learn
from tools.train_soft import CLOSE, KEEP_MARK, KEEP_PART, RISE, texts

PARTS = 5
A_WRONG_ONE, AN_ORDINARY_ONE = 0.15, 0.03
TESTERS = "rj"
"""From here on, authors wrote as someone would who tests the labels: what they write decides the bars of marks."""
READ = {"l7", "m6", "pb", "pd", "pe", "pf", "pj"}
ALSO = {"l6": "m6", "p6": "m6", "ld": "pd", "lb": "pb", "pg": "pf", "l8": "pz", "l9": "pi", "lc": "pp"}
"""Authors with more names than one."""
GRID, GRID_OF_PARTS = np.arange(-4.5, 1.01, 0.1), np.arange(-3.5, 3.01, 0.1)
BESIDE = np.array([1, 2, 3, 4, 3, 2, 1]) / 16
"""Bars beside one another are evened out: the best of a few hundred pairs is partly luck."""


@dataclass(frozen=True)
class Text:
    """A text of an author left out: what each sentence weighs above a bar of nought, and what rules say there."""

    over: Matrix
    ruled: list[set[str]]
    words: int

    def said(self, bars: Matrix) -> list[set[str]]:
        """The labels said in each sentence."""
        return [sure | set(_weighty(row - bars)) for row, sure in zip(self.over, self.ruled, strict=True)]

    def marks(self, bars: Matrix) -> int:
        """How many marks that makes."""
        return sum(map(len, self.said(bars)))


@dataclass(frozen=True)
class Pair:
    """A pair of an author left out, and the part it is in."""

    author: str
    label: str
    has: Text
    lacks: Text
    part: int


@dataclass(frozen=True)
class Letter:
    """A letter, or a text of a pair about parts, of an author left out.

    What it has, what its weightiest sentences weigh above a bar of nought for each part and strength it was read
    for, what shapes found there and is kept, and the part it is in.
    """

    has: frozenset[str]
    over: dict[str, float]
    shaped: frozenset[str]
    part: int


def main() -> None:
    """Try, choose bars, and print."""
    known = texts()
    authors = sorted({_author(row) for row in chain(*known)})
    tried, good, plain, read_for = list[Pair](), list[Text](), list[Text](), list[Letter]()
    for at in range(PARTS):
        left_out = set(authors[at::PARTS])
        pairs, letters, ordinary = ([row for row in some if _author(row) in left_out] for some in known)
        model = learn(*([row for row in some if _author(row) not in left_out] for some in known))
        tried += (_pair(model, row, at) for row in pairs if "axis" not in row and _author(row) not in READ)
        read_for += (_letter(model, row, at) for row in letters if _author(row) not in READ)
        read_for += (one for row in pairs if "axis" in row for one in _short(model, row, at))
        good += (
            _text(model, row["text"], row["kind"])
            for row in letters
            if row["quality"] == "good" and _author(row) not in READ
        )
        plain += (_text(model, row["text"], Kind.MESSAGE) for row in ordinary)
    told, tested = list[Pair](), [pair for pair in tried if pair.author >= TESTERS]
    for at in range(PARTS):
        bars = chosen([pair for pair in tested if pair.part != at], plain)
        told += (pair for pair in tried if pair.part == at and _is_told(pair, bars))
    bars = chosen(tested, plain)
    print("bars:", ", ".join(f"{bar:.1f}" for bar in bars))
    _print(tried, told)
    lacking = [pair.lacks for pair in tried]
    for name, some in (("texts without the label", lacking), ("good letters", good), ("ordinary texts", plain)):
        marked, made = sum(any(one.said(bars)) for one in some), sum(one.marks(bars) for one in some)
        words = sum(one.words for one in some)
        print(f"{name}: {marked} of {len(some)} carry a mark, {100 * made / max(1, words):.2f} on 100 words")

    _print_parts(read_for)


def _print_parts(letters: Sequence[Letter]) -> None:
    for group in (Part, RequestPart, Strength):
        said, scores = list[str](), list[float]()
        for label in group:
            some = [letter for letter in letters if label in letter.over]
            bar, right = _bar_of(some, label), list[tuple[bool, bool]]()
            for at in range(PARTS):
                without = _bar_of([letter for letter in some if letter.part != at], label)
                right += ((label in one.has, _is_there(one, label, without)) for one in some if one.part == at)
            by_shapes = _f1([(label in one.has, label in one.shaped) for one in some])
            scores.append(_f1(right))
            said.append(f"{label} bar {bar:.1f}, F1 {scores[-1]:.2f} of {len(some)} (shapes {by_shapes:.2f})")
        print(f"{group.__name__}, macro-F1 {np.mean(scores):.3f}: " + "; ".join(said))


def _is_there(letter: Letter, label: str, bar: float) -> bool:
    return label in letter.shaped or bool(letter.over[label] >= bar)


def _bar_of(letters: Sequence[Letter], label: str) -> float:
    """The bar with the best F1, evened out."""
    worth = [_f1([(label in one.has, _is_there(one, label, bar)) for one in letters]) for bar in GRID_OF_PARTS]
    evened = np.convolve(np.pad(worth, len(BESIDE) // 2, "edge"), BESIDE, "valid")
    return float(GRID_OF_PARTS[evened.argmax()])


def _f1(both: Sequence[tuple[bool, bool]]) -> float:
    right = sum(there and said for there, said in both)
    return 2 * right / max(1, sum(there + said for there, said in both))


def _print(tried: Sequence[Pair], told: Sequence[Pair]) -> None:
    print(f"told apart, bars and weights of other authors: {len(told)} of {len(tried)}")
    for of in ("label", "author"):
        right, there = (Counter(getattr(pair, of) for pair in some) for some in (told, tried))
        print("  " + ", ".join(f"{name} {right[name]} of {there[name]}" for name in there))


def chosen(tried: Sequence[Pair], plain: Sequence[Text]) -> Matrix:
    """For each label the bar that tells most apart, less what it wrongly marks."""
    lacking = np.array([pair.lacks.over.max(0) for pair in tried])
    ordinary = np.array([text.over.max(0) for text in plain])
    bars = np.zeros(MARKS)
    for at, label in enumerate(LABELS[:MARKS]):
        has = np.array([pair.has.over.max(0)[at] for pair in tried if pair.label == label])[:, None]
        lacks = np.array([pair.lacks.over.max(0)[at] for pair in tried if pair.label == label])[:, None]
        wrong = A_WRONG_ONE * (lacking[:, at, None] >= GRID).sum(0)
        wrong = wrong + AN_ORDINARY_ONE * (ordinary[:, at, None] >= GRID).sum(0)
        worth = ((has >= GRID) & (lacks < GRID)).sum(0) - wrong
        bars[at] = GRID[np.convolve(np.pad(worth, len(BESIDE) // 2, "edge"), BESIDE, "valid").argmax()]
    return bars


def _is_told(pair: Pair, bars: Matrix) -> bool:
    has, lacks = (set(chain.from_iterable(text.said(bars))) for text in (pair.has, pair.lacks))
    return pair.label in has and pair.label not in lacks


def _weighty(over: Matrix) -> Iterator[str]:
    return (LABELS[at] for at in np.flatnonzero(over >= max(0.0, over.max() - CLOSE)))


def _author(row: Row) -> str:
    """Who wrote a text: what its name begins with, and some wrote pairs and letters under several."""
    name = row["id"][: 6 if row["id"].startswith("talk") else 3 if row["id"][0] == "c" else 2]
    return ALSO.get(name, name)


def _pair(model: Weights, row: Row, part: int) -> Pair:
    has, lacks = (_text(model, row[side], row["kind"]) for side in ("with", "without"))
    return Pair(_author(row), row["label"], has, lacks, part)


def _text(model: Weights, text: str, kind: str) -> Text:
    sentences, longer = features_of(text), math.log2(len(features_of(text)))
    scores = np.array([_score(model, features) for _, _, features in sentences])
    made, ruled = rules.of(read(text), Kind(kind)), list[set[str]]()
    for (said, start, _), score in zip(sentences, scores, strict=True):
        here = [mark for mark in made if start <= mark.start < start + len(said)]
        keep = KEEP_MARK[0] + KEEP_MARK[1] * longer
        ruled.append({mark.label for mark in here if score[LABELS.index(mark.label)] >= keep})
    return Text(scores[:, :MARKS] - RISE * longer, ruled, len(text.split()))


def _letter(model: Weights, row: Row, part: int) -> Letter:
    has = frozenset((*row["parts"], *row["request_parts"], *row["strengths"]))
    return _whole(model, row["text"], JUDGED[Kind(row["kind"])], has, part)


def _short(model: Weights, pair: Row, part: int) -> Iterator[Letter]:
    """The two texts of a pair about a part or a strength, each read for that alone."""
    for side, has in (("with", frozenset({pair["label"]})), ("without", frozenset[str]())):
        yield _whole(model, pair[side], [one for one in weighing.LABELS if one == pair["label"]], has, part)


def _whole(model: Weights, text: str, judged: Sequence[OneLabel], has: frozenset[str], part: int) -> Letter:
    reading = read(text)
    scores = [_score(model, features) for _, _, features in features_of(text)]
    places = [(first, after) for first, after, _ in sentences_of(text, reading)]
    sentences = [Weighed(*place, list(score), ()) for place, score in zip(places, scores, strict=True)]
    said, longer = parts.Said.of(reading, sentences), math.log2(len(scores))
    keep = KEEP_PART[0] + KEEP_PART[1] * longer
    shaped = frozenset(label for label in judged if label in said.shaped and said.most(label) >= keep)
    return Letter(has, {label: said.most(label) - RISE * longer for label in judged}, shaped, part)


def _score(model: Weights, features: Features) -> Matrix:
    made = model.bias.astype(float).copy()
    for name, value in features.items():
        if (at := model.features.get(name)) is not None:
            made += value * model.weights[at]
    return made


if __name__ == "__main__":
    main()
