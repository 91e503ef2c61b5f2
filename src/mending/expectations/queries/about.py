"""What of this room is about one person: for a page that says what an ending changes."""

from dataclasses import dataclass
from uuid import UUID

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
    """Counts alone; opens no word."""
    there = {"owner": viewer.id, "who": who, "removed_at": None}
    return About(
        mine(viewer).filter(who=who, done_on=None).count(),
        Homecoming.objects.filter(**there, archived_at=None).count(),
        Agreement.objects.filter(**there, homecoming__removed_at=None, homecoming__archived_at=None).count(),
    )
