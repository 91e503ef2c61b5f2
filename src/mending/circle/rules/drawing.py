"""Where everyone stands on the map of the circle: rings of closeness around me.

Lengths are units of a square view box with sides of `SIZE` and me in the middle. Whoever is at rest (no contact,
grieving, ended, archived) is not drawn; the page names them in words.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, pi, sin, tau
from uuid import UUID

from mending.circle.rules.listing import Listed, Someone
from mending.circle.rules.people import CLOSEST, FARTHEST, Support
from mending.circle.rules.states import State

SIZE = 350
MIDDLE = SIZE / 2
_INNERMOST, _STEP = 46, 28
_LARGEST, _SMALLEST = 12.0, 2.0
# Turns each ring against the next (the golden angle), so that people do not line up into spokes.
_TURN = pi * (3 - 5**0.5)
_AT_REST = (State.NO_CONTACT, State.GRIEVING, State.ENDED)


class Shape(StrEnum):
    """How someone is drawn: a shape for the support they give, told apart without colour."""

    HELPS_MUCH = "helps-much"
    HELPS = "helps"
    NEITHER = "neither"
    HARDER = "harder"
    AGAINST = "against"


_SHAPE_OF = {
    Support.HELPS_MUCH: Shape.HELPS_MUCH,
    Support.HELPS: Shape.HELPS,
    Support.NEITHER: Shape.NEITHER,
    Support.MAKES_IT_HARDER: Shape.HARDER,
    Support.WORKS_AGAINST: Shape.AGAINST,
}


@dataclass(frozen=True, slots=True)
class Dot:
    """One person on the map: where, how large, which shape, the first letter of their nickname if it fits.

    `is_loose`: one drifts from them, and a loose thread is drawn.
    """

    x: float
    y: float
    radius: float
    shape: Shape
    initial: str
    is_paused: bool
    is_loose: bool = False

    @property
    def diamond(self) -> str:
        """The corners of a diamond of about the same size, for those who make it harder."""
        reach = self.radius * 1.15
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        return " ".join(f"{self.x + dx:.1f},{self.y + dy:.1f}" for dx, dy in corners)

    @property
    def is_diamond(self) -> bool:
        return self.shape in (Shape.HARDER, Shape.AGAINST)

    @property
    def bar(self) -> str:
        """The stroke across the diamond of those who make it much harder."""
        reach = self.radius * 0.6
        return f"M{self.x - reach:.1f} {self.y + reach * 0.75:.1f}h{2 * reach:.1f}"

    @property
    def has_thread(self) -> bool:
        return self.shape in (Shape.HELPS, Shape.HELPS_MUCH)

    @property
    def inner(self) -> float:
        """The radius of the ring inside the shape of those who help a lot."""
        return round(self.radius * 0.78, 1)


@dataclass(frozen=True, slots=True)
class Map:
    """The whole drawing: the radii of the rings, from closest to farthest, and everyone on them."""

    rings: tuple[float, ...]
    dots: tuple[Dot, ...]
    middle: float = MIDDLE


def is_drawn(one: Listed) -> bool:
    """Whether someone has a place on the map."""
    return not one.archived and one.state not in _AT_REST


def ring(closeness: int) -> float:
    """The radius of the ring for a closeness from 1 (far, outermost) to 5 (closest)."""
    return float(_INNERMOST + _STEP * (CLOSEST - closeness))


def drawn(people: Iterable[Someone], drifting: Collection[UUID] = ()) -> Map:
    """The map of a circle. The same people always stand in the same places. `drifting` are the loose threads."""
    there = sorted((one for one in people if is_drawn(one)), key=lambda one: one.nickname.casefold())
    rings = range(CLOSEST, FARTHEST - 1, -1)
    levels = [(level, [one for one in there if one.closeness == level]) for level in rings]
    dots = [dot for level, members in levels for dot in _around(level, members, drifting)]
    return Map(tuple(ring(level) for level in rings), tuple(dots))


def _around(level: int, members: list[Someone], drifting: Collection[UUID]) -> list[Dot]:
    """Everyone of one ring, evenly around it, small enough not to touch each other."""
    if not members:
        return []
    radius = _fitting(ring(level), len(members))
    angles = [_TURN * level + tau * place / len(members) for place in range(len(members))]
    dots = [_dot(one, ring(level), angle, radius) for one, angle in zip(members, angles, strict=True)]
    return [replace(dot, is_loose=one.id in drifting) for dot, one in zip(dots, members, strict=True)]


def _fitting(distance: float, count: int) -> float:
    """The largest radius at which `count` dots on a ring leave a little air between them."""
    if count == 1:
        return _LARGEST
    return max(_SMALLEST, min(_LARGEST, distance * sin(pi / count) * 0.85))


def _dot(one: Listed, distance: float, angle: float, radius: float) -> Dot:
    return Dot(
        x=round(MIDDLE + distance * cos(angle), 1),
        y=round(MIDDLE + distance * sin(angle), 1),
        radius=round(radius, 1),
        shape=_SHAPE_OF[one.support],
        initial=one.nickname[:1].upper() if radius >= 9 else "",
        is_paused=one.state in (State.PAUSED_BY_ME, State.PAUSED_BY_THEM),
    )
