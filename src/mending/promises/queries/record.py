"""The record: counts by month, added up by the database in three questions whatever the number of days."""

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
from mending.vault.asking import prepared


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
    first, end = window[0], min(today, window[-1].last)
    span = (viewer, first.index, window[-1].index, today)
    if to is not None:
        repeating = _repeating_to(viewer, first.first, end, to)
        once, answers = _once_to(*span, to), _answers_to(*span, to)
    elif to_myself:
        repeating = _repeating_myself(viewer, first.first, end)
        once, answers = _once_myself(*span), _answers_myself(*span)
    else:
        repeating, once, answers = _repeating(viewer, first.first, end), _once(*span), _answers(*span)
    months = rules.months(
        window,
        [Schedule(starts, Repeat(repeat), until) for starts, repeat, until in repeating],
        {month: rules.Tally(count, int(days)) for month, count, days in once},
        {(month, Outcome(how)): rules.Tally(count, int(days)) for month, how, count, days in answers},
        today,
    )
    whole = rules.total(months)
    assert whole is not None
    recent = _recent(months, half_life) if last == Month.of(today) else None
    return Record(months, whole, recent)


def recipients(viewer: Viewer, *, since: date) -> set[UUID | None]:
    """To whom anything was promised that came due since that day; None stands for oneself."""
    return set(_recipients(viewer, since))


@prepared
def _recipients(viewer: Viewer, since: date) -> QuerySet[Promise, UUID | None]:
    return mine(viewer).filter(last_due_on__gte=since).values_list("to", flat=True).distinct()


def _recent(months: list[rules.MonthCounts], half_life: float) -> Range | None:
    return follow_through([(month.kept, month.missed) for month in months], half_life)


# Each of the three is asked of all promises, of those to someone, and of those to oneself.


@prepared
def _repeating(viewer: Viewer, first: date, last: date) -> QuerySet[Promise, Any]:
    rows = mine(viewer).exclude(repeat=Repeat.ONCE.value).filter(last_due_on__gte=first, starts_on__lte=last)
    return rows.values_list("starts_on", "repeat", "until")


@prepared
def _repeating_to(viewer: Viewer, first: date, last: date, to: UUID) -> QuerySet[Promise, Any]:
    return _repeating.ask(viewer, first, last).filter(to=to)


@prepared
def _repeating_myself(viewer: Viewer, first: date, last: date) -> QuerySet[Promise, Any]:
    return _repeating.ask(viewer, first, last).filter(to=None)


@prepared
def _once(viewer: Viewer, first: int, last: int, today: date) -> QuerySet[Promise, Any]:
    rows = mine(viewer).filter(repeat=Repeat.ONCE.value, due_month__range=(first, last), starts_on__lte=today)
    return _tallies(rows, "due_month")


@prepared
def _once_to(viewer: Viewer, first: int, last: int, today: date, to: UUID) -> QuerySet[Promise, Any]:
    return _once.ask(viewer, first, last, today).filter(to=to)


@prepared
def _once_myself(viewer: Viewer, first: int, last: int, today: date) -> QuerySet[Promise, Any]:
    return _once.ask(viewer, first, last, today).filter(to=None)


@prepared
def _answers(viewer: Viewer, first: int, last: int, today: date) -> QuerySet[Answer, Any]:
    rows = Answer.objects.filter(owner=viewer.id, counts=True)
    return _tallies(rows.filter(due_month__range=(first, last), due_on__lte=today), "due_month", "outcome")


@prepared
def _answers_to(viewer: Viewer, first: int, last: int, today: date, to: UUID) -> QuerySet[Answer, Any]:
    return _answers.ask(viewer, first, last, today).filter(to=to)


@prepared
def _answers_myself(viewer: Viewer, first: int, last: int, today: date) -> QuerySet[Answer, Any]:
    return _answers.ask(viewer, first, last, today).filter(to=None)


def _tallies(rows: QuerySet[Any], *by: str) -> QuerySet[Any, Any]:
    """For each value of `by`: how many rows, and their days as the bits of one number."""
    counted = rows.values(*by).annotate(count=Count("*"), days=Sum("day_bit", distinct=True))
    return counted.order_by().values_list(*by, "count", "days")
