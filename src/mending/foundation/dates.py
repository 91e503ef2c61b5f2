"""Months and days as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Self


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, counted as `year * 12 + month - 1` so that months add and subtract."""

    index: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year * 12 + day.month - 1)

    @property
    def first(self) -> date:
        return _first(self.index)

    @property
    def last(self) -> date:
        return _last(self.index)

    def __add__(self, months: int) -> "Month":
        return Month(self.index + months)

    def __sub__(self, months: int) -> "Month":
        return Month(self.index - months)

    def __lt__(self, other: "Month") -> bool:
        return self.index < other.index

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


# A page with a picture asks hundreds of times for the ends of the same few months.
@lru_cache(maxsize=2000)
def _first(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


@lru_cache(maxsize=2000)
def _last(index: int) -> date:
    return _first(index + 1) - timedelta(days=1)


def months_back(last: Month, count: int) -> list[Month]:
    """The `count` months that end with `last`, oldest first."""
    return [last - back for back in range(count - 1, -1, -1)]


def days(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both included; none when `last` comes before `first`."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


class DayInAddress:
    """A day in an address, as year-month-day; the front door registers it as `day`."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError for a day that no calendar has, which is then no address."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
