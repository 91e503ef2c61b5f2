"""What of this room is about one person: for a page that says what an ending changes."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from mending.consent.rules import Viewer
from mending.expectations.models import Agreement, Homecoming
from mending.expectations.queries.expectations import mine


def part_about(viewer: Viewer, who: UUID) -> QuerySet[Any, tuple[str, int]]:
    """A part of a question, for no page: a name and 1, to be added up by name. Opens no word.

    "expectations" that lie ahead, "homecomings" that lead to them, "agreements" with them.
    """
    there = {"owner": viewer.id, "who": who, "removed_at": None}
    ahead = _each("expectations", mine(viewer).filter(who=who, done_on=None))
    plans = _each("homecomings", Homecoming.objects.filter(**there, archived_at=None))
    agreed = Agreement.objects.filter(**there, homecoming__removed_at=None, homecoming__archived_at=None)
    return ahead.union(plans, _each("agreements", agreed), all=True)


def _each(name: str, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int]]:
    """That name and 1 for each row."""
    return rows.order_by().values_list(Value(name), Value(1))
