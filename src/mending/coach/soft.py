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
import struct
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from mending.coach import rules
from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.reading import Meaning, Reading
from mending.coach.shapes import Found
from mending.coach.words import NONE, SENTENCE, Words

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


_Sign = tuple[str, int, int]
"""The same while there are thousands: its name, its first word and the one after."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence, what each label weighs in it, and the signs with a weight: name, first word, the one after."""

    first: int
    after: int
    scores: Sequence[float]
    signs: Sequence[_Sign]


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
    """Weights are in hundredths, those of a sign for all labels side by side in one number (`_packed`)."""

    bias: Sequence[float]
    weights: Mapping[str, int]
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
    weights = model.weights
    for first, after, signs in _sentences(text, reading):
        once: dict[str, _Sign] = {}
        total = 0
        for sign in signs:
            if (name := sign[0]) in weights and name not in once:
                once[name] = sign
                total += weights[name]
        scores = [bias + weight / 100 for bias, weight in zip(model.bias, _unpacked(total), strict=True)]
        yield Weighed(first, after, scores, list(once.values()))


def sentences_of(text: str, reading: Reading) -> Iterator[tuple[int, int, list[Sign]]]:
    """The sentences of a text, from word to word, each with its signs."""
    for first, after, signs in _sentences(text, reading):
        once: dict[str, _Sign] = {}
        for sign in signs:
            once.setdefault(sign[0], sign)
        yield first, after, [Sign(*sign) for sign in once.values()]


def _sentences(text: str, reading: Reading) -> Iterator[tuple[int, int, list[_Sign]]]:
    """The sentences of a text, each with its signs, some of them more than once."""
    words = reading.words
    known: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    forms = [known.get(one) or known.setdefault(one, _form(one)) for one in words.symbols]
    firsts = [at for at in range(len(forms)) if words.breaks[at] >= SENTENCE]
    parts: dict[int, list[Found[Meaning]]] = {}
    for part in reading.found["parts"]:
        parts.setdefault(firsts[bisect_right(firsts, part.first) - 1], []).append(part)
    for first, after in pairwise((*firsts, len(forms))):
        signs = _signs(words, forms, first, after)
        signs += ((f"part {part.what.name}", part.first, part.after) for part in parts.get(first, ()))
        if (end := text[words.ends[after - 1] :][:1]) in ("?", "!"):
            signs.append((f"ends {end}", after - 1, after))
        yield first, after, signs


def _form(symbols: Sequence[str]) -> tuple[str, list[str]]:
    """A word without its ending, and the lists that it stands in."""
    word = symbols[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _LEAST:
            word = word[: -len(ending)]
            break
    return word, [one for one in symbols if one[0] == "{"]


def _signs(words: Words, forms: Sequence[tuple[str, list[str]]], first: int, after: int) -> list[_Sign]:
    """The signs of the words of a sentence."""
    made: list[_Sign] = []
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
    for name, first, after in sentence.signs:
        share = _unpacked(weights[name])[at] / 100 / (after - first)
        for word in range(first, after):
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
    weights = {name: _packed(each) for name, each in data["weights"].items()}
    return _Model(data["bias"], weights, Bar(*data["mark"]), Bar(*data["keep"]))


# The weights of a sign for all labels are added up at once: 32 bits each, side by side in one number.
_SIDE_BY_SIDE = struct.Struct(f"<{len(Label)}i")
_SIGNS = sum(1 << (32 * at + 31) for at in range(len(Label)))


def _packed(weights: Sequence[int]) -> int:
    bits = int.from_bytes(_SIDE_BY_SIDE.pack(*weights), "little")
    # A weight below nought adds one to the next, which is taken off here.
    return bits - ((bits & _SIGNS) << 1)


def _unpacked(weights: int) -> tuple[int, ...]:
    # Each is lifted above nought, and the highest bit turned back.
    return _SIDE_BY_SIDE.unpack(((weights + _SIGNS) ^ _SIGNS).to_bytes(_SIDE_BY_SIDE.size, "little"))
