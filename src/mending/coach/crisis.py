"""Words of crisis: whether a text tells of a life in danger. Runs before anything else reads it (SAFETY A5).

Plain phrases in `crisis.en.toml` and no trained model, so that what it sees can be read and said aloud. It
favours recall: when in doubt, it is danger. A negation nearby undoes nothing; only what is listed as harmless is
left alone: turns of speech, films and songs, and the past told as past. It misses what people say without any of
these words, and takes some harmless sentences for danger: it may bring help, and is never a verdict.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from mending.coach.phrases import Phrases

HELP_FIRST = "help-first"
"""The extra tag of the message that carries dangers to the next page: their codes, and no word of the text."""


class Danger(StrEnum):
    """What a text tells of, the most urgent first."""

    OVERDOSE = "overdose"
    SUICIDE = "suicide"
    HARMED = "harmed"
    HARM_OTHER = "harm_other"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of danger: which, and where they stand in the text (characters, the end not included)."""

    danger: Danger
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """What one language says."""

    danger: dict[Danger, Phrases]
    harmless: Phrases
    stories: Phrases
    long_ago: Phrases
    now: Phrases


def signs(text: str) -> list[Sign]:
    """Every sign of danger in an English text, in the order in which they stand."""
    words, plain = _words("en"), _plain(text)
    plain = _without_stories(words, _without(plain, words.harmless))
    found = [
        Sign(danger, start, end) for danger, phrases in words.danger.items() for start, end in phrases.find(plain)
    ]
    if not any(words.now.find(plain)):
        past = cache(lambda sentence: any(words.long_ago.find(plain[slice(*sentence)])))
        around = _Sentences(plain).around
        found = [sign for sign in found if not past(around(sign.start, sign.end))]
    return sorted(found, key=lambda sign: (sign.start, sign.danger))


def dangers(text: str) -> list[Danger]:
    """Which dangers a text tells of, the most urgent first."""
    seen = {sign.danger for sign in signs(text)}
    return [danger for danger in Danger if danger in seen]


@cache
def _words(language: str) -> _Words:
    file = Path(__file__).with_name(f"crisis.{language}.toml")
    data = tomllib.loads(file.read_text("utf-8"))
    lists, spellings = data["lists"], data["spellings"]
    return _Words(
        {danger: Phrases(data["danger"][danger.value], lists, spellings) for danger in Danger},
        *(Phrases(data[name]["phrases"], lists, spellings) for name in ("harmless", "stories", "long_ago", "now")),
    )


_QUOTES = str.maketrans("\u2019\u2018\u02bc\u0060\u201c\u201d", "\x27" * 4 + "\x22" * 2)
_QUOTED = re.compile(r'"[^"]{1,400}"')


def _plain(text: str) -> str:
    """Small letters and plain quotes, each character in its place."""
    small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return small.translate(_QUOTES)


def _without(plain: str, phrases: Phrases) -> str:
    """The text with these phrases blanked out, every other character in its place."""
    return _blanked(plain, phrases.find(plain))


def _blanked(plain: str, places: Iterable[tuple[int, int]]) -> str:
    letters = list(plain)
    done = 0
    for start, end in sorted(places):
        first = max(start, done)  # what overlaps is blanked once, so that time stays in proportion
        if first < end:
            letters[first:end] = " " * (end - first)
            done = end
    return "".join(letters)


_SELF = re.compile(r"\b(?:i|i'm|i've|i'll|me|my|myself)\b")


def _without_stories(words: _Words, plain: str) -> str:
    """What stands in quotation marks beside a film, a song or a book is somebody else's story."""
    is_story = cache(lambda sentence: any(words.stories.find(plain[slice(*sentence)])))
    around = _Sentences(plain).around
    quoted = [found.span() for found in _QUOTED.finditer(plain)]
    told = _blanked(plain, (place for place in quoted if is_story(around(*place))))
    sentences = _Sentences(told)
    rest = {sentences.around(*place) for place in words.stories.find(told)}
    return _blanked(told, (place for place in rest if not _SELF.search(told[slice(*place)])))


class _Sentences:
    """Where sentences begin and end."""

    def __init__(self, plain: str) -> None:
        self._marks = [found.start() for found in re.finditer(r"[.!?\n]", plain)]
        self._length = len(plain)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The first character of the sentence around a place, and the one after its last."""
        before, after = bisect_left(self._marks, start), bisect_left(self._marks, end)
        first = self._marks[before - 1] + 1 if before else 0
        return first, self._marks[after] if after < len(self._marks) else self._length
