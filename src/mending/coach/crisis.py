"""Words of crisis: whether a text tells of a life in danger. Runs before anything else reads it (SAFETY A5).

Plain phrases in `crisis.*.en.toml` and no trained model, so that what it sees can be read and said aloud. It
favours recall: when in doubt, it is danger. A negation nearby undoes nothing; only what is listed as harmless is
left alone: turns of speech, films and songs, and the past told as past. It misses what people say without any of
these words, and takes some harmless sentences for danger: it may bring help, and is never a verdict.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from mending.coach.phrases import Phrases, Place
from mending.coach.typed import Reader, Reading, plain

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
class _Language:
    """What one language says."""

    reader: Reader
    dangers: Phrases[Danger]
    harmless: Phrases[str]
    telling: Phrases[str]


def signs(text: str) -> list[Sign]:
    """Every sign of danger in an English text, in the order in which they stand."""
    language = _language("en")
    whole = language.reader.read(text)
    told = whole.without(place for _, place in language.harmless.find(whole))
    told = told.without(_stories(language, text, told))
    found = {(danger, place) for danger, place in language.dangers.find(told)}
    past = _past(language, told) if found else None
    return sorted(
        (
            Sign(danger, whole.starts[first], whole.ends[after - 1])
            for danger, (first, after) in found
            if not (past and past(first, after))
        ),
        key=lambda sign: (sign.start, sign.danger, sign.end),
    )


def dangers(text: str) -> list[Danger]:
    """Which dangers a text tells of, the most urgent first."""
    seen = {sign.danger for sign in signs(text)}
    return [danger for danger in Danger if danger in seen]


@cache
def _language(name: str) -> _Language:
    said = {part: _file(f"crisis.{part}.{name}.toml") for part in ("words", "harmless", *Danger)}
    data = {part: tomllib.loads(written) for part, written in said.items()}
    lists = {name: entries for part in data.values() for name, entries in part.get("lists", {}).items()}
    words = data["words"]
    reader = Reader(words["spellings"], re.findall(r"\w+", " ".join(said.values())), words["grave"])
    return _Language(
        reader,
        Phrases({danger: data[danger]["danger"]["phrases"] for danger in Danger}, lists, reader),
        Phrases({"harmless": data["harmless"]["phrases"]}, lists, reader),
        Phrases(words["telling"], lists, reader),
    )


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


_QUOTED = re.compile(r'"[^"]{1,400}"')
_SELF = frozenset(("i", "me", "my", "myself"))


def _stories(language: _Language, text: str, told: Reading) -> Iterator[Place]:
    """What stands in quotation marks beside a film, a song or a book, or is told of one without an "I"."""
    about = {told.sentences[first] for name, (first, _) in language.telling.find(told) if name == "stories"}
    if not about:
        return
    quoted = [found.span() for found in _QUOTED.finditer(plain(text))]
    spoken = {at for span in quoted for at in _within(told, span) if told.sentences[at] in about}
    own = {told.sentences[at] for at, word in enumerate(told.words) if word in _SELF and at not in spoken}
    for at, sentence in enumerate(told.sentences):
        if at in spoken or (sentence in about and sentence not in own):
            yield at, at + 1


def _within(told: Reading, span: tuple[int, int]) -> range:
    """The words between these characters."""
    return range(bisect_left(told.starts, span[0]), bisect_left(told.starts, span[1]))


def _past(language: _Language, told: Reading) -> Callable[[int, int], bool] | None:
    """Whether words stand where the past is told as past; none does when anything in the text is about now."""
    found = list(language.telling.find(told))
    names = {name for name, _ in found}
    if "now" in names or ("still" in names and "healed" not in names):
        return None
    long_ago = {told.sentences[first] for name, (first, _) in found if name == "long_ago"}
    return lambda first, after: bool(long_ago.intersection(told.sentences[first:after]))
