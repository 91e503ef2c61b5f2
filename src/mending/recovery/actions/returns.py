"""Writing a return to use down, which opens its window; looking back at it on a later day."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.recovery.actions.rows import held, is_there, refuse_stale
from mending.recovery.actions.trouble import Conflict, Refused
from mending.recovery.models import Counter, Reflection, Slip, Window
from mending.recovery.rules.returning import may_reflect
from mending.recovery.rules.times import Kind, Return, faults_of_return
from mending.recovery.rules.windows import Event
from mending.vault.actions import seal_into

REFLECTION_MOST = 4_000


@dataclass(frozen=True, slots=True)
class ReturnWanted:
    """A return to use as its owner wants it kept. `time`: which count it is about, None for all of them."""

    days: Return
    time: UUID | None = None


@dataclass(frozen=True, slots=True)
class Lookback:
    """What is written on looking back. Each part may be empty."""

    before: str = ""
    helped: str = ""
    worked: str = ""
    next_step: str = ""


def write_return(*, by: Viewer, id: UUID, wanted: ReturnWanted) -> None:
    """Write a return to use down under an id chosen beforehand, and open its window; said twice, it is one.

    Raises Refused when the days cannot be, Http404 when the id or the time is not the viewer's.
    """
    if is_there(by, Slip, id):
        return
    try:
        with deed(by=by, verb="return.written", kind="return", item=id):
            row = Slip(id=id, owner_id=by.id, written_on=clock.today(by.zone), recorded_at=clock.now())
            _put(by, row, wanted)
            row.save(force_insert=True)
            _keep_window(by, row)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(by, Slip, id):
            raise


@transaction.atomic
def change_return(*, by: Viewer, slip: UUID, version: int, wanted: ReturnWanted) -> None:
    """Change the days of a return to use; its window moves along. Raises Conflict, Refused, Http404."""
    row = held(by, Slip, slip)
    if (_days(row), row.counter_id) == (wanted.days, wanted.time):
        return
    refuse_stale(row, version)
    with deed(by=by, verb="return.changed", kind="return", item=slip):
        _put(by, row, wanted)
        row.version += 1
        row.save()
        _keep_window(by, row)


@transaction.atomic
def remove_return(*, by: Viewer, slip: UUID) -> None:
    """Take a return to use back, with its window. `put_back_return` brings both back. Raises Http404."""
    row = held(by, Slip, slip, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="return.removed", kind="return", item=slip):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])
            _keep_window(by, row)


@transaction.atomic
def put_back_return(*, by: Viewer, slip: UUID) -> None:
    """Bring a removed return to use back, with its window. Raises Http404."""
    row = held(by, Slip, slip, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="return.put_back", kind="return", item=slip):
            row.removed_at = None
            row.save(update_fields=["removed_at"])
            _keep_window(by, row)


@transaction.atomic
def reflect(*, by: Viewer, slip: UUID, version: int, said: Lookback) -> None:
    """Look back at a return to use, or change what was written. `version` is 0 while nothing is written.

    Raises Refused on the same day, on which only care counts; Conflict when another tab wrote meanwhile; Http404.
    """
    row, said = held(by, Slip, slip), _tidied(said)
    if not may_reflect(row.written_on, row.until, clock.today(by.zone)):
        raise Refused(("", "same-day"))
    found = Reflection.objects.select_for_update(of=("self",)).filter(slip=row).first()
    if (_said(by, found) if found else Lookback()) == said:
        return
    if version != (found.version if found else 0):
        raise Conflict
    with deed(by=by, verb="return.looked_back", kind="return", item=slip):
        kept = found or Reflection(id=new_id(), owner_id=by.id, slip=row, version=0)
        seal_into(kept, before=said.before, helped=said.helped, worked=said.worked, next_step=said.next_step)
        kept.written_at, kept.version = clock.now(), kept.version + 1
        kept.save()


def _put(by: Viewer, row: Slip, wanted: ReturnWanted) -> None:
    if faults := faults_of_return(wanted.days, clock.today(by.zone)):
        raise Refused(*faults)
    if wanted.time is not None:
        held(by, Counter, wanted.time)
    row.counter_id, row.on, row.until = wanted.time, wanted.days.on, wanted.days.until
    row.new_start = wanted.days.new_start


def _keep_window(by: Viewer, row: Slip) -> None:
    """The window of a return to use stands as it does: on its last known day, and not when it was removed.

    Only a return to smoking, and to nothing else, opens none: nobody dies of it that night.
    """
    is_smoking = row.counter is not None and row.counter.kind == Kind.SMOKING.value
    closed = clock.now() if is_smoking or row.removed_at is not None else None
    on = row.until or row.on or row.written_on
    Window.objects.update_or_create(
        slip=row,
        defaults={"on": on, "closed_at": closed},
        create_defaults={
            "id": new_id(),
            "owner_id": by.id,
            "event": Event.RETURN.value,
            "on": on,
            "opened_at": clock.now(),
            "closed_at": closed,
        },
    )


def _days(row: Slip) -> Return:
    return Return(row.on, row.until, row.new_start)


def _tidied(said: Lookback) -> Lookback:
    texts = {name: tidy(getattr(said, name)) for name in ("before", "helped", "worked", "next_step")}
    if faults := [(name, "long") for name, text in texts.items() if len(text) > REFLECTION_MOST]:
        raise Refused(*faults)
    return Lookback(**texts)


def _said(by: Viewer, row: Reflection) -> Lookback:
    eyes = Eyes(by)
    return Lookback(*(eyes.text(row, name) for name in ("before", "helped", "worked", "next_step")))
