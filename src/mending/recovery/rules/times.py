"""Counting time so that nothing goes back to the start (SAFETY A8; EVIDENCE §11).

Days that do not count are taken out one by one; every other day stays. A run that goes on is never shown alone,
so no figure on a page falls to nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EARLIEST = date(1920, 1, 1)
NAME_MOST = 60
COUNTERS_MOST = 12
LATELY = 90
_EARLY_MILESTONES = (7, 30, 60, 90, 180)
_YEAR = 365
_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a time is counted of."""

    OPIOIDS = "opioids"
    ALCOHOL = "alcohol"
    SMOKING = "smoking"
    ALL = "all"
    OWN = "own"  # under a name of one's own


@dataclass(frozen=True, slots=True)
class Return:
    """The days of one return to use, and a new start if one was wished. `on` None: not dated."""

    on: date | None
    until: date | None = None
    new_start: date | None = None

    @property
    def away(self) -> "Span | None":
        """The days that do not count; None when there are none. A new start counts from its own day on."""
        if self.on is None:
            return None
        last = self.new_start - _DAY if self.new_start else self.until or self.on
        return Span(self.on, last) if last >= self.on else None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Milestone:
    """A round number of days, and the day that made it full."""

    days: int
    on: date


@dataclass(frozen=True, slots=True)
class Count:
    """What a time amounts to on a day, all in days.

    `lately` of the last `lately_of` (ninety, or as many as there have been). `since` is the last new start, or
    the first day; `since_days` counts from there. `runs` are the unbroken runs of days that count, in order.
    """

    total: int
    lately: int
    lately_of: int
    longest: Span | None
    since: date
    since_days: int
    milestones: tuple[Milestone, ...]
    runs: tuple[Span, ...]

    @property
    def is_first_day(self) -> bool:
        return self.total == 1 and self.lately_of == 1


def count(starts_on: date, returns: Iterable[Return], today: date) -> Count:
    """Add up a time that began on `starts_on`, up to and with `today`. A start still to come is today."""
    starts_on, returns = min(starts_on, today), list(returns)
    kept = runs(starts_on, [one.away for one in returns if one.away], today)
    starts = [one.new_start for one in returns if one.new_start and starts_on <= one.new_start <= today]
    since, first_lately = max(starts, default=starts_on), max(starts_on, today - timedelta(days=LATELY - 1))
    return Count(
        total=sum(run.days for run in kept),
        lately=_days_from(kept, first_lately),
        lately_of=(today - first_lately).days + 1,
        longest=max(kept, key=lambda run: run.days, default=None),
        since=since,
        since_days=_days_from(kept, since),
        milestones=tuple(_milestones(kept)),
        runs=tuple(kept),
    )


def runs(starts_on: date, away: Iterable[Span], today: date) -> list[Span]:
    """The unbroken runs of days that count, in order."""
    found, first = [], starts_on
    for span in sorted(away, key=lambda one: one.first):
        if first < span.first:
            found.append(Span(first, min(span.first - _DAY, today)))
        first = max(first, span.last + _DAY)
        if first > today:
            return found
    return [*found, Span(first, today)]


def _days_from(kept: list[Span], first: date) -> int:
    return sum(Span(max(run.first, first), run.last).days for run in kept if run.last >= first)


def _milestones(kept: list[Span]) -> Iterator[Milestone]:
    before = 0
    for run in kept:
        for days in round_numbers(before + run.days):
            if days > before:
                yield Milestone(days, run.first + timedelta(days=days - before - 1))
        before += run.days


def round_numbers(most: int) -> Iterator[int]:
    """The numbers of days worth a quiet word, up to `most`: a week, a month or so, then every year."""
    yield from (days for days in (*_EARLY_MILESTONES, *range(_YEAR, most + 1, _YEAR)) if days <= most)


def faults_of_counter(kind: Kind, name: str, starts_on: date, today: date) -> list[tuple[str, str]]:
    """What is in the way of keeping a time, as (field, code)."""
    found = []
    if kind is Kind.OWN and not name:
        found.append(("name", "empty"))
    if len(name) > NAME_MOST:
        found.append(("name", "long"))
    if code := day_fault(starts_on, today):
        found.append(("starts_on", code))
    return found


def faults_of_return(wanted: Return, today: date) -> list[tuple[str, str]]:
    """What is in the way of writing a return to use down, as (field, code)."""
    days = {"on": wanted.on, "until": wanted.until, "new_start": wanted.new_start}
    found = [(field, code) for field, day in days.items() if day and (code := day_fault(day, today))]
    if wanted.until and wanted.on is None:
        found.append(("on", "until-alone"))
    if wanted.until and wanted.on and wanted.until < wanted.on:
        found.append(("until", "before"))
    if wanted.new_start and wanted.on and wanted.new_start < (wanted.until or wanted.on):
        found.append(("new_start", "before"))
    return found


def day_fault(day: date, today: date) -> str:
    """Why a day cannot be told: "future", "too-early", or nothing."""
    if day > today:
        return "future"
    return "too-early" if day < EARLIEST else ""
