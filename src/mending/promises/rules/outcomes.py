"""How a promise can turn out on the day it was due, and what may be answered when."""

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a promise is about."""

    ABILITY = "ability"  # doing something
    HONESTY = "honesty"  # telling something


class Outcome(StrEnum):
    """How it turned out. No answer yet is no outcome: the day stays open, for as long as it takes."""

    KEPT = "kept"
    RENEGOTIATED = "renegotiated"  # changed with the other before it was due
    TOLD = "told"  # missed, and told
    FOUND_OUT = "found_out"  # missed, and found out


def refusal(outcome: Outcome, due: date, today: date) -> str | None:
    """Why this answer cannot be given today for that day, as a code; None when it can.

    - `too-late`: only what is not yet over can be renegotiated; the due day itself still counts (EVIDENCE §5.3:
      renegotiated early is its own outcome, so it must not be open to use as an excuse afterwards).
    - `too-early`: a day to come can be renegotiated, not answered. Something done early is answered when its
      day is there, so that a promise for every day is not kept in advance.
    """
    if outcome is Outcome.RENEGOTIATED:
        return "too-late" if today > due else None
    return "too-early" if today < due else None


def is_backdated(due: date, today: date) -> bool:
    """Whether an answer given today for that day is marked as given later. One day's grace: last night counts."""
    return (today - due).days > 1
