"""What this room's actions share: rows found and held."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from mending.circle.queries import RelationshipCard, relationship
from mending.consent.rules import Viewer
from mending.lettinggo.models import GriefStep, HardDay, OwnLine, Shared

Row = TypeVar("Row", OwnLine, Shared, HardDay)


def held(table: type[Row], by: Viewer, id: UUID) -> Row:
    """The row, held until the transaction ends. Raises Http404 when it is not theirs, or its person is gone."""
    row = table.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=id).first()
    if row is None:
        raise Http404
    theirs(by, row.relationship_id)
    return row


def theirs(by: Viewer, who: UUID) -> RelationshipCard:
    """Someone of one's own circle. Raises Http404."""
    return relationship(by, who)


def is_there(table: type[Any], by: Viewer, id: UUID) -> bool:
    """Whether a row of this id is already there. Raises Http404 when it is somebody else's."""
    owner = table.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def step_row(by: Viewer, who: UUID, step: str) -> GriefStep | None:
    """A step of grief, held until the transaction ends; None while nothing is known of it."""
    rows = GriefStep.objects.select_for_update(of=("self",))
    return rows.filter(owner=by.id, relationship=who, step=step).first()
