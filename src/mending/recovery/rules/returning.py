"""A return to use: what comes first, whom to call, and when to look back (EVIDENCE §8.4, §11)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

MOST_CALLED = 4


class Step(StrEnum):
    """The screens, in the order of the evidence. Only the last one writes anything down."""

    BREATHING = "breathing"
    ALONE = "alone"
    NALOXONE = "naloxone"
    MEDICAL = "medical"
    PERSON = "person"
    PLAN = "plan"
    WRITE = "write"

    @property
    def next(self) -> "Step | None":
        later = list(Step)[list(Step).index(self) + 1 :]
        return later[0] if later else None

    @property
    def before(self) -> "Step | None":
        earlier = list(Step)[: list(Step).index(self)]
        return earlier[-1] if earlier else None


class Known(Protocol):
    """As much of someone as the choice asks for."""

    @property
    def is_quiet(self) -> bool: ...
    @property
    def is_child(self) -> bool: ...
    @property
    def uses_near_me(self) -> str: ...
    @property
    def support(self) -> int: ...
    @property
    def closeness(self) -> int: ...


Someone = TypeVar("Someone", bound=Known)


def to_call(people: Iterable[Someone]) -> list[Someone]:
    """Whom to call after a return to use, those who help most first.

    Never anyone who is quiet, no contact above all (SAFETY A2), who uses near me, who makes it harder, or a child
    (SAFETY A10).
    """
    kept = [one for one in people if may_be_called(one)]
    return sorted(kept, key=lambda one: (-one.support, -one.closeness))[:MOST_CALLED]


def may_be_called(one: Known) -> bool:
    """Whether this person is one to call now."""
    return not (one.is_quiet or one.is_child) and one.uses_near_me != "yes" and one.support >= 0


def may_reflect(written_on: date, until: date | None, today: date) -> bool:
    """Whether looking back is offered: from the day after, never on the same day."""
    return today > max(written_on, until or written_on)
