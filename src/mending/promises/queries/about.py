"""What of this room is about one person: for a page that says what an ending changes."""

from datetime import date
from uuid import UUID

from mending.consent.rules import Viewer
from mending.promises.queries.promises import mine


def running_to(viewer: Viewer, who: UUID, today: date) -> int:
    """How many promises to them run now or will. Opens no word."""
    return mine(viewer).filter(to=who, last_due_on__gte=today).count()
