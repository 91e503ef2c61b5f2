"""Contacts one has logged, and who is being lost from sight. Nothing here weighs who gave more."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mending.circle.rules.people import Kind, Support, UsesNearMe


class How(StrEnum):
    """How a contact was."""

    MET = "met"
    TALKED = "talked"  # by phone or video
    WROTE = "wrote"  # a letter, a message


class Started(StrEnum):
    """Who began it."""

    ME = "me"
    THEM = "them"
    BOTH = "both"


RHYTHMS = (2, 7, 14, 30, 90)
"""How often one may wish to be in touch, in days."""
LONGEST_BACK = timedelta(days=366)
ASKED_AT_ONCE = 3
"""How many people are named when somebody has not reached anyone for long."""


@dataclass(frozen=True, slots=True)
class Touch:
    """Someone one wishes to stay in touch with: every so many days, and the last real contact of any kind."""

    rhythm: int
    last: date | None
    since: date

    def over(self, today: date) -> int:
        """Days beyond the rhythm; not above 0 while in touch. Without any contact it runs from `since`."""
        return (today - max(self.last or self.since, self.since)).days - self.rhythm


def fault(on: date, today: date) -> str:
    """Why a contact cannot have been that day: "to-come", "long-ago", or nothing."""
    if on > today:
        return "to-come"
    return "long-ago" if on < today - LONGEST_BACK else ""


def may_be_suggested(kind: Kind, support: Support, uses_near_me: UsesNearMe, *, is_quiet: bool) -> bool:
    """Whether somebody may be named as one to reach: helps, uses not near me, no child, not quiet (SAFETY A2)."""
    return (
        not is_quiet
        and kind is not Kind.CHILD
        and support in (Support.HELPS, Support.HELPS_MUCH)
        and uses_near_me is not UsesNearMe.YES
    )
