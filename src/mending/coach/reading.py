"""One reading of a text for all rules: words read once, and every shape of marks, parts and traps found at once.

Each of the three keeps its shapes as data (`marks`, `parts`, `traps`, of a language), under a name and a form:
`[blame]`, `sure = [...]`. What was found is handed on by file; what it means is theirs to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mending.coach import lists
from mending.coach.shapes import Found, Shapes
from mending.coach.words import Lexicon, Words

FILES = ("marks", "parts", "traps")

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where a shape stands in the data: the file, the name and the form there, and which of the shapes it is."""

    file: str
    name: str
    form: str
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text, and every shape found in it, by the file that knows the shape."""

    words: Words
    found: Mapping[str, list[Found[Meaning]]]


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language: its words, all its shapes, and the data of each file."""

    lexicon: Lexicon
    shapes: Shapes[Meaning]
    data: Mapping[str, Data]


def read(text: str) -> Reading:
    """Read an English text. Takes time in proportion to it."""
    known = language("en")
    words = known.lexicon.read(text)
    found: dict[str, list[Found[Meaning]]] = {file: [] for file in FILES}
    for one in known.shapes.find(words):
        found[one.what.file].append(one)
    return Reading(words, found)


@cache
def language(code: str) -> Language:
    """A language, loaded when it is first needed. Raises ValueError for a shape that cannot be read, naming it."""
    words = lists.read(f"words.{code}.toml")
    data = {file: lists.read(f"{file}.{code}.toml") for file in FILES}
    named: dict[str, list[str]] = dict(words["lists"])
    for one in data.values():
        named |= one.get("lists", {})
    lexicon = Lexicon(words["spellings"], named)
    shapes: Shapes[Meaning] = Shapes(lexicon)
    shapes.add_all(_shapes(data))
    return Language(lexicon, shapes, data)


def _shapes(data: Mapping[str, Data]) -> Iterator[tuple[str, Meaning]]:
    for file, names in data.items():
        for name, forms in names.items():
            for form, shapes in forms.items():
                if name != "lists" and isinstance(shapes, list):
                    yield from ((shape, Meaning(file, name, form, at)) for at, shape in enumerate(shapes))
