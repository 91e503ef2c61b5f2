"""What of this room is about one person: for a page that says what an ending changes."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from mending.circle.models import Contact, Rhythm
from mending.consent.rules import Viewer


def part_about(viewer: Viewer, who: UUID) -> QuerySet[Any, tuple[str, int]]:
    """A part of a question, for no page: a name and a number, to be added up by name. Opens no word.

    "contacts" for each that was written down; "touch" with every how many days one wished to be in touch.
    """
    contacts = Contact.objects.filter(owner=viewer.id, relationship=who, removed_at__isnull=True).order_by()
    rhythm = Rhythm.objects.filter(owner=viewer.id, relationship=who).order_by()
    each = contacts.values_list(Value("contacts"), Value(1))
    return each.union(rhythm.values_list(Value("touch"), "days"), all=True)
