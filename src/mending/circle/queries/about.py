"""What of this room is about one person: for a page that says what an ending changes."""

from dataclasses import dataclass
from uuid import UUID

from mending.circle.models import Contact, Rhythm
from mending.consent.rules import Viewer


@dataclass(frozen=True, slots=True)
class About:
    """Contacts written down, and every how many days one wished to be in touch; None without a wish."""

    contacts: int
    rhythm: int | None


def about(viewer: Viewer, who: UUID) -> About:
    """A count and a figure; opens no word."""
    contacts = Contact.objects.filter(owner=viewer.id, relationship=who, removed_at__isnull=True).count()
    rhythm = Rhythm.objects.filter(owner=viewer.id, relationship=who).values_list("days", flat=True).first()
    return About(contacts, rhythm)
