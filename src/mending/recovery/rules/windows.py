"""The weeks after which a body can take less than before (SAFETY A6; EVIDENCE §8.4).

Deaths cluster in the first four weeks after an opening event. The tail up to ninety days, and three days without
as an opening event, are this project's cautious choices, for a clinician to confirm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Protocol, TypeVar

FULL_DAYS = 28
ALL_DAYS = 90


class Event(StrEnum):
    """What opens a window."""

    DETOX = "detox"
    DISCHARGE = "discharge"  # from residential treatment
    CUSTODY = "custody"
    HOSPITAL = "hospital"
    MEDICATION = "medication"  # for opioid use disorder: stopped, or missed
    WITHOUT = "without"  # three days or more without opioids
    RETURN = "return"  # a return to use

    @property
    def completes(self) -> bool:
        """Whether it is a thing to congratulate on and to warn about, in one breath."""
        return self in (Event.DETOX, Event.DISCHARGE)


class Answer(StrEnum):
    """What was said about naloxone, or about not being alone. Not asked yet is an answer too."""

    UNASKED = ""
    YES = "yes"
    NOT_YET = "not_yet"


class Strength(IntEnum):
    """How strict a window is on a day."""

    OVER = 0
    SOFT = 1
    FULL = 2


class Opened(Protocol):
    """As much of a window as the rules ask for."""

    @property
    def event(self) -> Event: ...
    @property
    def on(self) -> date: ...


Window = TypeVar("Window", bound=Opened)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window: strict up to and with `full_until`, softer up to and with `until`."""

    full_until: date
    until: date


def days_of(on: date) -> Days:
    """The days of a window that an event on this day opens; that day is the first of them."""
    return Days(on + timedelta(days=FULL_DAYS - 1), on + timedelta(days=ALL_DAYS - 1))


def strength(on: date, today: date) -> Strength:
    """How strict the window is. A day still to come, as after flying west, counts as today."""
    days = days_of(on)
    if today > days.until:
        return Strength.OVER
    return Strength.SOFT if today > days.full_until else Strength.FULL


def running(windows: Iterable[Window], today: date) -> list[Window]:
    """Those not over, the strictest first: of two, the one that ends later."""
    kept = [one for one in windows if strength(one.on, today) is not Strength.OVER]
    return sorted(kept, key=lambda one: (one.on, one.event.completes), reverse=True)


def strictest(windows: Iterable[Window], today: date) -> Window | None:
    """The one that counts when several run; None when none does."""
    return next(iter(running(windows, today)), None)


def first_day_that_matters(today: date) -> date:
    """A window that opened before this day is over."""
    return today - timedelta(days=ALL_DAYS - 1)
