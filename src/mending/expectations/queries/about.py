"""What of this room is about one person: for a page that says what an ending changes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from mending.consent.rules import Viewer
from mending.expectations.models import Agreement, Homecoming
from mending.expectations.queries.expectations import mine


@dataclass(frozen=True, slots=True)
class About:
    """How many expectations of them lie ahead, plans for coming home lead to them, agreements are with them."""

    ahead: int
    homecomings: int
    agreements: int


def about(viewer: Viewer, who: UUID) -> About:
    """Counts alone, in one question; opens no word."""
    there = {"owner": viewer.id, "who": who, "removed_at": None}
    ahead = _each("ahead", mine(viewer).filter(who=who, done_on=None))
    plans = _each("plan", Homecoming.objects.filter(**there, archived_at=None))
    agreed = Agreement.objects.filter(**there, homecoming__removed_at=None, homecoming__archived_at=None)
    found = Counter(ahead.union(plans, _each("agreed", agreed), all=True))
    return About(found["ahead"], found["plan"], found["agreed"])


def _each(name: str, rows: QuerySet[Any]) -> QuerySet[Any, str]:
    """That name once for each row."""
    return rows.order_by().values_list(Value(name), flat=True)
