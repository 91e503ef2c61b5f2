"""Answers over time: a point for each day, week or month that has any. Days without an answer leave a gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from mending.checkins.rules.questions import Answers, Question
from mending.foundation.dates import Month, months_back


class Span(IntEnum):
    """How far a picture reaches back, in days: by days, by weeks, by months."""

    MONTH = 30
    QUARTER = 90
    YEAR = 365


@dataclass(frozen=True, slots=True)
class Stretch:
    """One step of a picture: the days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Point:
    """The mean of the answers in a stretch, of how many days, and the place of the stretch in its row."""

    place: int
    mean: float
    days: int


def stretches(span: Span, today: date) -> list[Stretch]:
    """The steps of a span that ends today, oldest first: 30 days, 13 weeks or 12 months."""
    if span is Span.MONTH:
        days = [today - timedelta(days=back) for back in range(29, -1, -1)]
        return [Stretch(day, day) for day in days]
    if span is Span.QUARTER:
        ends = [today - timedelta(weeks=back) for back in range(12, -1, -1)]
        return [Stretch(end - timedelta(days=6), end) for end in ends]
    return [Stretch(month.first, min(month.last, today)) for month in months_back(Month.of(today), 12)]


def points(question: Question, days: Iterable[tuple[date, Answers]], steps: Sequence[Stretch]) -> list[Point]:
    """The points of one question; a step nobody answered in has none."""
    sums = [[0, 0] for _ in steps]
    for day, answers in days:
        if question in answers and (place := _place(day, steps)) is not None:
            sums[place][0] += answers[question]
            sums[place][1] += 1
    return [Point(place, total / count, count) for place, (total, count) in enumerate(sums) if count]


def _place(day: date, steps: Sequence[Stretch]) -> int | None:
    return next((place for place, step in enumerate(steps) if step.first <= day <= step.last), None)
