"""Keeping a time, changing it, hiding it, removing it; and taking each of these back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import one_line
from mending.recovery.actions.rows import held, is_there, refuse_stale
from mending.recovery.actions.trouble import Refused
from mending.recovery.models import Counter
from mending.recovery.rules.times import COUNTERS_MOST, Kind, faults_of_counter
from mending.vault.actions import seal_into


@dataclass(frozen=True, slots=True)
class TimeWanted:
    """A time as its owner wants it kept. `name` may be empty but for a kind of one's own."""

    kind: Kind
    name: str
    starts_on: date


def add_time(*, by: Viewer, id: UUID, wanted: TimeWanted) -> None:
    """Keep a time under an id chosen beforehand; said twice, it is kept once.

    Raises Refused when something is in the way, Http404 when the id is somebody else's.
    """
    if is_there(by, Counter, id):
        return
    try:
        with deed(by=by, verb="time.added", kind="time", item=id):
            if Counter.objects.filter(owner=by.id, removed_at__isnull=True).count() >= COUNTERS_MOST:
                raise Refused(("", "full"))
            row = Counter(id=id, owner_id=by.id, added_at=clock.now())
            _put(row, _checked(by, wanted))
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(by, Counter, id):
            raise


@transaction.atomic
def change_time(*, by: Viewer, time: UUID, version: int, wanted: TimeWanted) -> None:
    """Change a time; the same again changes nothing. Raises Conflict on a stale version, Refused, Http404."""
    row, wanted = held(by, Counter, time), _checked(by, wanted)
    if TimeWanted(Kind(row.kind), Eyes(by).text(row, "name"), row.starts_on) == wanted:
        return
    refuse_stale(row, version)
    with deed(by=by, verb="time.changed", kind="time", item=time):
        _put(row, wanted)
        row.version += 1
        row.save()


@transaction.atomic
def hide_time(*, by: Viewer, time: UUID) -> None:
    """Put the figures of a time out of sight; it goes on being counted. Raises Http404."""
    row = held(by, Counter, time)
    if not row.is_hidden:
        with deed(by=by, verb="time.hidden", kind="time", item=time):
            row.is_hidden = True
            row.save(update_fields=["is_hidden"])


@transaction.atomic
def show_time(*, by: Viewer, time: UUID) -> None:
    """Show the figures of a time again. Raises Http404."""
    row = held(by, Counter, time)
    if row.is_hidden:
        with deed(by=by, verb="time.shown", kind="time", item=time):
            row.is_hidden = False
            row.save(update_fields=["is_hidden"])


@transaction.atomic
def remove_time(*, by: Viewer, time: UUID) -> None:
    """Take a time off every page. `put_back_time` brings it back as it was. Raises Http404."""
    row = held(by, Counter, time, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="time.removed", kind="time", item=time):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_time(*, by: Viewer, time: UUID) -> None:
    """Bring a removed time back. Raises Http404."""
    row = held(by, Counter, time, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="time.put_back", kind="time", item=time):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _checked(by: Viewer, wanted: TimeWanted) -> TimeWanted:
    tidy = TimeWanted(wanted.kind, one_line(wanted.name), wanted.starts_on)
    if faults := faults_of_counter(tidy.kind, tidy.name, tidy.starts_on, clock.today(by.zone)):
        raise Refused(*faults)
    return tidy


def _put(row: Counter, wanted: TimeWanted) -> None:
    row.kind, row.starts_on = wanted.kind.value, wanted.starts_on
    seal_into(row, name=wanted.name)
