"""Promises, their days and their history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.promises.models import Answer, Earlier, Promise
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Schedule
from mending.vault.asking import prepared

PAGE = 30


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """A promise as its owner reads it. `to` is the relationship it was made to, None for oneself."""

    id: UUID
    words: str
    to: UUID | None
    kind: Kind
    schedule: Schedule
    made_at: datetime
    instead_of: UUID | None
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """How one day turned out."""

    promise: UUID
    due_on: date
    outcome: Outcome
    note: str
    answered_at: datetime
    is_backdated: bool
    version: int


@dataclass(frozen=True, slots=True)
class EarlierCard:
    """How a promise was worded before it was changed."""

    version: int
    words: str
    until: date | None
    changed_at: datetime


def promise(viewer: Viewer, promise_id: UUID) -> PromiseCard:
    """One promise, a removed one too. Raises Http404 when there is none the viewer may see."""
    row = _one.first(viewer, promise_id)
    if row is None:
        raise Http404
    return card(Eyes(viewer), row)


@prepared
def _one(viewer: Viewer, promise: UUID) -> QuerySet[Promise]:
    return Promise.objects.filter(owner=viewer.id, pk=promise)[:1]


def promises(
    viewer: Viewer, *, today: date, past: bool = False, to: UUID | None = None, page: int = 1
) -> tuple[list[PromiseCard], bool]:
    """A page of promises that run now or will (or, with `past`, are over), and whether more follow."""
    if (past, to, page) == (False, None, 1):
        found = _running_first(viewer, today)
    else:
        rows = _over(viewer, today) if past else _running(viewer, today)
        rows = rows if to is None else rows.filter(to=to)
        found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    eyes = Eyes(viewer)
    return [card(eyes, row) for row in found[:PAGE]], len(found) > PAGE


def _running(viewer: Viewer, today: date) -> QuerySet[Promise]:
    return mine(viewer).filter(last_due_on__gte=today).order_by("last_due_on", "starts_on", "made_at", "pk")


def _over(viewer: Viewer, today: date) -> QuerySet[Promise]:
    return mine(viewer).filter(last_due_on__lt=today).order_by("-last_due_on", "starts_on", "made_at", "pk")


@prepared
def _running_first(viewer: Viewer, today: date) -> QuerySet[Promise]:
    return _running(viewer, today)[: PAGE + 1]


def everything(viewer: Viewer, *, to: UUID | None = None) -> Iterator[PromiseCard]:
    """Every promise, newest first, one at a time. For searching, which a database cannot do in sealed words."""
    rows = mine(viewer) if to is None else mine(viewer).filter(to=to)
    eyes = Eyes(viewer)
    return (card(eyes, row) for row in rows.order_by("-starts_on", "-made_at", "pk").iterator())


def answer(viewer: Viewer, promise_id: UUID, due_on: date) -> AnswerCard | None:
    """How a promise turned out on one day; None while it is open, or when it is nobody's the viewer may see."""
    row = Answer.objects.filter(owner=viewer.id, promise=promise_id, due_on=due_on).first()
    return None if row is None else answer_card(Eyes(viewer), row)


def answers(viewer: Viewer, promise_id: UUID, first: date, last: date) -> list[AnswerCard]:
    """How a promise turned out from `first` to `last`, both included, newest first."""
    rows = Answer.objects.filter(owner=viewer.id, promise=promise_id, due_on__range=(first, last))
    eyes = Eyes(viewer)
    return [answer_card(eyes, row) for row in rows.order_by("-due_on")]


def history(viewer: Viewer, promise_id: UUID) -> list[EarlierCard]:
    """How a promise read before each change, newest first, at most a page of them."""
    eyes = Eyes(viewer)
    return [
        EarlierCard(row.version, eyes.text(row, "words"), row.until, row.changed_at)
        for row in _earlier(viewer, promise_id)
    ]


@prepared
def _earlier(viewer: Viewer, promise: UUID) -> QuerySet[Earlier]:
    return Earlier.objects.filter(owner=viewer.id, promise=promise).order_by("-version")[:PAGE]


def mine(viewer: Viewer) -> QuerySet[Promise]:
    """The viewer's own rows, but for removed ones. For this room's queries only."""
    return Promise.objects.filter(owner=viewer.id, removed_at__isnull=True)


def card(eyes: Eyes, row: Promise) -> PromiseCard:
    """A row through one viewer's eyes. For this room's queries only."""
    return PromiseCard(
        id=row.pk,
        words=eyes.text(row, "words"),
        to=row.to_id,
        kind=Kind(row.kind),
        schedule=row.schedule,
        made_at=row.made_at,
        instead_of=row.instead_of_id,
        is_removed=row.removed_at is not None,
        version=row.version,
    )


def answer_card(eyes: Eyes, row: Answer) -> AnswerCard:
    """A row through one viewer's eyes. For this room's queries only."""
    return AnswerCard(
        row.promise_id,
        row.due_on,
        Outcome(row.outcome),
        eyes.text(row, "note"),
        row.answered_at,
        row.is_backdated,
        row.version,
    )
