"""Words of crisis: whether a text tells of a life in danger. Runs before anything else reads it (SAFETY A5).

Plain phrases in `crisis.*.en.toml` and no trained model, so that what it sees can be read and said aloud. It
favours recall: when in doubt, it is danger. A negation nearby undoes nothing; only what is listed as harmless is
left alone: turns of speech, films and songs, and the past told as past. It misses what people say without any of
these words, and takes some harmless sentences for danger: it may bring help, and is never a verdict.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from mending.coach import lists
from mending.coach.phrases import Phrases, Place
from mending.coach.points import Points
from mending.coach.telling import Past, Tense, stories
from mending.coach.typed import Reader, Reading

HELP_FIRST = "help-first"
"""The extra tag of the message that carries dangers to the next page: their codes, and no word of the text."""


_OWN = (("i", "want"), ("i", "am"))
"""Where the writer begins to speak of themselves, now."""

_LONG, _CLOSE = 100, 12
"""In a text of more than so many words, a phrase has to stand within so many: in a letter, words far apart come
together by chance.
"""


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
    points: Points[Danger]
    harmless: Phrases[str]
    telling: Phrases[str]
    tense: Tense


def signs(text: str) -> list[Sign]:
    """Every sign of danger in an English text, in the order in which they stand."""
    language = _language("en")
    whole = language.reader.read(text)
    told = whole.without(place for _, place in language.harmless.find(whole) if not _starts_anew(whole, place))
    told = told.without(stories(language.telling, text, told))
    most = _CLOSE if len(told.words) > _LONG else len(told.words)
    found = {(danger, place) for danger, place in language.dangers.find(told) if place[1] - place[0] <= most}
    added = set(language.points.find(told))
    if not found and not added:
        return []
    past = Past(language.telling, language.tense, told)
    found |= set(language.points.find(told.without(past.places()))) if added else added
    return sorted(
        (
            Sign(danger, whole.starts[first], whole.ends[after - 1])
            for danger, (first, after) in found
            if not past.has((first, after))
        ),
        key=lambda sign: (sign.start, sign.danger, sign.end),
    )


def _starts_anew(whole: Reading, place: Place) -> bool:
    """Whether a turn of speech reaches into words of the writer's own: "the poster says so, and I want to die"."""
    said = whole.words[place[0] : place[1]]
    return any(tuple(said[at : at + 2]) in _OWN for at in range(2, len(said)))


def dangers(text: str) -> list[Danger]:
    """Which dangers a text tells of, the most urgent first."""
    seen = {sign.danger for sign in signs(text)}
    return [danger for danger in Danger if danger in seen]


@cache
def _language(name: str) -> _Language:
    said = {part: lists.written(f"crisis.{part}.{name}.toml") for part in ("words", "harmless", "points", *Danger)}
    data = {part: tomllib.loads(written) for part, written in said.items()}
    named = {name: entries for part in data.values() for name, entries in part.get("lists", {}).items()}
    words = data["words"]
    reader = Reader(words["spellings"], re.findall(r"\w+", " ".join(said.values())), words["grave"])
    return _Language(
        reader,
        Phrases({danger: data[danger]["danger"]["phrases"] for danger in Danger}, named, reader),
        Points({danger: data["points"][danger] for danger in Danger}, reader),
        Phrases({"harmless": data["harmless"]["phrases"]}, named, reader),
        Phrases(words["telling"], named, reader),
        Tense(**{name: frozenset(verbs) for name, verbs in words["tense"].items()}),
    )
