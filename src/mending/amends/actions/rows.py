"""What this room's actions share: rows found and held within the action's transaction."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from mending.amends.actions.trouble import Conflict, Refused
from mending.amends.models import Amends, Harm
from mending.consent.rules import Viewer

Row = TypeVar("Row", Amends, Harm)


def held(table: type[Row], by: Viewer, id: UUID) -> Row:
    """The row, held until the transaction ends. Raises Http404 when it is not theirs."""
    row = table.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=id).first()
    if row is None:
        raise Http404
    return row


def standing(table: type[Row], by: Viewer, id: UUID) -> Row:
    """The row to change, held. Raises Http404, and Refused when it was removed."""
    row = held(table, by, id)
    if row.removed_at is not None:
        raise Refused(("", "removed"))
    return row


def is_there(table: type[Any], by: Viewer, id: UUID) -> bool:
    """Whether a row of this id is already there. Raises Http404 when it is somebody else's."""
    owner = table.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def refuse_stale(row: Amends | Harm, version: int) -> None:
    """Raises Conflict when it was changed since its form was opened."""
    if row.version != version:
        raise Conflict


def save(row: Amends | Harm) -> None:
    """Save a changed row, counting its version up."""
    row.version += 1
    row.save()
