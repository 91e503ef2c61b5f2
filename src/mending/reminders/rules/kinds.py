"""What one can be reminded of, and how."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Kind(StrEnum):
    """What a reminder is about. The reminder itself never says it."""

    PROMISE = "promise"  # something promised is due today and has no answer yet
    CHECKIN = "checkin"  # no check-in yet today
    TOUCH = "touch"  # someone to stay in touch with
    REVIEW = "review"  # the weekly review
    MEETING = "meeting"  # a group or meeting begins soon


class Channel(StrEnum):
    """How a reminder reaches someone."""

    NONE = "none"
    EMAIL = "email"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Plan:
    """When a kind comes: `at` by the person's clock, on one weekday (Monday is 0) or daily.

    `lead` is for what has times of its own: so many minutes before each of them.
    """

    at: time = time(9, 0)
    weekday: int | None = None
    lead: int | None = None


USUAL = {
    Kind.PROMISE: Plan(time(9, 0)),
    Kind.CHECKIN: Plan(time(20, 0)),
    # Once a week: to wish for someone's company every day would be nagging.
    Kind.TOUCH: Plan(time(11, 0), weekday=5),
    Kind.REVIEW: Plan(time(17, 0), weekday=6),
    Kind.MEETING: Plan(lead=60),
}
"""What is offered until the person chooses."""
LEADS = (15, 30, 60, 120)
