"""Reading the weekly look back. It is its owner's alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from mending.checkins.models import ITEMS, Review
from mending.checkins.rules.weekly import Item, Looked
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.asking import prepared

FEW, SHOWN = 4, 26
"""So many are read at first, and when those before are asked for: a month, half a year."""


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A week as its owner looked back at it. `week` is its Monday."""

    id: UUID
    week: date
    looked: Looked
    note: str

    @property
    def last(self) -> date:
        """The Sunday of the week."""
        return self.week + timedelta(days=6)


def of_week(viewer: Viewer, week: date) -> ReviewCard | None:
    """The review of a week, by its Monday; None when there is none."""
    row = _of_week.first(viewer, week)
    return None if row is None else _card(Eyes(viewer), row)


def reviews(viewer: Viewer) -> list[ReviewCard]:
    """The last of them, half a year of weeks at most, the newest first. One query, and the key."""
    eyes = Eyes(viewer)
    return [_card(eyes, row) for row in _latest(viewer)]


def few_reviews(viewer: Viewer) -> tuple[list[ReviewCard], bool]:
    """The last of them, a month of weeks, the newest first; and whether there are more. One query, and the key."""
    eyes, rows = Eyes(viewer), _few(viewer)
    return [_card(eyes, row) for row in rows[:FEW]], len(rows) > FEW


def _mine(viewer: Viewer) -> QuerySet[Review]:
    return Review.objects.filter(owner=viewer.id, removed_at__isnull=True)


@prepared
def _of_week(viewer: Viewer, week: date) -> QuerySet[Review]:
    return _mine(viewer).filter(day=week)[:1]


@prepared
def _few(viewer: Viewer) -> QuerySet[Review]:
    return _mine(viewer).order_by("-day")[: FEW + 1]


@prepared
def _latest(viewer: Viewer) -> QuerySet[Review]:
    return _mine(viewer).order_by("-day")[:SHOWN]


def _card(eyes: Eyes, row: Review) -> ReviewCard:
    values = ((Item(column), getattr(row, column)) for column in ITEMS)
    looked = {item: value for item, value in values if value is not None}
    return ReviewCard(row.pk, row.day, looked, eyes.text(row, "note"))
