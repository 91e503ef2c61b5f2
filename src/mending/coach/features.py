"""What may weigh about the sentences of a text: features.

What its words stem from, the lists they stand in, pairs of neighbours and of words a little apart, how the
sentence begins and ends, what shapes found in it, and where in the text it stands. What features weigh is learned
(`weighing.py`); which there are is said here, so that what is learned from is read as what is weighed.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mending.coach.reading import Meaning, Reading
from mending.coach.shapes import Found
from mending.coach.words import NONE, SENTENCE, Words

SHAPES = "shapes"
"""The form of shapes that show a part; any other form undoes what it overlaps."""

APART = 4
"""Two words of a sentence are looked at together up to so many words apart."""

_ENDINGS = ("ing", "ed", "es", "s", "ly")
_LEAST = 4
"""A stem keeps so many letters."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something about a sentence that may weigh, and the words it stands on; the same feature counts once.

    Where it stands in the text is a feature without words. Those of one word weigh in the sentences beside, too.
    """

    name: str
    first: int
    after: int


Bare = tuple[str, int, int]
"""The same while there are thousands: its name, its first word and the one after."""


def sentences_of(text: str, reading: Reading) -> Iterator[tuple[int, int, list[Feature]]]:
    """The sentences of a text, from word to word, each with its features."""
    for first, after, features in bare_sentences(text, reading):
        once: dict[str, Bare] = {}
        for feature in features:
            once.setdefault(feature[0], feature)
        yield first, after, [Feature(*feature) for feature in once.values()]


def bare_sentences(text: str, reading: Reading) -> Iterator[tuple[int, int, list[Bare]]]:
    """The sentences of a text, each with its features, some of them more than once."""
    words = reading.words
    known: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    forms = [known.get(one) or known.setdefault(one, _form(one)) for one in words.symbols]
    firsts = [at for at in range(len(forms)) if words.breaks[at] >= SENTENCE]
    found: dict[int, list[Bare]] = {}
    for one in standing(reading):
        feature = f"part {one.what.name}", one.first, one.after
        found.setdefault(firsts[bisect_right(firsts, one.first) - 1], []).append(feature)
    for first, after in pairwise((*firsts, len(forms))):
        features = _features(words, forms, first, after)
        features.append((f"place {_place(first == 0, after == len(forms))}", first, first))
        features += found.get(first, ())
        if (end := text[words.ends[after - 1] :][:1]) in ("?", "!"):
            features.append((f"ends {end}", after - 1, after))
        yield first, after, features


def standing(reading: Reading) -> list[Found[Meaning]]:
    """The shapes of parts that were found and that nothing undoes."""
    against = undoing(reading)
    return [one for one in _shapes(reading) if against.isdisjoint(_places(one))]


def undoing(reading: Reading) -> set[tuple[str, int]]:
    """The labels that only seem to be there, and the words on which they seem so."""
    against = (one for one in reading.found["parts"] if one.what.form != SHAPES)
    return {place for one in against for place in _places(one)}


def _shapes(reading: Reading) -> Iterator[Found[Meaning]]:
    return (one for one in reading.found["parts"] if one.what.form == SHAPES)


def _places(one: Found[Meaning]) -> Iterator[tuple[str, int]]:
    return ((one.what.name, at) for at in range(one.first, one.after))


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


def _features(words: Words, forms: Sequence[tuple[str, list[str]]], first: int, after: int) -> list[Bare]:
    """The features of the words of a sentence."""
    made: list[Bare] = []
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
        for before in range(max(first, at - APART), at - 1):
            made.append((f"{forms[before][0]} _ {word}", before, at + 1))
        last, last_lists = word, lists
    made.append((f"{last} $", after - 1, after))
    return made
