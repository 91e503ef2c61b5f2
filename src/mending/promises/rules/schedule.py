"""On which days a promise is due. Counted by arithmetic, so that five years cost no more than one month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mending.foundation.dates import Month

NEVER = date.max
"""Stands for the last day of a promise without an end."""


class Repeat(StrEnum):
    """How often a promise comes due."""

    ONCE = "once"
    DAILY = "daily"
    WEEKDAYS = "weekdays"  # Monday to Friday
    WEEKLY = "weekly"  # on the weekday it starts
    MONTHLY = "monthly"  # on the day of the month it starts, or the last day of a shorter month


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a promise is due: from `starts`, as often as `repeat` says, to `until` (included), or without end."""

    starts: date
    repeat: Repeat = Repeat.ONCE
    until: date | None = None

    @property
    def last(self) -> date:
        """The last day it could be due; NEVER when it has no end."""
        return self.starts if self.repeat is Repeat.ONCE else self.until or NEVER


def is_due(schedule: Schedule, day: date) -> bool:
    """Whether the promise is due on `day`."""
    if not schedule.starts <= day <= schedule.last:
        return False
    match schedule.repeat:
        case Repeat.ONCE | Repeat.DAILY:
            return True
        case Repeat.WEEKDAYS:
            return day.weekday() < 5
        case Repeat.WEEKLY:
            return day.weekday() == schedule.starts.weekday()
        case Repeat.MONTHLY:
            return day.day == min(schedule.starts.day, Month.of(day).last.day)


def due_days(schedule: Schedule, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included, on which the promise is due, in order."""
    day, end, step = max(first, schedule.starts), min(last, schedule.last), 1
    if schedule.repeat is Repeat.WEEKLY:
        day, step = day + timedelta(days=(schedule.starts - day).days % 7), 7
    is_every = schedule.repeat in (Repeat.ONCE, Repeat.DAILY, Repeat.WEEKLY)
    while day <= end:
        if is_every or is_due(schedule, day):
            yield day
        day += timedelta(days=step)


def page_of_days(schedule: Schedule, last: date) -> tuple[date, date]:
    """First and last day of a page of due days that ends with `last`: a fortnight, 13 weeks or 13 months."""
    back = {Repeat.WEEKLY: timedelta(weeks=13), Repeat.MONTHLY: timedelta(days=396)}
    last = max(schedule.starts, min(last, schedule.last))
    reach = min(back.get(schedule.repeat, timedelta(days=13)), last - schedule.starts)
    return last - reach, last


def count_due(schedule: Schedule, first: date, last: date) -> int:
    """How many days `due_days` would give, without walking them."""
    first, last = max(first, schedule.starts), min(last, schedule.last)
    if first > last:
        return 0
    match schedule.repeat:
        case Repeat.ONCE:
            return 1
        case Repeat.DAILY:
            return (last - first).days + 1
        case Repeat.WEEKDAYS:
            return _weekdays_before(last + timedelta(days=1)) - _weekdays_before(first)
        case Repeat.WEEKLY:
            return _weeks_to(schedule.starts, last) - _weeks_to(schedule.starts, first - timedelta(days=1))
        case Repeat.MONTHLY:
            return _months_to(schedule, last) - _months_to(schedule, first - timedelta(days=1))


def _weekdays_before(day: date) -> int:
    weeks, rest = divmod(day.toordinal() - 1, 7)  # the first of January of the year 1 was a Monday
    return weeks * 5 + min(rest, 5)


def _weeks_to(starts: date, day: date) -> int:
    return (day - starts).days // 7 + 1


def _months_to(schedule: Schedule, day: date) -> int:
    month = Month.of(day)
    reached = day.day >= min(schedule.starts.day, month.last.day)
    return month.index - Month.of(schedule.starts).index + reached


def days_mask(schedule: Schedule, month: Month, last: date) -> int:
    """The days of `month` up to `last` on which the promise is due, a bit each (bit 0 for the first)."""
    first, end = max(month.first, schedule.starts), min(month.last, schedule.last, last)
    if first > end:
        return 0
    span = (1 << end.day) - (1 << (first.day - 1))
    match schedule.repeat:
        case Repeat.ONCE | Repeat.DAILY:
            return span
        case Repeat.WEEKDAYS:
            return span & ~(_every_week(month, 5) | _every_week(month, 6))
        case Repeat.WEEKLY:
            return span & _every_week(month, schedule.starts.weekday())
        case Repeat.MONTHLY:
            return span & (1 << (min(schedule.starts.day, month.last.day) - 1))


_WEEKS = sum(1 << (7 * week) for week in range(5))


def _every_week(month: Month, weekday: int) -> int:
    return _WEEKS << ((weekday - month.first.weekday()) % 7)
