"""Making a promise, changing it, ending it, removing it; and taking each of these back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.promises.actions.rows import checked, insert, is_made, keep_earlier, locked, put
from mending.promises.actions.trouble import Refused
from mending.promises.models import Answer, Earlier, Promise
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Repeat
from mending.promises.rules.wanted import Wanted


@transaction.atomic
def make_promise(*, by: Viewer, id: UUID, wanted: Wanted) -> None:
    """Make a promise under an id chosen beforehand; said twice, it is made once.

    Raises Refused when something is in the way, Http404 when `to` or the id is not the viewer's.
    """
    if is_made(by, id):
        return
    wanted = checked(by, wanted)
    with deed(by=by, verb="promise.made", kind="promise", item=id):
        insert(by, id, wanted)


@transaction.atomic
def revise(*, by: Viewer, promise: UUID, version: int, wanted: Wanted, successor: UUID) -> UUID:
    """Change a promise; returns the id of the one that stands afterwards.

    Before its first day everything may change in place. Once days of it have passed, new wording still does;
    another day, repeat, end, kind or person ends it yesterday and goes on as `successor` from today, so that
    what was promised on earlier days stays as it was. What was before is kept, and `undo_change` brings it back.
    Raises Conflict on a stale version, Refused, Http404.
    """
    if is_made(by, successor):
        return successor
    row = locked(by, promise, version)
    wanted = checked(by, wanted, already_to=row.to_id)
    if _only_words(row, wanted) or row.starts_on >= clock.today(by.zone):
        with deed(by=by, verb="promise.changed", kind="promise", item=promise):
            keep_earlier(by, row)
            put(row, wanted)
            row.save()
        return promise
    return _go_on_as(by, row, wanted, successor)


@transaction.atomic
def end(*, by: Viewer, promise: UUID, version: int, last_day: date) -> None:
    """Let a repeating promise end with `last_day`: today or earlier, not before it began. Raises Refused."""
    row = locked(by, promise, version)
    if row.repeat == Repeat.ONCE or not row.starts_on <= last_day <= clock.today(by.zone):
        raise Refused(("last_day", "not-then"))
    with deed(by=by, verb="promise.ended", kind="promise", item=promise):
        keep_earlier(by, row)
        row.set_schedule(replace(row.schedule, until=last_day))
        row.save()


@transaction.atomic
def undo_change(*, by: Viewer, promise: UUID) -> None:
    """Take back the last change or the ending; what went on instead is removed. Nothing to undo is no error."""
    row = locked(by, promise)
    earlier = Earlier.objects.filter(owner=by.id, promise=promise).order_by("-version").first()
    if earlier is None:
        return
    with deed(by=by, verb="promise.change_undone", kind="promise", item=promise):
        put(row, Wanted(Eyes(by).text(earlier, "words"), earlier.to_id, Kind(earlier.kind), earlier.schedule))
        row.version += 1
        row.save()
        if earlier.successor_id:
            _take_out(locked(by, earlier.successor_id))
        earlier.delete()


@transaction.atomic
def remove(*, by: Viewer, promise: UUID) -> None:
    """Take a promise and its answers out of every page and count. `put_back` brings all of it back."""
    row = locked(by, promise)
    if row.removed_at is None:
        with deed(by=by, verb="promise.removed", kind="promise", item=promise):
            _take_out(row)


@transaction.atomic
def put_back(*, by: Viewer, promise: UUID) -> None:
    """Bring a removed promise back, with its answers."""
    row = locked(by, promise)
    if row.removed_at is not None:
        with deed(by=by, verb="promise.put_back", kind="promise", item=promise):
            row.removed_at = None
            row.save(update_fields=["removed_at"])
            Answer.objects.filter(promise=row).update(counts=True)


def _take_out(row: Promise) -> None:
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    Answer.objects.filter(promise=row).update(counts=False)


def _only_words(row: Promise, wanted: Wanted) -> bool:
    return (row.to_id, row.kind, row.schedule) == (wanted.to, wanted.kind.value, wanted.schedule)


def _go_on_as(by: Viewer, row: Promise, wanted: Wanted, successor: UUID) -> UUID:
    today = clock.today(by.zone)
    if row.repeat == Repeat.ONCE:
        raise Refused(("starts", "day-is-over"))
    starts = max(today, wanted.schedule.starts)
    with deed(by=by, verb="promise.changed", kind="promise", item=row.pk):
        insert(by, successor, replace(wanted, schedule=replace(wanted.schedule, starts=starts)), instead_of=row.pk)
        keep_earlier(by, row, successor=successor)
        row.set_schedule(replace(row.schedule, until=today - timedelta(days=1)))
        row.save()
    return successor
