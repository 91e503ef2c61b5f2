"""Signs that say no danger by themselves, and together do: their points are added up over a few sentences.

Phrases know a danger when it is said; people often talk around it: tablets put by, a lift home not needed, a dog
given away. A sign is a line of `crisis.points.*.toml`, with its points: ways of saying one thing. No word takes
any off, so comfort and denial undo nothing; every sum can be read back word by word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Any, Generic, TypeVar

from mending.coach.phrases import Place
from mending.coach.typed import BLANK, STOP, Reader, Reading

Label = TypeVar("Label")

MOST_WORDS = 60
"""A text no longer than this is read as one; of a longer one, sentences that follow each other, up to so many."""
FOR_TWICE_AS_LONG = 8.0
"""A text twice as long needs so many points more: among many sentences, chance alone brings some together."""
NEARLY = 3.0
"""Of two dangers that each lack no more points than this, one is seen: much is said around both."""
_TEN = 10


@dataclass(frozen=True, slots=True, eq=False)
class _Sign(Generic[Label]):
    """What is one thing to say, and the points it has for a danger."""

    label: Label
    points: int
    is_core: bool


_Signs = tuple[_Sign[Label], ...]


@dataclass(slots=True)
class _Way(Generic[Label]):
    """The signs that end with these words, and the words that may follow; signs alone where none does."""

    signs: _Signs[Label]
    then: "dict[str, _Way[Label] | _Signs[Label]]"


@dataclass(frozen=True, slots=True)
class _Needed:
    """The points at which a few sentences are in danger: more, the longer they are."""

    at_all: float
    for_ten_words: float


_Found = tuple[_Sign[Label], Place]
_NOTHING: list[Any] = []


class Points(Generic[Label]):
    """The signs of each danger, to be found in what was read."""

    def __init__(self, data: Mapping[Label, Mapping[str, Any]], reader: Reader) -> None:
        """`data` has for each danger what is `needed`, and signs by points in `core` and `around`."""
        self._needed = {label: _Needed(one["needed"], one["for_ten_words"]) for label, one in data.items()}
        self._ways: _Way[Label] = _Way((), {})
        words = cache(reader.words)
        for label, one in data.items():
            for part in ("core", "around"):
                for points, lines in one[part].items():
                    for line in lines:
                        self._know(_Sign(label, int(points), part == "core"), line, words)

    def _know(self, sign: _Sign[Label], line: str, words: Callable[[str], tuple[str, ...]]) -> None:
        alone = (sign,)
        for way in line.split(","):
            known = self._ways
            *before, last = (word for one in way.replace("-", " ").split() for word in words(one))
            for word in before:
                known = _onward(known, word)
            end = known.then.get(last)
            if isinstance(end, _Way):
                end.signs += alone
            else:
                known.then[last] = end + alone if end else alone

    def find(self, reading: Reading) -> Iterator[tuple[Label, Place]]:
        """Each danger whose signs add up, with the place of the heaviest of its core."""
        found = [self._at(reading.words, at) for at in range(len(reading.words))]
        length = FOR_TWICE_AS_LONG * log2(max(1, len(reading.words) / MOST_WORDS))
        for first, after in _stretches(reading):
            words = sum(word not in (STOP, BLANK) for word in reading.words[first:after])
            signs = {sign: place for several in found[first:after] for sign, place in several}
            spare = {
                label: self._points(label, signs) - self._wanted(label, words) - length
                for label in {sign.label for sign in signs if sign.is_core}
            }
            for label in _told(spare):
                core = (sign for sign in signs if sign.is_core and sign.label == label)
                yield label, signs[max(core, key=lambda sign: sign.points)]

    def _points(self, label: Label, signs: Iterable[_Sign[Label]]) -> int:
        return sum(sign.points for sign in signs if sign.label == label)

    def _wanted(self, label: Label, words: int) -> float:
        return self._needed[label].at_all + self._needed[label].for_ten_words * words / _TEN

    def _at(self, words: Sequence[str], at: int) -> list[_Found[Label]]:
        """The signs that begin with this word."""
        way, after = self._ways.then.get(words[at]), at + 1
        if way is None:
            return _NOTHING
        found: list[_Found[Label]] = []
        while isinstance(way, _Way):
            found += [(sign, (at, after)) for sign in way.signs]
            way = way.then.get(words[after]) if after < len(words) else None
            after += 1
        return found + [(sign, (at, after)) for sign in way or ()]


def _onward(way: _Way[Label], word: str) -> _Way[Label]:
    """The way on after this word, made where there was none."""
    then = way.then.get(word)
    if not isinstance(then, _Way):
        then = way.then[word] = _Way(then or (), {})
    return then


def _told(spare: Mapping[Label, float]) -> list[Label]:
    """The dangers with points to spare; if none has, the nearer of two that nearly have enough."""
    enough = [label for label, more in spare.items() if more > 0]
    nearly = [label for label, more in spare.items() if more > -NEARLY]
    return enough or ([max(nearly, key=lambda label: spare[label])] if len(nearly) > 1 else [])


def _stretches(reading: Reading) -> Iterator[Place]:
    """What is read as one: the text, or from each of its sentences on as many as can be read together."""
    sentences = reading.sentences
    begins = [at for at in range(len(sentences)) if not at or sentences[at] != sentences[at - 1]]
    ends = [*begins[1:], len(sentences)]
    last = reached = 0
    for number, begin in enumerate(begins):
        reached = max(reached, number)
        while reached + 1 < len(ends) and ends[reached + 1] - begin <= MOST_WORDS:
            reached += 1
        if ends[reached] > last:
            last = ends[reached]
            yield begin, last
