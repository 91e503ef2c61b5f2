"""The path as a thread: where each step lies, and how the thread runs from one to the next."""

from dataclasses import dataclass

from mending.amends.rules.path import Stand, Way

STEP, EDGE = 32, 16
_HIGH, _LOW = 18, 46


@dataclass(frozen=True, slots=True)
class Knot:
    """A step on the drawing, and the thread that leads to it, empty for the first."""

    x: int
    y: int
    stand: Stand
    thread: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it, in units of the drawing."""

    width: int
    height: int
    knots: list[Knot]


def draw(ways: list[Way]) -> Drawing:
    """The path from left to right, up and down as a hand-sewn seam runs."""
    places = [(EDGE + STEP * number, _LOW if number % 2 else _HIGH) for number in range(len(ways))]
    knots = []
    for number, ((x, y), way) in enumerate(zip(places, ways, strict=True)):
        thread = _thread(places[number - 1], (x, y)) if number else ""
        knots.append(Knot(x, y, way.stand, thread))
    return Drawing(EDGE * 2 + STEP * (len(ways) - 1), _HIGH + _LOW, knots)


def _thread(start: tuple[int, int], end: tuple[int, int]) -> str:
    middle = (start[0] + end[0]) // 2
    return f"M{start[0]} {start[1]}C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}"
