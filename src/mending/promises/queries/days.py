"""What is due: today, and from the days before. Looks only at promises whose span touches those days."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation.dates import days
from mending.promises.models import Answer, LeftOpen, Promise
from mending.promises.queries.promises import AnswerCard, PromiseCard, answer_card, card, mine
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat, Schedule, due_days, is_due
from mending.vault.asking import prepared

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer in short, for a page that does not show when it was given."""

    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueDay:
    """One promise on one day it is due, and its answer, None while it is open."""

    promise: PromiseCard
    on: date
    answer: AnswerCard | Given | None

    @property
    def is_open(self) -> bool:
        return self.answer is None


def due_between(viewer: Viewer, first: date, last: date) -> list[DueDay]:
    """Every promise on every day it is due from `first` to `last`, both included: oldest day first.

    Meant for a day, a fortnight or a month: the cost grows with the days asked for.
    """
    eyes = Eyes(viewer)
    cards = [card(eyes, row) for row in _spanning(viewer, first, last)]
    answers = Answer.objects.filter(owner=viewer.id, due_on__range=(first, last))
    return _each_day(eyes, cards, answers, first, last)


def days_of(viewer: Viewer, promise: PromiseCard, first: date, last: date) -> list[DueDay]:
    """The days from `first` to `last`, both included, on which one promise is due, oldest first. One query."""
    return _each_day(Eyes(viewer), [promise], _answers_to(viewer, promise.id, first, last), first, last)


def _each_day(
    eyes: Eyes, cards: list[PromiseCard], answers: Iterable[Answer], first: date, last: date
) -> list[DueDay]:
    answered = {(row.promise_id, row.due_on): answer_card(eyes, row) for row in answers}
    return [DueDay(one, day, answered.get((one.id, day))) for one, day in _due(cards, first, last)]


@prepared
def _answers_to(viewer: Viewer, promise: UUID, first: date, last: date) -> QuerySet[Answer]:
    return Answer.objects.filter(owner=viewer.id, due_on__range=(first, last), promise=promise)


@prepared
def _spanning(viewer: Viewer, first: date, last: date) -> QuerySet[Any]:
    # Up to which day things were left open comes along with each promise: Today has no question to spare.
    left = Subquery(LeftOpen.objects.filter(owner=viewer.id).values("up_to"))
    rows = mine(viewer).filter(last_due_on__gte=first, starts_on__lte=last).annotate(left=left)
    return rows.order_by("starts_on", "made_at", "pk")


@dataclass(frozen=True, slots=True)
class Fortnight:
    """Today with its answers; the open days before it, newest first; how many before were answered.

    Days that the viewer chose to leave open are not among them.
    """

    today: list[DueDay]
    open_before: list[DueDay]
    answered_before: int


def fortnight(viewer: Viewer, today: date, *, quiet: Collection[UUID] = ()) -> Fortnight:
    """What is due today and what is open from the fortnight before, nothing to those who are `quiet`.

    Of the days before only open ones are read whole, so that a page after a full fortnight costs no more.
    """
    first, eyes = today - FORTNIGHT, Eyes(viewer)
    made = [row for row in _spanning(viewer, first, today) if row.to_id not in quiet]
    answered = _given(viewer, first, today) if made else {}
    now, before, closed = [], [], 0
    for row in made:
        due = list(due_days(row.schedule, first, today))
        still_open = [day for day in due if day < today and (row.pk, day) not in answered]
        closed += len(due) - len(still_open) - (today in due)
        shown = [day for day in still_open if day > (row.left or date.min)]
        if shown or today in due:
            seen = card(eyes, row)
            before += [DueDay(seen, day, None) for day in shown]
            now += [DueDay(seen, today, answered.get((row.pk, today)))] if today in due else []
    before.sort(key=lambda one: one.on)
    return Fortnight(now, before[::-1], closed)


def _given(viewer: Viewer, first: date, today: date) -> dict[tuple[UUID, date], Given]:
    """How days from `first` on turned out, and nothing else: a full fortnight has many."""
    return {(promise, day): Given(Outcome(how)) for promise, day, how in _outcomes(viewer, first, today)}


@prepared
def _outcomes(viewer: Viewer, first: date, last: date) -> QuerySet[Answer, tuple[UUID, date, str]]:
    rows = Answer.objects.filter(owner=viewer.id, due_on__range=(first, last))
    return rows.values_list("promise", "due_on", "outcome")


def _due(cards: list[PromiseCard], first: date, last: date) -> Iterator[tuple[PromiseCard, date]]:
    return ((one, day) for day in days(first, last) for one in cards if is_due(one.schedule, day))


def is_open_today(viewer: Viewer, day: date, *, quiet: Collection[UUID] = ()) -> bool:
    """Whether something due on `day`, to nobody who is `quiet`, has no answer yet. Opens no word of it."""
    due = [id for id, schedule in _schedules(viewer, day, day, quiet) if is_due(schedule, day)]
    return Answer.objects.filter(promise__in=due, due_on=day).count() < len(due)


def days_with_promises(viewer: Viewer, first: date, last: date, *, quiet: Collection[UUID] = ()) -> list[date]:
    """The days from `first` to `last`, both included, on which anything is due, to nobody who is `quiet`."""
    schedules = [schedule for _, schedule in _schedules(viewer, first, last, quiet)]
    return [day for day in days(first, last) if any(is_due(schedule, day) for schedule in schedules)]


def _schedules(viewer: Viewer, first: date, last: date, quiet: Collection[UUID]) -> list[tuple[UUID, Schedule]]:
    rows = mine(viewer).filter(last_due_on__gte=first, starts_on__lte=last).exclude(to__in=list(quiet))
    found = rows.values_list("pk", "starts_on", "repeat", "until")
    return [(id, Schedule(starts, Repeat(repeat), until)) for id, starts, repeat, until in found]


def left_open_up_to(viewer: Viewer) -> date | None:
    """Up to which day the viewer chose to leave open days be; None when they did not."""
    return LeftOpen.objects.filter(owner=viewer.id).values_list("up_to", flat=True).first()


def has_any(viewer: Viewer) -> bool:
    """Whether the viewer ever made a promise that still stands."""
    return bool(_any(viewer))


@prepared
def _any(viewer: Viewer) -> QuerySet[Promise, UUID]:
    return mine(viewer).values_list("pk", flat=True)[:1]
