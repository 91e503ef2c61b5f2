"""What a text has: parts of an apology, parts of a request, strengths. As data in `parts.en.toml`.

A label is there when one of its shapes is found that no shape of its `unless` overlaps. Orders are counted: a
single one is an ask, several are none. It goes by shapes alone, so it misses what is said in other ways.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from mending.coach.labels import Part, RequestPart, Strength
from mending.coach.shapes import Found, Shapes
from mending.coach.words import Lexicon, Words

_ORDER = "order"

L = TypeVar("L", Part, RequestPart, Strength)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is there, in the order of the labels."""

    parts: tuple[Part, ...]
    request_parts: tuple[RequestPart, ...]
    strengths: tuple[Strength, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one language says: a shape stands for a label, or (with False) against it."""

    lexicon: Lexicon
    shapes: Shapes[tuple[str, bool]]


def of(text: str) -> Parts:
    """The parts of an English text. Takes time in proportion to it."""
    said = _said("en")
    there = set(_there(said, said.lexicon.read(text)))
    return Parts(_of(Part, there), _of(RequestPart, there), _of(Strength, there))


def _there(said: _Said, words: Words) -> Iterator[str]:
    for_it: dict[str, list[Found[tuple[str, bool]]]] = {}
    against: dict[str, list[Found[tuple[str, bool]]]] = {}
    for found in said.shapes.find(words):
        name, present = found.what
        (for_it if present else against).setdefault(name, []).append(found)
    for name, places in for_it.items():
        left = [one for one in places if not any(_overlap(one, other) for other in against.get(name, ()))]
        if name == _ORDER:
            if len({words.sentence(one.first) for one in left}) == 1:
                yield RequestPart.ASK
        elif left:
            yield name
            if name == RequestPart.FEELING:
                yield Strength.FEELING_NAMED


def _overlap(one: Found[tuple[str, bool]], other: Found[tuple[str, bool]]) -> bool:
    return one.first < other.after and other.first < one.after


def _of(labels: type[L], there: set[str]) -> tuple[L, ...]:
    return tuple(label for label in labels if label.value in there)


@cache
def _said(language: str) -> _Said:
    words, own = (_data(f"{name}.{language}.toml") for name in ("words", "parts"))
    lexicon = Lexicon({**words["spellings"], **own["spellings"]}, {**words["lists"], **own["lists"]})
    shapes: Shapes[tuple[str, bool]] = Shapes(lexicon)
    for name, label in own["label"].items():
        for shape in label["shapes"]:
            shapes.add(shape, (name, True))
        for shape in label.get("unless", ()):
            shapes.add(shape, (name, False))
    return _Said(lexicon, shapes)


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
