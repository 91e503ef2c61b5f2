"""Coming back after an ending, or when they come back to me. The no-contact question itself is the circle's."""

from enum import Enum, StrEnum, auto

from mending.circle.rules.states import Standing, State


class Heard(StrEnum):
    """From whom I know that they want contact again."""

    THEM = "them"  # they told me themselves
    OTHERS = "others"  # someone else told me, or passed it on
    HOPE = "hope"  # nobody did: I hope so, or I saw a sign of it
    ME = "me"  # it was I who ended or paused it, and I wish to come back


class Way(Enum):
    """What is said to someone who wishes to come back."""

    ASK = auto()  # on to the circle's page, which asks the no-contact question
    WAIT = auto()  # not yet: it is theirs to say, and nobody else's
    BOUND = auto()  # an order, or their own wish, stands; it is not the owner's to lift
    THERE = auto()  # contact is open as it is
    GRIEF = auto()  # they may have died: nobody dead is offered coming back


def way_back(held: Standing, heard: Heard | None) -> Way | None:
    """Where coming back leads; None while it was not said from whom it is known.

    Who is grieved for may have died, so no way back is spoken of; the circle's own page knows one for the living.
    A pause of theirs ends by a word of theirs alone: not by hope, not by a sign, not through others (SAFETY A2).
    """
    if held.is_bound:
        return Way.BOUND
    if held.state.is_open:
        return Way.THERE
    if held.state is State.GRIEVING:
        return Way.GRIEF
    if heard is None:
        return None
    if heard is Heard.THEM:
        return Way.ASK
    return Way.ASK if heard is Heard.ME and held.state is not State.PAUSED_BY_THEM else Way.WAIT


def heard_from(held: Standing) -> list[Heard]:
    """The answers that are offered: that it was mine to say, not of a pause of theirs."""
    theirs = held.state is State.PAUSED_BY_THEM
    return [one for one in Heard if one is not Heard.ME or not theirs]
