"""When a group or meeting is: on weekdays, once on a day, both, or whenever (no times written down)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mending.foundation.dates import days

NAME_MOST = 80
PLACE_MOST = 300
GROUPS_MOST = 60
AHEAD = 60
"""How many days ahead the next time is looked for, and how many back the last one."""


@dataclass(frozen=True, slots=True)
class Times:
    """Weekdays (Monday is 0) and one more day, by the clock where the person is; with neither, no times."""

    weekdays: frozenset[int] = frozenset()
    on: date | None = None
    at: time | None = None

    @property
    def mask(self) -> int:
        """The weekdays as bits, Monday the lowest."""
        return sum(1 << day for day in self.weekdays)


def from_mask(mask: int) -> frozenset[int]:
    return frozenset(day for day in range(7) if mask >> day & 1)


def faults(name: str, place: str, times: Times) -> list[tuple[str, str]]:
    """What cannot be kept: field and code. Words for them have the pages."""
    found = []
    if not name:
        found.append(("name", "missing"))
    if len(name) > NAME_MOST:
        found.append(("name", "long"))
    if len(place) > PLACE_MOST:
        found.append(("place", "long"))
    if (times.weekdays or times.on) and times.at is None:
        found.append(("at", "missing"))
    if times.at and not (times.weekdays or times.on):
        found.append(("at", "no-day"))
    return found


def starts(times: Times, first: date, last: date) -> Iterator[datetime]:
    """Every start from one day to another, both included, as clocks show it (no zone)."""
    if times.at is None:
        return
    if times.weekdays:
        wanted = (day for day in days(first, last) if day.weekday() in times.weekdays or day == times.on)
        yield from (datetime.combine(day, times.at) for day in wanted)
    elif times.on and first <= times.on <= last:
        yield datetime.combine(times.on, times.at)


def next_start(times: Times, now: datetime) -> datetime | None:
    """The first start from `now` on (as clocks show it), within AHEAD days or on its one day."""
    last = max(now.date() + timedelta(days=AHEAD), times.on or now.date())
    return next((start for start in starts(times, now.date(), last) if start >= now), None)


def last_start(times: Times, now: datetime) -> datetime | None:
    """The latest start that has begun, at most a week ago: the one to say “I went” of."""
    begun = [start for start in starts(times, now.date() - timedelta(days=6), now.date()) if start <= now]
    return begun[-1] if begun else None
