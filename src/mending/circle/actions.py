"""Changing the circle."""

from uuid import UUID

from django.http import Http404

from mending.circle.models import Relationship, StateChange
from mending.circle.rules.people import HOUSE_LIMIT, NICKNAME_LENGTH, NOTE_LENGTH, Portrait, kept_of
from mending.circle.rules.states import NoContact, Standing, State, standing_after
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import one_line, tidy
from mending.vault.actions import seal_into


class CircleFull(Exception):
    """There are as many people in this circle as one circle holds."""


def add_relationship(
    *,
    by: Viewer,
    portrait: Portrait,
    no_contact: NoContact = NoContact.NO,
    relationship_id: UUID | None = None,
) -> UUID:
    """Put someone into the circle. With an id that is already there, nothing is added a second time.

    Raises CircleFull at the house limit, Http404 when the id is somebody else's.
    """
    row_id = relationship_id or new_id()
    if _is_there(by, row_id):
        return row_id
    if Relationship.objects.filter(owner=by.id, removed_at__isnull=True).count() >= HOUSE_LIMIT:
        raise CircleFull
    standing = standing_after(State.ACTIVE, no_contact)
    row = Relationship(id=row_id, owner_id=by.id, since=clock.today(by.zone), added_at=clock.now())
    _put_standing(row, standing)
    with deed(by=by, verb="relationship.added", kind="relationship", item=row.id):
        _put_portrait(row, portrait)
        row.save(force_insert=True)
        _write_line(row, 1, standing)
    return row_id


def _is_there(by: Viewer, row_id: UUID) -> bool:
    row = Relationship.objects.filter(pk=row_id).only("owner_id").first()
    if row is not None and row.owner_id != by.id:
        raise Http404
    return row is not None


def _nickname(text: str) -> str:
    name = one_line(text)[:NICKNAME_LENGTH]
    if not name:
        raise ValueError("Someone in a circle needs a name.")
    return name


def _put_portrait(row: Relationship, portrait: Portrait) -> None:
    kept = kept_of(portrait)
    seal_into(row, nickname=_nickname(kept.nickname), note=tidy(kept.note)[:NOTE_LENGTH])
    row.kind, row.closeness, row.support = kept.kind.value, kept.closeness, kept.support.value
    row.uses_near_me, row.wish = kept.uses_near_me.value, kept.wish.value


def _put_standing(row: Relationship, standing: Standing) -> None:
    row.state, row.no_contact = standing.state.value, standing.no_contact.value


def _write_line(row: Relationship, number: int, standing: Standing) -> None:
    StateChange.objects.create(
        owner_id=row.owner_id,
        relationship=row,
        number=number,
        state=standing.state.value,
        no_contact=standing.no_contact.value,
        on=row.since,
        recorded_at=clock.now(),
    )
