"""Months and days as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
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
        return date(self.index // 12, self.index % 12 + 1, 1)

    @property
    def last(self) -> date:
        return (self + 1).first - timedelta(days=1)

    def __add__(self, months: int) -> "Month":
        return Month(self.index + months)

    def __sub__(self, months: int) -> "Month":
        return Month(self.index - months)

    def __lt__(self, other: "Month") -> bool:
        return self.index < other.index

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def months_back(last: Month, count: int) -> list[Month]:
    """The `count` months that end with `last`, oldest first."""
    return [last - back for back in range(count - 1, -1, -1)]


def days(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both included; none when `last` comes before `first`."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
