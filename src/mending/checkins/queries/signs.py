"""Reading one's own warning signs."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.checkins.models import Sign
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class SignCard:
    """A warning sign as its owner wrote it."""

    id: UUID
    words: str
    version: int


def signs(viewer: Viewer) -> list[SignCard]:
    """All that stand, in their owner's order. One query, and the key."""
    eyes = Eyes(viewer)
    return [_card(eyes, row) for row in _all(viewer)]


def sign(viewer: Viewer, id: UUID) -> SignCard:
    """One to change. Raises Http404 when there is none the viewer may see."""
    row = _mine(viewer).filter(pk=id).first()
    if row is None:
        raise Http404
    return _card(Eyes(viewer), row)


def _mine(viewer: Viewer) -> QuerySet[Sign]:
    rows = Sign.objects.filter(owner=viewer.id, removed_at__isnull=True)
    return rows.order_by("position", "added_at", "pk")


@prepared
def _all(viewer: Viewer) -> QuerySet[Sign]:
    return _mine(viewer)


def _card(eyes: Eyes, row: Sign) -> SignCard:
    return SignCard(row.pk, eyes.text(row, "words"), row.version)
