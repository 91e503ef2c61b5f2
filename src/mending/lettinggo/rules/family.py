"""When a couple splits and a family takes another shape: shared people, children, days that will be hard."""

from datetime import date, timedelta
from enum import StrEnum

from mending.circle.rules.states import State
from mending.foundation.text import one_line, tidy

NEAR_DAYS = 14
AHEAD_MOST = timedelta(days=3 * 366)
NAME_MOST = 60
WORDS_MOST = 1_000
MOST = 100


class Bond(StrEnum):
    """What I decide about someone who is close to both of us."""

    OPEN = ""  # not decided yet
    CLOSE = "close"  # I stay close to them
    CAREFUL = "careful"  # I am careful what I tell them
    THEIRS = "theirs"  # I let them choose


PARTS = ("where", "company", "way_out")
"""What is planned for a hard day: where I am, with whom, and how I get away."""


def day_fault(day: date, today: date, *, was: date | None = None) -> str:
    """Why a plan cannot be for `day`: "over", "far", or nothing. The day it has may always stay."""
    if day == was:
        return ""
    if day < today:
        return "over"
    return "far" if day > today + AHEAD_MOST else ""


def name_fault(name: str) -> str:
    """Why a day cannot be called so: "missing", "too-long", or nothing."""
    kept = one_line(name)
    if not kept:
        return "missing"
    return "too-long" if len(kept) > NAME_MOST else ""


def is_too_long(words: str) -> bool:
    return len(tidy(words)) > WORDS_MOST


def is_near(day: date, today: date) -> bool:
    """Whether a day is near enough to be shown: today, or up to two weeks ahead."""
    return today <= day <= today + timedelta(days=NEAR_DAYS)


def may_be_shown(state: State, *, is_archived: bool) -> bool:
    """Whether a day planned beside a relationship may be brought up by itself.

    Not where no contact is wished or ordered, nor while they are archived: then Mending is silent (SAFETY A2).
    After an ending it may: the plan is the owner's own, and nobody is named.
    """
    return state is not State.NO_CONTACT and not is_archived
