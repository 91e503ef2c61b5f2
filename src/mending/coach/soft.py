"""Marks put softly, by small weights learned from our own labelled texts (`soft.en.json`).

Each sentence is weighed for each label by its words: what they stem from, the lists they stand in, pairs of
neighbours, how it begins and ends, and the parts found in it. What weighs enough is marked, never as sure, on the
few words that carry most of the weight: they are the reason. What rules put softly is weighed too, and left out
where next to nothing speaks for it. A long text is held to more than a short one: it has more sentences to be
wrong in.

Which texts it was learned from stands in the file; how often it is wrong, in docs/use/coach-heads.md.
"""

import json
import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mending.coach import rules
from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.reading import Meaning, Reading
from mending.coach.shapes import Found
from mending.coach.words import NONE, Words

MOST = 12
"""A reason has so many words at most."""

ENOUGH = 0.75
"""A reason carries this share of what the weightiest run of words does."""

_AT = {label: at for at, label in enumerate(Label)}
"""Where each label stands among the weights."""

_ENDINGS = ("ing", "ed", "es", "s", "ly")
_LEAST = 4
"""A stem keeps so many letters."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something about a sentence that may weigh, and the words it stands on; the same sign counts once."""

    name: str
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence, what each label weighs in it, and the signs with a weight."""

    first: int
    after: int
    scores: Sequence[float]
    signs: Sequence[Sign]


@dataclass(frozen=True, slots=True)
class Bar:
    """What has to be reached: in a single sentence, and by how much more each time there are twice as many."""

    least: float
    rise: float

    def of(self, sentences: int) -> float:
        """The bar for a text of so many sentences."""
        return self.least + self.rise * math.log2(max(1, sentences))


@dataclass(frozen=True, slots=True)
class _Model:
    bias: Sequence[float]
    weights: Mapping[str, Sequence[tuple[int, float]]]
    mark: Bar
    keep: Bar


def marks(text: str, reading: Reading, kind: Kind) -> tuple[Mark, ...]:
    """All marks of a text that was read, by rules and by weights, in its order."""
    model, sentences = _model("en"), list(weighed(text, reading))
    mark, keep = model.mark.of(len(sentences)), model.keep.of(len(sentences))
    left, made = rules.left_alone(reading), list[Mark]()
    for sentence, known in _beside(sentences, rules.of(reading, kind), reading.words):
        made += (one for one in known if one.tier is Tier.SURE or sentence.scores[_AT[one.label]] >= keep)
        for label, at in _AT.items():
            if sentence.scores[at] < mark or rules.is_out_of_place(label, kind):
                continue
            learned = _learned(label, sentence, reading.words, left)
            if learned and not any(learned.label == one.label and _overlap(learned, one) for one in known):
                made.append(learned)
    return tuple(sorted(made, key=lambda one: (one.start, one.end, one.label)))


def _beside(
    sentences: Sequence[Weighed], by_rules: Sequence[Mark], words: Words
) -> Iterator[tuple[Weighed, list[Mark]]]:
    """Each sentence with the marks of rules in it; no shape goes on into the next one."""
    waiting = deque(by_rules)
    for sentence in sentences:
        known: list[Mark] = []
        while waiting and waiting[0].start < words.ends[sentence.after - 1]:
            known.append(waiting.popleft())
        yield sentence, known


def weighed(text: str, reading: Reading) -> Iterator[Weighed]:
    """Each sentence with what it weighs. Takes time in proportion to the text."""
    model = _model("en")
    for first, after, signs in sentences_of(text, reading):
        scores, heavy = list(model.bias), []
        for sign in signs:
            if (known := model.weights.get(sign.name)) is not None:
                heavy.append(sign)
                for at, weight in known:
                    scores[at] += weight
        yield Weighed(first, after, scores, heavy)


def sentences_of(text: str, reading: Reading) -> Iterator[tuple[int, int, list[Sign]]]:
    """The sentences of a text, from word to word, each with its signs."""
    words = reading.words
    known: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    forms = [known.get(one) or known.setdefault(one, _form(one)) for one in words.symbols]
    parts: dict[int, list[Found[Meaning]]] = {}
    for part in reading.found["parts"]:
        parts.setdefault(words.sentence(part.first)[0], []).append(part)
    first = 0
    while first < len(forms):
        _, after = words.sentence(first)
        signs = _signs(words, forms, first, after)
        for part in parts.get(first, ()):
            signs.append((f"part {part.what.name}", part.first, part.after))
        if (end := text[words.ends[after - 1] :][:1]) in ("?", "!"):
            signs.append((f"ends {end}", after - 1, after))
        once: dict[str, tuple[str, int, int]] = {}
        for one in signs:
            once.setdefault(one[0], one)
        yield first, after, [Sign(*one) for one in once.values()]
        first = after


def _form(symbols: Sequence[str]) -> tuple[str, list[str]]:
    """A word without its ending, and the lists that it stands in."""
    word = symbols[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _LEAST:
            word = word[: -len(ending)]
            break
    return word, [one for one in symbols if one[0] == "{"]


def _signs(
    words: Words, forms: Sequence[tuple[str, list[str]]], first: int, after: int
) -> list[tuple[str, int, int]]:
    """The signs of the words of a sentence."""
    made: list[tuple[str, int, int]] = []
    last, last_lists = "^", list[str]()
    for at in range(first, after):
        word, lists = forms[at]
        made.append((word, at, at + 1))
        made.append((f"{last} {word}", max(first, at - 1), at + 1))
        if words.breaks[at] > NONE and at > first:
            made.append((f"^ {word}", at, at + 1))
        for one in lists:
            made.append((one, at, at + 1))
            made.append((f"{last} {one}", max(first, at - 1), at + 1))
        for one in last_lists:
            made.append((f"{one} {word}", at - 1, at + 1))
        last, last_lists = word, lists
    made.append((f"{last} $", after - 1, after))
    return made


def _learned(label: Label, sentence: Weighed, words: Words, left: Set[tuple[str, int]]) -> Mark | None:
    """The mark on the reason, unless no words speak for it or they are to be left alone."""
    if (reason := _reason(_AT[label], sentence)) is None:
        return None
    first, after = reason
    if any((label, word) in left for word in range(first, after)):
        return None
    return Mark(label, words.starts[first], words.ends[after - 1], *rules.says(label), Tier.SOFT)


def _reason(at: int, sentence: Weighed) -> tuple[int, int] | None:
    """The shortest run of words that carries most of the weight of a label."""
    weights, carried = _model("en").weights, [0.0] * (sentence.after - sentence.first)
    for sign in sentence.signs:
        share = sum(weight for label, weight in weights[sign.name] if label == at) / (sign.after - sign.first)
        for word in range(sign.first, sign.after):
            carried[word - sentence.first] += share
    runs = [
        (sum(carried[first:after]), first - after, sentence.first + first)
        for first in range(len(carried))
        for after in range(first + 1, min(first + MOST, len(carried)) + 1)
    ]
    most = max(runs)[0]
    if most <= 0:
        return None
    _, length, first = max((run for run in runs if run[0] >= ENOUGH * most), key=lambda run: (run[1], run[0]))
    return first, first - length


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _model(language: str) -> _Model:
    """The weights of a language, read when first needed. Raises ValueError for a file of other labels."""
    data = json.loads(Path(__file__).with_name(f"soft.{language}.json").read_text("utf-8"))
    if data["labels"] != [one.value for one in Label]:
        raise ValueError(f"soft.{language}.json has other labels: {data['labels']}")
    weights = {
        name: [(at, weight / 100) for at, weight in enumerate(each) if weight]
        for name, each in data["weights"].items()
    }
    return _Model(data["bias"], weights, Bar(*data["mark"]), Bar(*data["keep"]))
