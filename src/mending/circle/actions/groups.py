"""Writing down a group or meeting, changing it, removing it, and saying that one went."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.circle.actions.trouble import Conflict, NotThen, Refused
from mending.circle.models import Group, Went
from mending.circle.queries.groups import group as read_group
from mending.circle.rules.contacts import fault
from mending.circle.rules.groups import GROUPS_MOST, Times, faults
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.vault.actions import seal_into

NO_TIMES = Times()


@dataclass(frozen=True, slots=True)
class GroupWanted:
    """What is to be kept of a group."""

    name: str
    place: str = ""
    times: Times = NO_TIMES


def add_group(*, by: Viewer, id: UUID, wanted: GroupWanted) -> None:
    """Write a group down under an id chosen beforehand; said twice, it is written once.

    Raises Refused for what cannot be kept, Http404 for somebody else's id.
    """
    if _is_there(by, id):
        return
    _check(wanted)
    if Group.objects.filter(owner=by.id, removed_at__isnull=True).count() >= GROUPS_MOST:
        raise Refused(("", "full"))
    try:
        with deed(by=by, verb="group.added", kind="group", item=id):
            row = Group(id=id, owner_id=by.id, added_at=clock.now())
            _put(row, wanted)
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_there(by, id):
            raise


@transaction.atomic
def change_group(*, by: Viewer, group: UUID, version: int, wanted: GroupWanted) -> None:
    """Change a group; the same again changes nothing. Raises Conflict on a stale version, Refused, Http404."""
    row = _held(by, group)
    _check(wanted)
    if _wanted_of(by, row) == GroupWanted(tidy(wanted.name), tidy(wanted.place), wanted.times):
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="group.changed", kind="group", item=group):
        _put(row, wanted)
        row.version += 1
        row.save()


@transaction.atomic
def remove_group(*, by: Viewer, group: UUID) -> None:
    """Take a group out of the list; the days one went stay with it. Raises Http404."""
    row = _held(by, group, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="group.removed", kind="group", item=group):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_group(*, by: Viewer, group: UUID) -> None:
    """Bring a removed group back. Raises Http404."""
    row = _held(by, group, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="group.put_back", kind="group", item=group):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


@transaction.atomic
def say_went(*, by: Viewer, group: UUID, on: date) -> None:
    """I went, on that day; said twice, it is kept once. Raises NotThen for a day that cannot be, Http404."""
    row = _held(by, group)
    if code := fault(on, clock.today(by.zone)):
        raise NotThen(code)
    if not Went.objects.filter(group=row, on=on).exists():
        with deed(by=by, verb="group.went", kind="group", item=group):
            went = Went(id=new_id(), owner_id=by.id, group=row, on=on, logged_at=clock.now())
            went.save(force_insert=True)


@transaction.atomic
def take_back_went(*, by: Viewer, group: UUID, on: date) -> None:
    """Undo a day; none there is no error. Raises Http404."""
    row = Went.objects.filter(group=_held(by, group), on=on).first()
    if row is not None:
        with deed(by=by, verb="group.went_taken_back", kind="group", item=group):
            row.delete()


def _put(row: Group, wanted: GroupWanted) -> None:
    seal_into(row, name=tidy(wanted.name), place=tidy(wanted.place))
    row.weekdays, row.on, row.at = wanted.times.mask, wanted.times.on, wanted.times.at


def _wanted_of(by: Viewer, row: Group) -> GroupWanted:
    card = read_group(by, row.pk)
    return GroupWanted(card.name, card.place, card.times)


def _check(wanted: GroupWanted) -> None:
    if found := faults(tidy(wanted.name), tidy(wanted.place), wanted.times):
        raise Refused(*found)


def _held(by: Viewer, group: UUID, *, removed_too: bool = False) -> Group:
    rows = Group.objects.select_for_update().filter(owner=by.id, pk=group)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _is_there(by: Viewer, id: UUID) -> bool:
    owner = Group.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None
