"""Marks by rules: words that may land badly, as data in `marks.en.toml`.

A mark is a shape found in the text. What the data spares stays unmarked: a place that only looks alike, or a whole
sentence in which the writer takes the weight back.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.shapes import Found, Shapes
from mending.coach.words import Lexicon, Words

_FORM = {"sure": Tier.SURE, "soft": Tier.SOFT}
_NOT_FOR_ONESELF = frozenset({Label.DEMAND, Label.PRESSURE_TO_FORGIVE, Label.CONDITIONAL_APOLOGY})
"""Labels that a thought, written for nobody, cannot carry."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a shape stands for: a mark of a tier, or (`tier` None) a place or a sentence left alone."""

    label: Label
    tier: Tier | None
    calms: bool = False


@dataclass(frozen=True, slots=True)
class _Language:
    lexicon: Lexicon
    shapes: Shapes[_Shape]
    says: dict[Label, tuple[str, str]]


def marks(text: str, kind: Kind) -> tuple[Mark, ...]:
    """What may land badly, in the order of the text; one mark a label where places overlap."""
    language = _language("en")
    words = language.lexicon.read(text)
    found = [one for one in language.shapes.find(words) if not _is_out_of_place(one.what.label, kind)]
    left_alone = _left_alone(found, words)
    kept = [one for one in found if one.what.tier is not None and left_alone.isdisjoint(_places(one))]
    shown = [_mark(language, words, one) for one in _merged(kept)]
    return tuple(sorted(shown, key=lambda mark: (mark.start, mark.end, mark.label)))


def _is_out_of_place(label: Label, kind: Kind) -> bool:
    return kind is Kind.THOUGHT and label in _NOT_FOR_ONESELF


def _places(one: Found[_Shape]) -> Iterator[tuple[Label, int]]:
    """The words it stands on, each for its label."""
    return ((one.what.label, at) for at in range(one.first, one.after))


def _left_alone(found: Iterable[Found[_Shape]], words: Words) -> set[tuple[Label, int]]:
    """The words on which nothing of a label is marked: spared places, and calm sentences as a whole."""
    left: set[tuple[Label, int]] = set()
    calm: set[tuple[Label, int]] = set()
    for one in (one for one in found if one.what.tier is None):
        left.update(_places(one))
        if one.what.calms and (one.what.label, one.first) not in calm:
            first, after = words.sentence(one.first)
            calm.update((one.what.label, at) for at in range(first, after))
    return left | calm


def _merged(found: Iterable[Found[_Shape]]) -> list[Found[_Shape]]:
    """Overlapping places of one label as one: the surest, and of those the shortest."""
    kept: list[Found[_Shape]] = []
    taken: set[tuple[Label, int]] = set()
    for one in sorted(found, key=lambda one: (one.what.tier is not Tier.SURE, one.after - one.first, one.first)):
        if taken.isdisjoint(_places(one)):
            kept.append(one)
            taken.update(_places(one))
    return kept


def _mark(language: _Language, words: Words, one: Found[_Shape]) -> Mark:
    why, instead = language.says[one.what.label]
    tier = one.what.tier or Tier.SOFT
    return Mark(one.what.label, words.starts[one.first], words.ends[one.after - 1], why, instead, tier)


@cache
def _language(language: str) -> _Language:
    """The shapes of a language. Raises ValueError for one that cannot be read, naming it."""
    here = Path(__file__).parent
    words = tomllib.loads((here / f"words.{language}.toml").read_text("utf-8"))
    data = tomllib.loads((here / f"marks.{language}.toml").read_text("utf-8"))
    lexicon = Lexicon(words["spellings"], words["lists"] | data["lists"])
    shapes: Shapes[_Shape] = Shapes(lexicon)
    for label in Label:
        one = data[label.value]
        for form in ("sure", "soft", "spare", "calm"):
            for shape in one.get(form, ()):
                shapes.add(shape, _Shape(label, _FORM.get(form), form == "calm"))
    return _Language(lexicon, shapes, {one: (data[one]["why"], data[one]["instead"]) for one in Label})
