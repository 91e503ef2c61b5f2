"""Where the marks of the two pictures stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from mending.expectations.rules.looking_back import Seen
from mending.expectations.rules.sections import Nearest

WIDTH, LEFT, EDGE = 340, 98, 14
LANES = {Nearest.BEST: 20, Nearest.LIKELY: 52, Nearest.WORST: 84, Nearest.OTHER: 116}
WAYS_HEIGHT = 134
BELIEFS_HEIGHT, TOP, BOTTOM = 130, 14, 116


@dataclass(frozen=True, slots=True)
class Mark:
    """One expectation as a column: a ring at what was expected and a dot at what came; either may be missing."""

    x: float
    ring: float | None
    dot: float | None


def ways(seen: Sequence[Seen]) -> list[Mark]:
    """Those that said what they came nearest to, in the order of their days."""
    shown = [one for one in seen if one.nearest]
    return [
        Mark(x, LANES[one.expected] if one.expected else None, LANES[one.nearest] if one.nearest else None)
        for x, one in zip(_places(len(shown)), shown, strict=True)
    ]


def beliefs(seen: Sequence[Seen]) -> list[Mark]:
    """Those with a belief before and after, in the order of their days."""
    shown = [(one.before, one.after) for one in seen if one.before is not None and one.after is not None]
    return [
        Mark(x, height(before), height(after))
        for x, (before, after) in zip(_places(len(shown)), shown, strict=True)
    ]


def height(strength: int) -> float:
    """Where a strength of 0 to 100 stands, the strongest at the top."""
    return BOTTOM - (BOTTOM - TOP) * strength / 100


def _places(count: int) -> list[float]:
    """As many places from left to right, evenly; a few stand near the left."""
    step = min(40.0, (WIDTH - LEFT - 2 * EDGE) / max(1, count - 1))
    return [round(LEFT + EDGE + step * number, 1) for number in range(count)]
