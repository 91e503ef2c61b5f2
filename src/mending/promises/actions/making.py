"""Making a promise, changing it, ending it, removing it; and taking each of these back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.promises.actions.rows import (
    as_wanted,
    checked,
    insert,
    is_answered,
    is_made,
    keep_earlier,
    locked,
    put,
    refuse_stale,
    save,
    standing,
    take_out,
    went_on,
)
from mending.promises.actions.trouble import Refused
from mending.promises.models import Answer, Earlier, Promise
from mending.promises.rules.changes import going_on, is_in_place, is_same_rhythm
from mending.promises.rules.schedule import Repeat
from mending.promises.rules.wanted import Wanted


def make_promise(*, by: Viewer, id: UUID, wanted: Wanted) -> None:
    """Make a promise under an id chosen beforehand; said twice, it is made once.

    Raises Refused when something is in the way, Http404 when `to` or the id is not the viewer's.
    """
    if is_made(by, id):
        return
    try:
        with deed(by=by, verb="promise.made", kind="promise", item=id):
            insert(by, id, checked(by, wanted))
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_made(by, id):
            raise


@transaction.atomic
def revise(*, by: Viewer, promise: UUID, version: int, wanted: Wanted, successor: UUID) -> UUID:
    """Change a promise; returns the id of the one that stands afterwards.

    What cannot change in place (rules.changes) ends yesterday, or today when today has its answer, and goes on as
    `successor`, so that what was promised on earlier days stays as it was. What was before is kept, and
    `undo_change` brings it back.
    Raises Conflict on a stale version, Refused, Http404.
    """
    row = standing(by, promise)
    if is_made(by, successor):
        return successor
    refuse_stale(row, version)
    before = as_wanted(by, row)
    wanted = checked(by, wanted, already_to=row.to_id, already_said=before.words)
    if not is_in_place(before, wanted, clock.today(by.zone), answered=is_answered(promise)):
        return _go_on_as(by, row, wanted, successor)
    with deed(by=by, verb="promise.changed", kind="promise", item=promise):
        keep_earlier(by, row)
        put(row, wanted)
        save(row)
    return promise


@transaction.atomic
def end(*, by: Viewer, promise: UUID, version: int, last_day: date) -> None:
    """Let a repeating promise end with `last_day`: today or earlier, not before it began. Raises Refused."""
    row = standing(by, promise)
    refuse_stale(row, version)
    if row.repeat == Repeat.ONCE or not row.starts_on <= last_day <= clock.today(by.zone):
        raise Refused(("last_day", "not-then"))
    with deed(by=by, verb="promise.ended", kind="promise", item=promise):
        keep_earlier(by, row)
        row.set_schedule(replace(row.schedule, until=last_day))
        save(row)


@transaction.atomic
def undo_change(*, by: Viewer, promise: UUID) -> None:
    """Take back the last change or the ending; what went on instead is removed. Nothing to undo is no error.

    Raises Refused when taking it back would put aside what was answered or changed since.
    """
    row = locked(by, promise)
    earlier = Earlier.objects.filter(owner=by.id, promise=promise).order_by("-version").first()
    if earlier is None or row.removed_at is not None:
        return
    old = as_wanted(by, earlier)
    _refuse_what_went_on(row, old, as_wanted(by, row), earlier.successor_id)
    with deed(by=by, verb="promise.change_undone", kind="promise", item=promise):
        put(row, old)
        row.version += 1
        save(row)
        if earlier.successor_id:
            take_out(locked(by, earlier.successor_id))
        earlier.delete()


@transaction.atomic
def remove(*, by: Viewer, promise: UUID) -> None:
    """Take a promise and its answers out of every page and count. `put_back` brings all of it back."""
    row = locked(by, promise)
    if row.removed_at is None:
        with deed(by=by, verb="promise.removed", kind="promise", item=promise):
            take_out(row)


@transaction.atomic
def put_back(*, by: Viewer, promise: UUID) -> None:
    """Bring a removed promise back, with its answers."""
    row = locked(by, promise)
    if row.removed_at is not None:
        with deed(by=by, verb="promise.put_back", kind="promise", item=promise):
            row.removed_at = None
            save(row)


def _refuse_what_went_on(row: Promise, old: Wanted, new: Wanted, successor: UUID | None) -> None:
    """Refuse when days or the person would change under answers, or what was written since would go."""
    if successor:
        if went_on(successor):
            raise Refused(("", "went-on"))
        return
    later = Answer.objects.filter(promise=row, due_on__gt=old.schedule.last)
    if later.exists() or (not is_same_rhythm(old, new) and is_answered(row.pk)):
        raise Refused(("", "answered-since"))


def _go_on_as(by: Viewer, row: Promise, wanted: Wanted, successor: UUID) -> UUID:
    today = clock.today(by.zone)
    if row.repeat == Repeat.ONCE or row.starts_on > today:
        raise Refused(("starts", "day-is-over") if row.starts_on < today else ("", "answered"))
    last = today if is_answered(row.pk, on=today) else today - timedelta(days=1)
    schedule = going_on(wanted.schedule, last + timedelta(days=1))
    if schedule is None:
        raise Refused(("until", "over"))
    with deed(by=by, verb="promise.changed", kind="promise", item=row.pk):
        insert(by, successor, replace(wanted, schedule=schedule), instead_of=row.pk)
        keep_earlier(by, row, successor=successor)
        row.set_schedule(replace(row.schedule, until=min(last, row.last_due_on)))
        save(row)
    return successor
