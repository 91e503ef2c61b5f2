"""A plan for coming home: the first day, week and month, each with the same parts (PRODUCT P2)."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from mending.expectations.rules.sections import AHEAD_MOST, EARLIEST, TEXT_MOST

NAME_MOST = 100
AGREED_MOST = 500


class Stretch(StrEnum):
    """A stretch of the time after coming home."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


PARTS = ("sleeping", "children", "money", "hours", "care", "hard")
"""What each stretch has room for; every one may stay empty."""
_DAYS = {Stretch.DAY: (0, 0), Stretch.WEEK: (1, 6), Stretch.MONTH: (7, 30)}


def days_of(stretch: Stretch, comes_on: date) -> tuple[date, date]:
    """The first and last day of a stretch: the day itself, the other six of the week, the rest of the month."""
    first, last = _DAYS[stretch]
    return comes_on + timedelta(days=first), comes_on + timedelta(days=last)


def stretch_of(day: date, comes_on: date) -> Stretch | None:
    """The stretch a day belongs to; None when it is none of them."""
    for stretch in Stretch:
        first, last = days_of(stretch, comes_on)
        if first <= day <= last:
            return stretch
    return None


def plan_faults(name: str, comes_on: date, today: date) -> list[tuple[str, str]]:
    """What is in the way of a plan, as (field, code)."""
    found = [("name", "long")] if len(name) > NAME_MOST else []
    return found if EARLIEST <= comes_on <= today + AHEAD_MOST else [*found, ("comes_on", "far")]


def part_faults(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is in the way of a stretch, as (field, code). All of it may be empty."""
    return [(name, "long") for name, text in texts.items() if len(text) > TEXT_MOST]


def agreement_faults(words: str) -> list[tuple[str, str]]:
    """What is in the way of an agreement, as (field, code)."""
    if not words:
        return [("words", "empty")]
    return [("words", "long")] if len(words) > AGREED_MOST else []
