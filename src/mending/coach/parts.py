"""What a text has: parts of an apology, parts of a request, strengths. As data in `parts.en.toml`.

A label is there when one of its shapes is found that no shape of its `unless` overlaps. Orders are counted: a
single one is an ask, several are none. It goes by shapes alone, so it misses what is said in other ways.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from mending.coach.labels import Part, RequestPart, Strength
from mending.coach.reading import Meaning, Reading, read
from mending.coach.shapes import Found

_ORDER = "order"

L = TypeVar("L", Part, RequestPart, Strength)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is there, in the order of the labels."""

    parts: tuple[Part, ...]
    request_parts: tuple[RequestPart, ...]
    strengths: tuple[Strength, ...]


def of(text: str) -> Parts:
    """The parts of an English text. Takes time in proportion to it."""
    return seen(read(text))


def seen(reading: Reading) -> Parts:
    """The parts of a text that was read."""
    there = set(_there(reading))
    return Parts(_of(Part, there), _of(RequestPart, there), _of(Strength, there))


def _there(reading: Reading) -> Iterator[str]:
    for_it: dict[str, list[Found[Meaning]]] = {}
    against: dict[str, list[Found[Meaning]]] = {}
    for found in reading.found["parts"]:
        (for_it if found.what.form == "shapes" else against).setdefault(found.what.name, []).append(found)
    for name, places in for_it.items():
        taken = {at for other in against.get(name, ()) for at in range(other.first, other.after)}
        left = [one for one in places if taken.isdisjoint(range(one.first, one.after))]
        if name == _ORDER:
            if len({reading.words.sentence(one.first) for one in left}) == 1:
                yield RequestPart.ASK
        elif left:
            yield name
            if name == RequestPart.FEELING:
                yield Strength.FEELING_NAMED


def _of(labels: type[L], there: set[str]) -> tuple[L, ...]:
    return tuple(label for label in labels if label.value in there)
