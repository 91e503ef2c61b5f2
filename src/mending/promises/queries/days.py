"""What is due: today, and from the days before. Looks only at promises whose span touches those days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation.dates import days
from mending.promises.models import Answer
from mending.promises.queries.promises import AnswerCard, PromiseCard, answer_card, card, mine
from mending.promises.rules.schedule import is_due


@dataclass(frozen=True, slots=True)
class DueDay:
    """One promise on one day it is due, and its answer, None while it is open."""

    promise: PromiseCard
    on: date
    answer: AnswerCard | None

    @property
    def is_open(self) -> bool:
        return self.answer is None


def due_between(viewer: Viewer, first: date, last: date, *, promise: UUID | None = None) -> list[DueDay]:
    """Every promise (or one) on every day it is due from `first` to `last`, both included: oldest day first.

    Meant for a day, a fortnight or a month: the cost grows with the days asked for.
    """
    rows = mine(viewer).filter(last_due_on__gte=first, starts_on__lte=last).order_by("starts_on", "made_at", "pk")
    if promise is not None:
        rows = rows.filter(pk=promise)
    eyes = Eyes(viewer)
    cards = [card(eyes, row) for row in rows]
    answered = {
        (row.promise_id, row.due_on): answer_card(eyes, row)
        for row in Answer.objects.filter(owner=viewer.id, due_on__range=(first, last))
    }
    return [
        DueDay(promise, day, answered.get((promise.id, day)))
        for day in days(first, last)
        for promise in cards
        if is_due(promise.schedule, day)
    ]


def has_any(viewer: Viewer) -> bool:
    """Whether the viewer ever made a promise that still stands."""
    return mine(viewer).exists()
