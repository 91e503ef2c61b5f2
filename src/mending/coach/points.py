"""Signs that say no danger by themselves, and together do: their points are added up over a few sentences.

Phrases know a danger when it is said; people often talk around it: tablets put by, a lift home not needed, a dog
given away. A sign is a line of words in `crisis.points.*.toml`, with its points. No word takes any off, so comfort
and denial undo nothing; every sum can be read back word by word.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import log2
from typing import Any, Generic, TypeVar

from mending.coach.phrases import Place
from mending.coach.typed import BLANK, STOP, Reader, Reading

Label = TypeVar("Label")

MOST_WORDS = 45
"""Sentences that follow each other are read together up to so many words."""
FOR_TWICE_AS_LONG = 3.0
"""A text twice as long needs so many points more: among many sentences, chance alone brings some together."""
_TEN = 10


@dataclass(frozen=True, slots=True, eq=False)
class _Sign(Generic[Label]):
    """What is one thing to say, and the points it has for a danger."""

    label: Label
    points: int
    is_core: bool


@dataclass(frozen=True, slots=True)
class _Needed:
    """The points at which a few sentences are in danger: more, the longer they are."""

    at_all: float
    for_ten_words: float


class Points(Generic[Label]):
    """The signs of each danger, to be found in what was read."""

    def __init__(self, data: Mapping[Label, Mapping[str, Any]], reader: Reader) -> None:
        """`data` has for each danger what is `needed`, and lines of words by points in `core` and `around`."""
        self._needed = {label: _Needed(one["needed"], one["for_ten_words"]) for label, one in data.items()}
        self._signs: dict[tuple[str, ...], list[_Sign[Label]]] = {}
        self._longest: dict[str, int] = {}
        for label, one in data.items():
            for part in ("core", "around"):
                for points, lines in one[part].items():
                    for line in lines:
                        self._know(_Sign(label, int(points), part == "core"), line, reader)

    def _know(self, sign: _Sign[Label], line: str, reader: Reader) -> None:
        for said in line.split(","):
            words = _words(said, reader)
            self._signs.setdefault(words, []).append(sign)
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def find(self, reading: Reading) -> Iterator[tuple[Label, Place]]:
        """Each danger whose signs add up, with the place of the heaviest of its core."""
        found = self._found(reading)
        starts = [first for _, (first, _) in found]
        length = FOR_TWICE_AS_LONG * log2(max(1, len(set(reading.sentences)) / 2))
        before = list(accumulate((word not in (STOP, BLANK) for word in reading.words), initial=0))
        for first, after in _stretches(reading):
            within = found[bisect_left(starts, first) : bisect_left(starts, after)]
            words = before[after] - before[first]
            for label in {sign.label for sign, _ in within if sign.is_core}:
                needed = self._needed[label]
                signs = {sign: place for sign, place in within if sign.label == label}
                wanted = needed.at_all + needed.for_ten_words * words / _TEN + length
                if sum(sign.points for sign in signs) > wanted:
                    core = (sign for sign in signs if sign.is_core)
                    yield label, signs[max(core, key=lambda sign: sign.points)]

    def _found(self, reading: Reading) -> list[tuple[_Sign[Label], Place]]:
        words, longest = reading.words, self._longest
        return [
            (sign, (at, at + length))
            for at, word in enumerate(words)
            if word in longest
            for length in range(1, min(longest[word], len(words) - at) + 1)
            for sign in self._signs.get(tuple(words[at : at + length]), ())
        ]


def _words(said: str, reader: Reader) -> tuple[str, ...]:
    return tuple(word for one in said.replace("-", " ").split() for word in reader.words(one))


def _stretches(reading: Reading) -> Iterator[Place]:
    """Sentences that follow each other, as many as can be read together: each with those after it."""
    begins = [
        at for at, sentence in enumerate(reading.sentences) if not at or sentence != reading.sentences[at - 1]
    ]
    ends = [*begins[1:], len(reading.words)]
    for number, begin in enumerate(begins):
        yield begin, ends[number]
        for end in ends[number + 1 :]:
            if end - begin > MOST_WORDS:
                break
            yield begin, end
