"""What of this room is about one person: for a page that says what an ending changes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from mending.consent.rules import Viewer
from mending.promises.models import Promise
from mending.promises.queries.promises import mine
from mending.vault.asking import prepared


def running_to(viewer: Viewer, who: UUID, today: date) -> int:
    """How many promises to them run now or will. Opens no word."""
    return len(_running_to(viewer, who, today))


@prepared
def _running_to(viewer: Viewer, who: UUID, today: date) -> QuerySet[Promise, UUID]:
    return mine(viewer).filter(to=who, last_due_on__gte=today).values_list("pk", flat=True)


def part_about(viewer: Viewer, who: UUID, today: date) -> QuerySet[Any, tuple[str, int]]:
    """A part of a question, for no page: "promises", 1 for each to them that runs now or will. Opens no word."""
    rows = mine(viewer).filter(to=who, last_due_on__gte=today).order_by()
    return rows.values_list(Value("promises"), Value(1))
