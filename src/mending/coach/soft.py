"""Marks put softly, by small weights learned from our own labelled texts (`soft.en.json`).

Each sentence is weighed for each label by its words: what they stem from, the lists they stand in, pairs of
neighbours, how it begins and ends, the parts found in it, where in the text it stands, and the words of the
sentences beside it. What weighs enough is marked, never as sure, on the few words that carry most of the weight:
they are the reason. Of several labels in a sentence only those are marked that weigh about as much as the
weightiest. What rules put softly is weighed too, and left out where next to nothing speaks for it. A long text is
held to more than a short one: it has more sentences to be wrong in.

Which texts it was learned from stands in the file; how often it is wrong, in docs/use/coach-heads.md.
"""

import json
import math
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from mending.coach import rules
from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.packed import Table
from mending.coach.reading import Meaning, Reading
from mending.coach.shapes import Found
from mending.coach.words import NONE, SENTENCE, Words

MOST = 12
"""A reason has so many words at most."""

ENOUGH = 0.75
"""A reason carries this share of what the weightiest run of words does."""

OUTWEIGHS = 1.5
"""What gets so far over its bar is marked even in a place that rules leave alone."""

_AT = {label: at for at, label in enumerate(Label)}
"""Where each label stands among the weights."""

_NOTHING = (0,) * len(Label)
"""What a sentence weighs in the one beside it where there is none."""

_ENDINGS = ("ing", "ed", "es", "s", "ly")
_LEAST = 4
"""A stem keeps so many letters."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something about a sentence that may weigh, and the words it stands on; the same sign counts once.

    Where it stands in the text is a sign without words. Signs of one word weigh in the sentences beside, too.
    """

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
    """Weights in steps of a unit, the bars, and how far a label may be behind the weightiest."""

    bias: Sequence[float]
    unit: float
    weights: Table
    mark: Sequence[Bar]
    keep: Bar
    close: float


def marks(text: str, reading: Reading, kind: Kind) -> tuple[Mark, ...]:
    """All marks of a text that was read, by rules and by weights, in its order."""
    model, sentences = _model("en"), weighed(text, reading)
    keep, bars = model.keep.of(len(sentences)), [bar.of(len(sentences)) for bar in model.mark]
    left, made = rules.left_alone(reading), list[Mark]()
    for sentence, known in _beside(sentences, rules.of(reading, kind), reading.words):
        made += (one for one in known if one.tier is Tier.SURE or sentence.scores[_AT[one.label]] >= keep)
        for label, over in _weighty(sentence, bars, model.close):
            if rules.is_out_of_place(label, kind, reading.words, sentence.first):
                continue
            learned = _learned(label, sentence, reading.words, left if over < OUTWEIGHS else frozenset())
            if learned and not any(learned.label == one.label and _overlap(learned, one) for one in known):
                made.append(learned)
    return tuple(sorted(made, key=lambda one: (one.start, one.end, one.label)))


def _weighty(sentence: Weighed, bars: Sequence[float], close: float) -> list[tuple[Label, float]]:
    """The labels that reach their bar, and get over it about as far as the one that gets furthest; and how far."""
    over = [score - bar for score, bar in zip(sentence.scores, bars, strict=True)]
    least = max(0.0, max(over) - close)
    return [(label, over[at]) for label, at in _AT.items() if over[at] >= least]


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


def weighed(text: str, reading: Reading) -> list[Weighed]:
    """Each sentence with what it weighs. Takes time in proportion to the text."""
    model = _model("en")
    found, whole = list[tuple[int, int, list[_Sign]]](), model.weights.whole
    at = model.weights.at
    here, onward, back = list[Sequence[int]](), list[Sequence[int]]([_NOTHING]), list[Sequence[int]]()
    for first, after, signs in _sentences(text, reading):
        once: dict[str, _Sign] = {}
        total = 0
        for sign in signs:
            if (name := sign[0]) in at and name not in once:
                once[name] = sign
                total += whole(at[name])
        found.append((first, after, list(once.values())))
        in_it, in_next, in_last = model.weights.spread(total)
        here.append(in_it)
        onward.append(in_next)
        back.append(in_last)
    back.append(_NOTHING)
    beside = zip(here, onward, back[1:], strict=False)
    sums = [[sum(of_label) for of_label in zip(*three, strict=True)] for three in beside]
    scores = [[bias + model.unit * one for bias, one in zip(model.bias, each, strict=True)] for each in sums]
    return [Weighed(first, after, row, signs) for (first, after, signs), row in zip(found, scores, strict=True)]


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
        signs.append((f"place {_place(first == 0, after == len(forms))}", first, first))
        signs += ((f"part {part.what.name}", part.first, part.after) for part in parts.get(first, ()))
        if (end := text[words.ends[after - 1] :][:1]) in ("?", "!"):
            signs.append((f"ends {end}", after - 1, after))
        yield first, after, signs


def _place(is_first: bool, is_last: bool) -> str:
    if is_first:
        return "only" if is_last else "first"
    return "last" if is_last else "between"


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
        weight = weights.of(name, at)
        for word in range(first, after):
            carried[word - sentence.first] += weight / (after - first)
    sums = [0.0, *accumulate(carried)]
    runs = [
        (sums[after] - sums[first], first - after, sentence.first + first)
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
    bars = [Bar(least, data["rise"]) for least in data["mark"]]
    weights = Table(data["alone"], data["others"], len(Label))
    return _Model(data["bias"], data["unit"], weights, bars, Bar(*data["keep"]), data["close"])
