"""What stands for a day or a week: one at most, and a change stands instead, so that it can be undone."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404

from mending.checkins.actions.trouble import Conflict
from mending.checkins.models import CheckIn, Review
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.actions import seal_into

Row = TypeVar("Row", CheckIn, Review)
_DEEDS: Mapping[tuple[type, str], Callable[..., AbstractContextManager[None]]] = {
    (CheckIn, "written"): partial(deed, verb="check_in.written", kind="checkin"),
    (CheckIn, "changed"): partial(deed, verb="check_in.changed", kind="checkin"),
    (CheckIn, "taken back"): partial(deed, verb="check_in.taken_back", kind="checkin"),
    (CheckIn, "put back"): partial(deed, verb="check_in.put_back", kind="checkin"),
    (Review, "written"): partial(deed, verb="review.written", kind="review"),
    (Review, "changed"): partial(deed, verb="review.changed", kind="review"),
    (Review, "taken back"): partial(deed, verb="review.taken_back", kind="review"),
    (Review, "put back"): partial(deed, verb="review.put_back", kind="review"),
}
"""What the ledger calls each of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to stand for `day`: its answers by column, and a line. `is_late` when it was written down after."""

    id: UUID
    day: date
    answers: Mapping[str, int]
    note: str
    is_late: bool


def deed_of(table: type, done: str, *, by: Viewer, item: UUID) -> AbstractContextManager[None]:
    """The deed of what is done to an entry, as the ledger calls it."""
    return _DEEDS[table, done](by=by, item=item)


def write_entry(table: type[Row], by: Viewer, entry: Entry, seen: UUID | None) -> None:
    """Write it. Raises Conflict when something else than `seen` stands for the day."""
    try:
        _write_entry(table, by, entry, seen)
    except IntegrityError:
        # The same form was sent twice, or the day was written in another tab, at the same moment.
        if not is_written(table, by, entry.id):
            raise Conflict from None


def is_written(table: type[Row], by: Viewer, id: UUID) -> bool:
    """Whether the id is taken by the viewer. Raises Http404 when it is somebody else's."""
    owner = table.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


@transaction.atomic
def undo_entry(table: type[Row], by: Viewer, id: UUID) -> None:
    """It goes, and what it stood instead of is there again. Raises Http404."""
    row = _mine(table, by, id)
    if row.removed_at is None:
        with deed_of(table, "taken back", by=by, item=id):
            _stand(row, stands=False)
            if row.instead_of is not None:
                _stand(row.instead_of, stands=True)


@transaction.atomic
def redo_entry(table: type[Row], by: Viewer, id: UUID) -> None:
    """It stands again; when the day has another one by now, nothing changes. Raises Http404."""
    row = _mine(table, by, id)
    other = _of_day(table, by, row.day)
    if row.removed_at is None or (other is not None and other.pk != row.instead_of_id):
        return
    with deed_of(table, "put back", by=by, item=id):
        if other is not None:
            _stand(other, stands=False)
        _stand(row, stands=True)


@transaction.atomic
def _write_entry(table: type[Row], by: Viewer, entry: Entry, seen: UUID | None) -> None:
    before = _of_day(table, by, entry.day)
    if before is not None and before.pk != seen:
        raise Conflict
    row = table(
        id=entry.id,
        owner_id=by.id,
        day=entry.day,
        instead_of=before,
        written_at=clock.now(),
        is_backdated=before.is_backdated if before else entry.is_late,
        **entry.answers,
    )
    if entry.note.strip():
        seal_into(row, note=entry.note.strip())
    with deed_of(table, "changed" if before else "written", by=by, item=entry.id):
        if before is not None:
            _stand(before, stands=False)
        row.save(force_insert=True)


def _stand(row: CheckIn | Review, *, stands: bool) -> None:
    row.removed_at = None if stands else clock.now()
    row.save(update_fields=["removed_at"])


def _of_day(table: type[Row], by: Viewer, day: date) -> Row | None:
    return _held(table, by).filter(day=day, removed_at__isnull=True).first()


def _mine(table: type[Row], by: Viewer, id: UUID) -> Row:
    row = _held(table, by).select_related("instead_of").filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def _held(table: type[Row], by: Viewer) -> QuerySet[Row]:
    return table.objects.select_for_update(of=("self",)).filter(owner=by.id)
