"""Rows for this room's actions: found and held within the action's transaction."""

from typing import TypeVar
from uuid import UUID

from django.http import Http404

from mending.consent.rules import Viewer
from mending.recovery.actions.trouble import Conflict
from mending.recovery.models import Counter, Slip

Row = TypeVar("Row", Counter, Slip)


def held(by: Viewer, table: type[Row], id: UUID, *, removed_too: bool = False) -> Row:
    """The row, held until the transaction ends. Raises Http404 when it is not theirs, or was removed."""
    rows = table._default_manager.select_for_update(of=("self",)).filter(owner=by.id, pk=id)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def is_there(by: Viewer, table: type[Row], id: UUID) -> bool:
    """Whether a row of this id is already there. Raises Http404 when it is somebody else's."""
    owner = table._default_manager.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def refuse_stale(row: Counter | Slip, version: int) -> None:
    """Raises Conflict when the row was changed since its form was opened."""
    if row.version != version:
        raise Conflict
