"""Reading check-ins. They are their owner's alone."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Value
from django.http import Http404

from mending.checkins.models import COLUMNS, CheckIn, Choice
from mending.checkins.rules.questions import USUAL, USUAL_BESIDE, Answers, Question, as_bits, from_bits
from mending.consent.queries import Eyes
from mending.consent.rules import Side, Viewer
from mending.vault.asking import prepared

CHECKED_IN = "checked in"


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """How a day was, as its owner wrote it down."""

    id: UUID
    day: date
    answers: Answers
    note: str
    written_at: datetime
    is_backdated: bool
    instead_of: UUID | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which questions are asked, and at what time of the person's day; None for no time in particular."""

    questions: tuple[Question, ...]
    at: time | None


def of_day(viewer: Viewer, day: date) -> CheckInCard | None:
    """The check-in of a day; None when there is none."""
    row = _of_day.first(viewer, day)
    return None if row is None else _card(Eyes(viewer), row)


def check_in(viewer: Viewer, id: UUID) -> CheckInCard:
    """One that stands. Raises Http404 when there is none the viewer may see."""
    row = _mine(viewer).filter(pk=id).first()
    if row is None:
        raise Http404
    return _card(Eyes(viewer), row)


def today(viewer: Viewer, day: date) -> bool:
    """Whether the day has its check-in. One query."""
    return bool(_there(viewer, day))


def part_of_today(viewer: Viewer, day: date) -> QuerySet[Any, tuple[str, UUID, date, str, datetime | None]]:
    """A part of a question, for no page: one row when the day has its check-in. Opens no word."""
    rows = _mine(viewer).filter(day=day).order_by()
    return rows.values_list(Value(CHECKED_IN), "pk", "day", Value(""), "removed_at")


def days(viewer: Viewer, first: date, last: date) -> list[tuple[date, Answers]]:
    """The answers of each day from `first` to `last` that has any, without the notes. One query."""
    return [(day, _answers(values)) for day, *values in _between(viewer, first, last)]


def chosen(viewer: Viewer) -> Chosen:
    """What the person chose, or the usual questions in the evening."""
    row = _choice.first(viewer)
    if row is None:
        usual = USUAL if viewer.side is Side.PERSON else USUAL_BESIDE
        row = Choice(questions=as_bits(usual))
    return Chosen(from_bits(row.questions), row.at)


def picked_times(owner: OuterRef) -> QuerySet[Choice, time | None]:
    """The time each owner picked for it, as a part of a question over many of them; for no page."""
    return Choice.objects.filter(owner=owner).values_list("at", flat=True)[:1]


def _mine(viewer: Viewer) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(owner=viewer.id, removed_at__isnull=True)


@prepared
def _of_day(viewer: Viewer, day: date) -> QuerySet[CheckIn]:
    return _mine(viewer).filter(day=day)[:1]


@prepared
def _there(viewer: Viewer, day: date) -> QuerySet[CheckIn, UUID]:
    return _mine(viewer).filter(day=day).values_list("pk", flat=True)[:1]


@prepared
def _between(viewer: Viewer, first: date, last: date) -> QuerySet[CheckIn, Any]:
    return _mine(viewer).filter(day__range=(first, last)).order_by("day").values_list("day", *COLUMNS)


@prepared
def _choice(viewer: Viewer) -> QuerySet[Choice]:
    return Choice.objects.filter(owner=viewer.id)[:1]


def _answers(values: list[int | None]) -> Answers:
    return {question: value for question, value in zip(Question, values, strict=True) if value is not None}


def _card(eyes: Eyes, row: CheckIn) -> CheckInCard:
    return CheckInCard(
        row.pk,
        row.day,
        _answers([getattr(row, column) for column in COLUMNS]),
        eyes.text(row, "note"),
        row.written_at,
        row.is_backdated,
        row.instead_of_id,
    )
