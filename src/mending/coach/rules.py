"""Marks by rules: words that may land badly, as data in `marks.en.toml`.

A mark is a shape found in the text. What the data spares stays unmarked: a place that only looks alike, or a whole
sentence in which the writer takes the weight back.
"""

from collections.abc import Iterable, Iterator

from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.reading import Meaning, Reading, language, read
from mending.coach.shapes import Found
from mending.coach.words import Words

_TIERS = {"sure": Tier.SURE, "soft": Tier.SOFT}
"""The forms that mark; `spare` and `calm` leave a place or a sentence alone."""

_UNSURE = "unsure"
"""The form after which nothing in the sentence is sure."""

_NOT_FOR_ONESELF = frozenset({Label.DEMAND, Label.PRESSURE_TO_FORGIVE, Label.CONDITIONAL_APOLOGY})
"""Labels that a thought, written for nobody, carries only where it speaks of somebody else."""

_SOMEBODY = frozenset({"he", "him", "his", "she", "her", "they", "them", "their", "{kin}", "nobody", "anyone"})

_One = Found[Meaning]


def marks(text: str, kind: Kind) -> tuple[Mark, ...]:
    """What may land badly, in the order of the text; one mark a label where places overlap."""
    return of(read(text), kind)


def of(reading: Reading, kind: Kind) -> tuple[Mark, ...]:
    """The marks of a text that was read."""
    words = reading.words
    found = [one for one in reading.found["marks"] if not is_out_of_place(one.what.name, kind, words, one.first)]
    left, told = left_alone(reading), _told(reading)
    kept = [one for one in found if one.what.form in _TIERS and left.isdisjoint(_places(one))]
    shown = [_mark(words, one, one.first in told) for one in _merged(kept)]
    return tuple(sorted(shown, key=lambda mark: (mark.start, mark.end, mark.label)))


def is_out_of_place(label: str, kind: Kind, words: Words, at: int) -> bool:
    """Whether the sentence around a word, in a text of this kind, cannot carry the label."""
    if kind is not Kind.THOUGHT or label not in _NOT_FOR_ONESELF:
        return False
    first, after = words.sentence(at)
    return all(_SOMEBODY.isdisjoint(words.symbols[at]) for at in range(first, after))


def says(label: str) -> tuple[str, str]:
    """Why it may land badly, and a way to say it."""
    about = language("en").data["marks"][label]
    return about["why"], about["instead"]


def _places(one: _One) -> Iterator[tuple[str, int]]:
    """The words it stands on, each for its label."""
    return ((one.what.name, at) for at in range(one.first, one.after))


def left_alone(reading: Reading) -> set[tuple[str, int]]:
    """The words on which nothing of a label is marked: spared places, and calm sentences as a whole."""
    words = reading.words
    left: set[tuple[str, int]] = set()
    calm: set[tuple[str, int]] = set()
    for one in (one for one in reading.found["marks"] if one.what.form in ("spare", "calm")):
        left.update(_places(one))
        if one.what.form == "calm" and (one.what.name, one.first) not in calm:
            first, after = words.sentence(one.first)
            calm.update((one.what.name, at) for at in range(first, after))
    return left | calm


def _merged(found: Iterable[_One]) -> list[_One]:
    """Overlapping places of one label as one: the surest, and of those the shortest."""
    kept: list[_One] = []
    taken: set[tuple[str, int]] = set()
    for one in sorted(found, key=lambda one: (one.what.form != Tier.SURE, one.after - one.first, one.first)):
        if taken.isdisjoint(_places(one)):
            kept.append(one)
            taken.update(_places(one))
    return kept


def _told(reading: Reading) -> set[int]:
    """The words that tell again what the writer once said: all after "I told you" in the sentence."""
    told = (one for one in reading.found["marks"] if one.what.form == _UNSURE)
    return {at for one in told for at in range(one.after, reading.words.sentence(one.first)[1])}


def _mark(words: Words, one: _One, is_told: bool) -> Mark:
    start, end = words.starts[one.first], words.ends[one.after - 1]
    tier = Tier.SOFT if is_told else _TIERS[one.what.form]
    return Mark(Label(one.what.name), start, end, *says(one.what.name), tier)
