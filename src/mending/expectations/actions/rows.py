"""What this room's actions share: rows found and held, and who may be written about."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from mending.circle.queries import relationship
from mending.consent.rules import Viewer
from mending.expectations.actions.trouble import Refused
from mending.expectations.models import Agreement, Expectation, Homecoming

Row = TypeVar("Row", Expectation, Homecoming, Agreement)


def held(table: type[Row], by: Viewer, id: UUID) -> Row:
    """The row, held until the transaction ends. Raises Http404 when it is not theirs."""
    row = table.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=id).first()
    if row is None:
        raise Http404
    return row


def is_there(table: type[Any], by: Viewer, id: UUID) -> bool:
    """Whether a row of this id is already there. Raises Http404 when it is somebody else's."""
    owner = table.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def refuse_quiet(by: Viewer, who: UUID | None) -> None:
    """Raises Refused for someone about whom nothing is brought up (SAFETY A2), Http404 for a stranger."""
    if who is not None and relationship(by, who).is_quiet:
        raise Refused(("who", "quiet"))


def refuse_child(by: Viewer, who: UUID | None) -> None:
    """Raises Refused for a child: nothing is asked of one (SAFETY A10)."""
    if who is not None and relationship(by, who).is_child:
        raise Refused(("who", "quiet"))


def is_quiet(by: Viewer, who: UUID | None) -> bool:
    """Whether nothing is brought up about someone, or they left the circle."""
    try:
        return who is not None and relationship(by, who).is_quiet
    except Http404:
        return True
