"""Rows for this room's actions: found and held within the action's transaction, and filled."""

from datetime import date
from uuid import UUID

from django.http import Http404

from mending.circle.actions.trouble import CircleFull, NameTaken
from mending.circle.models import Relationship, StateChange
from mending.circle.queries import name_in_use
from mending.circle.rules.people import HOUSE_LIMIT, Portrait, kept_of
from mending.circle.rules.states import Standing
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


def held(by: Viewer, relationship_id: UUID, *, removed_too: bool = False) -> Relationship:
    """The row, held against other writers until the transaction ends."""
    rows = Relationship.objects.select_for_update().filter(owner=by.id, pk=relationship_id)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def leave_room(by: Viewer) -> None:
    if Relationship.objects.filter(owner=by.id, removed_at__isnull=True).count() >= HOUSE_LIMIT:
        raise CircleFull


def put_portrait(by: Viewer, row: Relationship, portrait: Portrait) -> None:
    kept = kept_of(portrait)
    if name_in_use(by, kept.nickname, apart_from=row.pk):
        raise NameTaken
    seal_into(row, nickname=kept.nickname, note=kept.note)
    row.kind, row.closeness, row.support = kept.kind.value, kept.closeness, kept.support.value
    row.uses_near_me, row.wish = kept.uses_near_me.value, kept.wish.value


def put_standing(row: Relationship, standing: Standing, since: date) -> None:
    row.state, row.no_contact, row.since = standing.state.value, standing.no_contact.value, since


def next_number(row: Relationship) -> int:
    return 1 + StateChange.objects.filter(relationship=row).count()


def write_line(
    row: Relationship, *, number: int, on: date, change_id: UUID | None = None, reason: str = ""
) -> None:
    """Write down how the row stands now as the next line of its history."""
    line = StateChange(id=change_id or new_id(), owner_id=row.owner_id, relationship=row, number=number, on=on)
    line.state, line.no_contact, line.recorded_at = row.state, row.no_contact, clock.now()
    seal_into(line, reason=tidy(reason))
    line.save(force_insert=True)
