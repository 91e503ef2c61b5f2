"""What becomes of one reminder on its way. See docs/decisions/0009-reminders.md."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

TRIES = 3
WAIT = (timedelta(minutes=5), timedelta(minutes=15))
"""Before the second try, and before the third."""


class State(StrEnum):
    """Where a reminder stands."""

    WAITING = "waiting"  # for its time
    CLAIMED = "claimed"  # one process looks whether there is something to say
    SENDING = "sending"  # being handed over; from here on never again
    SENT = "sent"
    UNSURE = "unsure"  # it stopped in between: it may or may not have arrived
    FAILED = "failed"  # refused, or nobody could be reached
    LATE = "late"  # its time was over when its turn came


class Outcome(StrEnum):
    """How one attempt went."""

    SENT = "sent"
    AGAIN = "again"  # surely not handed over, and may go through later
    REFUSED = "refused"  # surely not handed over, and never will be
    GONE = "gone"  # refused because the place it should go is no more
    UNSURE = "unsure"


def together(outcomes: Collection[Outcome]) -> Outcome:
    """What a person has of one reminder that went to several browsers: the best of it."""
    order = (Outcome.SENT, Outcome.UNSURE, Outcome.AGAIN, Outcome.REFUSED)
    return next((one for one in order if one in outcomes), Outcome.REFUSED)


def settled(outcome: Outcome, tries: int) -> tuple[State, timedelta | None]:
    """The state after the attempt number `tries`, and for another one how long to wait.

    Only what was surely not handed over is ever tried again.
    """
    if outcome is Outcome.SENT:
        return State.SENT, None
    if outcome is Outcome.UNSURE:
        return State.UNSURE, None
    if outcome is Outcome.AGAIN and tries < TRIES:
        return State.WAITING, WAIT[tries - 1]
    return State.FAILED, None
