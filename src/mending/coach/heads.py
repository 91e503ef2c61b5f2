"""How a sentence may read to others: chances learned from people's judgements of short turns of talk.

Weights stand in heads.en.json, with what they were learned from; docs/use/coach-heads.md says how often they
are wrong, and what they must never be used for. They never look for danger (crisis.py does), and are never kept.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from mending.coach.near import Near
from mending.coach.ways import Token, Tree, grams, numbers, tokens, wide_grams

SMALL = 1e-4
"""The weights of words are kept in these."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The chance, 0 to 1, that at least two of four people would see this in a turn of talk.

    `problematic`: that their mean is 2.5 or more on a scale from one (not) to four (very).
    """

    problematic: float
    judgment: float
    denial: float
    comparison: float
    request: float
    feeling: float
    empathic: float


@dataclass(frozen=True, slots=True)
class _Model:
    tree: Tree
    numbers: Mapping[str, Sequence[float]]
    words: Mapping[str, Sequence[float]]
    near: Near
    bias: Sequence[float]
    slope: Sequence[float]
    shift: Sequence[float]


def read(text: str) -> Heads:
    """How a sentence or two may read. Made for up to some forty words; of a longer text, read each sentence."""
    model = _model("en")
    said = tokens(text)
    scores = _scores(model, text, said)
    return Heads(*(_chance(*each) for each in zip(scores, model.slope, model.shift, strict=True)))


def _scores(model: _Model, text: str, said: Sequence[Token]) -> list[float]:
    totals = list(model.bias)
    for name, value in numbers(text, said, model.tree.find(said)).items():
        _add(totals, model.numbers.get(name, ()), value)
    share = 1 / math.sqrt(max(1, len(said)))
    for weights, worth in _of_words(model, [token.word for token in said]):
        _add(totals, weights, share * worth)
    return totals


def _of_words(model: _Model, words: Sequence[str]) -> Iterator[tuple[Sequence[float], float]]:
    """What words weigh, and words in a row; in an order of their own, so that the sum is always the same."""
    met = model.words.keys()
    yield from ((model.words[one], SMALL) for one in sorted(met & (grams(words) | wide_grams(words))))
    yield from ((model.near[one], 1.0) for one in sorted(set(words) - met) if one in model.near)


def _add(totals: list[float], weights: Sequence[float], value: float) -> None:
    for at, weight in enumerate(weights):
        totals[at] += weight * value


def _chance(score: float, slope: float, shift: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(score * slope + shift, 30.0))))


@cache
def _model(language: str) -> _Model:
    """The weights of a language, read when they are first needed. Raises ValueError for a file of other heads."""
    data = json.loads(Path(__file__).with_name(f"heads.{language}.json").read_text("utf-8"))
    if data["heads"] != [one.name for one in fields(Heads)]:
        raise ValueError(f"heads.{language}.json has other heads: {data['heads']}")
    tree = Tree(data["ways"], data["classes"])
    near = Near(data["near"])
    return _Model(tree, data["numbers"], data["words"], near, *(data[name] for name in ("bias", "slope", "shift")))
