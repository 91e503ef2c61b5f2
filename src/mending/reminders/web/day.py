"""The person's day as a strip of 240: where it is quiet, and where a reminder comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from django.utils.formats import time_format
from django.utils.translation import gettext

from mending.reminders.queries.choices import ChoiceCard
from mending.reminders.rules.times import Quiet

WIDTH = 240


@dataclass(frozen=True, slots=True)
class Night:
    """One piece of the quiet hours."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour to find one's way by."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """What is drawn, and the same in words."""

    nights: list[Night]
    hours: list[Hour]
    marks: list[int]
    said: str


def strip(cards: Iterable[ChoiceCard], quiet: Quiet) -> Strip:
    """The strip of these choices. What has times of its own is not on it."""
    times = sorted({card.plan.at for card in cards if card.is_on and card.plan.lead is None})
    hours = [Hour(hour * WIDTH // 24, str(hour)) for hour in (0, 6, 12, 18, 24)]
    return Strip(_nights(quiet), hours, [_x(at) for at in times], _said(times, quiet))


def _x(at: time) -> int:
    return (at.hour * 60 + at.minute) * WIDTH // (24 * 60)


def _nights(quiet: Quiet) -> list[Night]:
    starts, ends = _x(quiet.starts), _x(quiet.ends)
    pieces = [(starts, ends)] if starts <= ends else [(0, ends), (starts, WIDTH)]
    return [Night(first, last - first) for first, last in pieces if last > first]


def _said(times: list[time], quiet: Quiet) -> str:
    shown = [time_format(at, "H:i") for at in times]
    day = gettext("Your day. ")
    if quiet.starts != quiet.ends:
        hours = {"from": time_format(quiet.starts, "H:i"), "to": time_format(quiet.ends, "H:i")}
        day += gettext("Quiet from %(from)s to %(to)s. ") % hours
    if not shown:
        return day + gettext("No reminder is on.")
    return day + gettext("Reminders at %(times)s.") % {"times": ", ".join(shown)}
