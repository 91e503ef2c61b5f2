"""Reading the lists of one's own. Their owner's alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.circle.queries import relationship
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.lettinggo.models import OwnLine
from mending.lettinggo.rules.lines import List
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class LineCard:
    """One line, and about whom it is."""

    id: UUID
    about: UUID
    list: List
    words: str
    added_at: datetime


def lines(viewer: Viewer, who: UUID, *lists: List) -> dict[List, list[LineCard]]:
    """The lines of these lists, each list in the order it was written. One query, and the key."""
    eyes, found = Eyes(viewer), {one: list[LineCard]() for one in lists}
    for row in _all(viewer, who):
        if row.list in found:
            found[List(row.list)].append(_card(eyes, row))
    return found


@prepared
def _all(viewer: Viewer, who: UUID) -> QuerySet[OwnLine]:
    rows = OwnLine.objects.filter(owner=viewer.id, relationship=who, removed_at=None)
    return rows.order_by("added_at", "pk")


def line(viewer: Viewer, line_id: UUID) -> LineCard:
    """One line, a removed one too. Raises Http404, as for one about somebody who left the circle."""
    row = OwnLine.objects.filter(owner=viewer.id, pk=line_id).first()
    if row is None:
        raise Http404
    relationship(viewer, row.relationship_id)
    return _card(Eyes(viewer), row)


def _card(eyes: Eyes, row: OwnLine) -> LineCard:
    return LineCard(row.pk, row.relationship_id, List(row.list), eyes.text(row, "words"), row.added_at)
