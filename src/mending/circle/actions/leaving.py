"""Archiving someone, and taking out whoever was entered by mistake; both can be taken back."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from mending.circle.actions.rows import held, leave_room
from mending.circle.actions.trouble import NotAllowed, PointedTo
from mending.circle.models import Relationship
from mending.circle.queries import card_of
from mending.circle.rules.states import MISTAKE_HOURS, Verdict, may_remove
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock


@transaction.atomic
def archive(*, by: Viewer, relationship_id: UUID) -> None:
    """Put someone away: out of every list and suggestion, with all that was written kept. Raises Http404."""
    row = held(by, relationship_id)
    if row.archived_at is None:
        with deed(by=by, verb="relationship.archived", kind="relationship", item=row.id):
            row.archived_at = clock.now()
            row.save(update_fields=["archived_at"])


@transaction.atomic
def unarchive(*, by: Viewer, relationship_id: UUID) -> None:
    """Bring someone back from the archive, standing as before. Raises Http404."""
    row = held(by, relationship_id)
    if row.archived_at is not None:
        with deed(by=by, verb="relationship.unarchived", kind="relationship", item=row.id):
            row.archived_at = None
            row.save(update_fields=["archived_at"])


@transaction.atomic
def remove(*, by: Viewer, relationship_id: UUID) -> None:
    """Take out someone who was entered by mistake. For a day they can be put back; then they are forgotten.

    Raises PointedTo when a promise or another thing is about them, NotAllowed when a block binds, and Http404.
    """
    row = held(by, relationship_id, removed_too=True)
    if row.removed_at is not None:
        return
    if not may_remove(card_of(Eyes(by), row).standing):
        raise NotAllowed(Verdict.BOUND)
    _try_removal(row)
    forget_removed(of=by)
    with deed(by=by, verb="relationship.removed", kind="relationship", item=row.id):
        row.removed_at = clock.now()
        row.save(update_fields=["removed_at"])


def _try_removal(row: Relationship) -> None:
    """Really delete it, and take that back: the database knows who points here, this room does not."""
    try:
        with transaction.atomic():
            Relationship.objects.filter(pk=row.pk).delete()
            transaction.set_rollback(True)
    except (ProtectedError, RestrictedError):
        raise PointedTo from None


@transaction.atomic
def put_back(*, by: Viewer, relationship_id: UUID) -> None:
    """Take back a removal. Raises CircleFull, and Http404 when they were already forgotten."""
    row = held(by, relationship_id, removed_too=True)
    if row.removed_at is not None:
        leave_room(by)
        with deed(by=by, verb="relationship.put_back", kind="relationship", item=row.id):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def forget_removed(*, of: Viewer | None = None) -> int:
    """Delete for good whoever was removed more than a day ago, from one circle or from all. Returns how many.

    The one write without a line of its own in the ledger: the removal is the deed, this is its end.
    """
    before = clock.now() - timedelta(hours=MISTAKE_HOURS)
    rows = Relationship.objects.filter(removed_at__lte=before)
    if of is not None:
        rows = rows.filter(owner=of.id)
    return sum(_forget(row) for row in rows)


def _forget(row: Relationship) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True
