"""The record: counts by month, added up by the database in three questions whatever the number of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from mending.consent.rules import Viewer
from mending.foundation.dates import Month, months_back
from mending.promises.models import Answer, Promise
from mending.promises.queries.promises import mine
from mending.promises.rules import record as rules
from mending.promises.rules.follow_through import HALF_LIFE_MONTHS, MOST_MONTHS, Range, follow_through
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat, Schedule


@dataclass(frozen=True, slots=True)
class Record:
    """Months in order, the last of them `months[-1]`; the range of recent follow-through when enough is known."""

    months: list[rules.MonthCounts]
    total: rules.MonthCounts
    recent: Range | None


def record(
    viewer: Viewer,
    *,
    last: Month,
    today: date,
    to: UUID | None = None,
    to_myself: bool = False,
    half_life: float = HALF_LIFE_MONTHS,
) -> Record:
    """Twelve months up to `last`, of all promises, of those to one relationship, or of those to myself.

    Only the viewer's own promises are ever counted. The range is there for the months that end today.
    """
    window = months_back(last, MOST_MONTHS)
    answers, made = Answer.objects.filter(owner=viewer.id), mine(viewer)
    if to is not None or to_myself:
        answers, made = answers.filter(to=to), made.filter(to=to)
    months = rules.months(
        window,
        _repeating(made, window, today),
        _once(made, window, today),
        _answers(answers, window, today),
        today,
    )
    whole = rules.total(months)
    assert whole is not None
    recent = _recent(months, half_life) if last == Month.of(today) else None
    return Record(months, whole, recent)


def recipients(viewer: Viewer, *, since: date) -> set[UUID | None]:
    """To whom anything was promised that came due since that day; None stands for oneself."""
    return set(mine(viewer).filter(last_due_on__gte=since).values_list("to", flat=True).distinct())


def _recent(months: list[rules.MonthCounts], half_life: float) -> Range | None:
    return follow_through([(month.kept, month.missed) for month in months], half_life)


def _repeating(made: QuerySet[Promise], window: list[Month], today: date) -> Iterable[Schedule]:
    rows = made.exclude(repeat=Repeat.ONCE.value).filter(last_due_on__gte=window[0].first)
    rows = rows.filter(starts_on__lte=min(today, window[-1].last))
    return [
        Schedule(starts, Repeat(repeat), until)
        for starts, repeat, until in rows.values_list("starts_on", "repeat", "until")
    ]


def _once(made: QuerySet[Promise], window: list[Month], today: date) -> dict[int, rules.Tally]:
    rows = made.filter(
        repeat=Repeat.ONCE.value,
        due_month__range=(window[0].index, window[-1].index),
        starts_on__lte=today,
    )
    return {month: rules.Tally(count, int(days)) for month, count, days in _tallies(rows, "due_month")}


def _answers(
    answers: QuerySet[Answer], window: list[Month], today: date
) -> dict[tuple[int, Outcome], rules.Tally]:
    rows = answers.filter(due_month__range=(window[0].index, window[-1].index), due_on__lte=today, counts=True)
    return {
        (month, Outcome(how)): rules.Tally(count, int(days))
        for month, how, count, days in _tallies(rows, "due_month", "outcome")
    }


def _tallies(rows: QuerySet[Any], *by: str) -> Iterable[tuple[Any, ...]]:
    """For each value of `by`: how many rows, and their days as the bits of one number."""
    counted = rows.values(*by).annotate(count=Count("*"), days=Sum("day_bit", distinct=True))
    return counted.order_by().values_list(*by, "count", "days")
