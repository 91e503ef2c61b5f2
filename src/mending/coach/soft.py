"""Marks: what rules found, weighed, and what small learned weights find beside it.

A sentence that weighs enough for a label is marked, never as sure, on the few words that carry most of the weight:
they are the reason. Of several labels in a sentence only those are marked that weigh about as much as the
weightiest. What rules found is weighed too (`weighing.py`): it is sure only where it weighs enough to be marked
without them, and left out where next to nothing speaks for it.
"""

from collections import deque
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import accumulate

from mending.coach import rules
from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.reading import Reading
from mending.coach.weighing import AT, Weighed, model
from mending.coach.words import Words

MOST = 12
"""A reason has so many words at most."""

ENOUGH = 0.75
"""A reason carries this share of what the weightiest run of words does."""

OUTWEIGHS = 1.5
"""What gets so far over its bar is marked even in a place that rules leave alone."""


def marks(reading: Reading, sentences: Sequence[Weighed], kind: Kind) -> tuple[Mark, ...]:
    """All marks of a text that was read and weighed, by rules and by weights, in its order."""
    weights = model("en")
    keep = weights.keep_mark.of(len(sentences))
    bars = [weights.bars[label].of(len(sentences)) for label in Label]
    left, made = rules.left_alone(reading), list[Mark]()
    for sentence, known in _beside(sentences, rules.of(reading, kind), reading.words):
        scores = sentence.scores
        made += (_as_sure(one, scores, bars) for one in known if scores[AT[one.label]] >= keep)
        for label, over in _weighty(sentence, bars, weights.close):
            if rules.is_out_of_place(label, kind, reading.words, sentence.first):
                continue
            learned = _learned(label, sentence, reading.words, left if over < OUTWEIGHS else frozenset())
            if learned and not any(learned.label == one.label and _overlap(learned, one) for one in known):
                made.append(learned)
    return tuple(sorted(made, key=lambda one: (one.start, one.end, one.label)))


def _as_sure(mark: Mark, scores: Sequence[float], bars: Sequence[float]) -> Mark:
    """A mark of rules, sure only where the words around say the same: the label reaches its bar."""
    at = AT[mark.label]
    return mark if scores[at] >= bars[at] else replace(mark, tier=Tier.SOFT)


def _weighty(sentence: Weighed, bars: Sequence[float], close: float) -> list[tuple[Label, float]]:
    """The labels that reach their bar, and get over it about as far as the one that gets furthest; and how far."""
    over = [score - bar for score, bar in zip(sentence.scores, bars, strict=False)]
    least = max(0.0, max(over) - close)
    return [(label, over[at]) for at, label in enumerate(Label) if over[at] >= least]


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


def _learned(label: Label, sentence: Weighed, words: Words, left: Set[tuple[str, int]]) -> Mark | None:
    """The mark on the reason, unless no words speak for it or they are to be left alone."""
    if (reason := _reason(AT[label], sentence)) is None:
        return None
    first, after = reason
    if any((label, word) in left for word in range(first, after)):
        return None
    return Mark(label, words.starts[first], words.ends[after - 1], *rules.says(label), Tier.SOFT)


def _reason(at: int, sentence: Weighed) -> tuple[int, int] | None:
    """The shortest run of words that carries most of the weight of a label."""
    weights, carried = model("en").weights, [0.0] * (sentence.after - sentence.first)
    for name, first, after in sentence.features:
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
