"""Adding someone, and changing what is kept about them."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.circle.actions.leaving import forget_removed
from mending.circle.actions.rows import held, leave_room, put_portrait, put_standing, write_line
from mending.circle.actions.trouble import Conflict
from mending.circle.models import Relationship
from mending.circle.queries import card_of
from mending.circle.rules.people import Portrait, kept_of
from mending.circle.rules.states import NoContact, Standing, State, standing_after
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id


def add_relationship(
    *,
    by: Viewer,
    portrait: Portrait,
    no_contact: NoContact = NoContact.NO,
    relationship_id: UUID | None = None,
) -> UUID:
    """Put someone into the circle. With an id that is already there, nothing is added a second time.

    Raises CircleFull at the house limit, NameTaken, and Http404 when the id is somebody else's.
    """
    row_id = relationship_id or new_id()
    try:
        with transaction.atomic():
            if not _is_there(by, row_id):
                _add(by, row_id, portrait, standing_after(State.ACTIVE, no_contact))
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_there(by, row_id):
            raise
    return row_id


def _is_there(by: Viewer, row_id: UUID) -> bool:
    row = Relationship.objects.filter(pk=row_id).only("owner_id").first()
    if row is not None and row.owner_id != by.id:
        raise Http404
    return row is not None


def _add(by: Viewer, row_id: UUID, portrait: Portrait, standing: Standing) -> None:
    leave_room(by)
    forget_removed(of=by)
    today = clock.today(by.zone)
    row = Relationship(id=row_id, owner_id=by.id, added_at=clock.now())
    with deed(by=by, verb="relationship.added", kind="relationship", item=row.id):
        put_portrait(by, row, portrait)
        put_standing(row, standing, today)
        row.save(force_insert=True)
        write_line(row, number=1, on=today)


@transaction.atomic
def edit_relationship(*, by: Viewer, relationship_id: UUID, portrait: Portrait, version: int) -> None:
    """Change what is kept about someone; sent again unchanged, nothing happens.

    Raises Conflict when `version` is not the present one, NameTaken, and Http404.
    """
    row = held(by, relationship_id)
    if card_of(Eyes(by), row).portrait == kept_of(portrait):
        return
    if version != row.version:
        raise Conflict
    with deed(by=by, verb="relationship.edited", kind="relationship", item=row.id):
        put_portrait(by, row, portrait)
        row.version += 1
        row.save()
