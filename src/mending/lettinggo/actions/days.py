"""Days that will be hard, each with a plan: writing one, changing it, taking it away and bringing it back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import one_line, tidy
from mending.lettinggo.actions.rows import held, is_there, theirs
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.models import HardDay
from mending.lettinggo.rules.family import MOST, PARTS, day_fault, is_too_long, name_fault
from mending.vault.actions import seal_into


@dataclass(frozen=True, slots=True)
class DayWanted:
    """A hard day as somebody wants it."""

    name: str
    on: date
    where: str = ""
    company: str = ""
    way_out: str = ""


def plan(*, by: Viewer, relationship: UUID, id: UUID, wanted: DayWanted) -> None:
    """Plan a day under an id chosen beforehand; said twice, it is written once. Raises Refused, Http404."""
    theirs(by, relationship)
    if is_there(HardDay, by, id):
        return
    kept = _checked(by, wanted)
    if HardDay.objects.filter(owner=by.id, relationship=relationship, removed_at=None).count() >= MOST:
        raise Refused("", "full")
    row = HardDay(id=id, owner_id=by.id, relationship_id=relationship, added_at=clock.now())
    _put(row, kept)
    try:
        with deed(by=by, verb="hard_day.planned", kind="hardday", item=id):
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(HardDay, by, id):
            raise


@transaction.atomic
def change(*, by: Viewer, day: UUID, version: int, wanted: DayWanted) -> None:
    """Change a plan; the same again changes nothing. Raises Conflict on a stale version, Refused, Http404."""
    row = held(HardDay, by, day)
    if row.removed_at is not None:
        raise Http404
    kept = _checked(by, wanted, was=row.on)
    if _as_wanted(by, row) == kept:
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="hard_day.changed", kind="hardday", item=day):
        _put(row, kept)
        row.version += 1
        row.save()


@transaction.atomic
def remove(*, by: Viewer, day: UUID) -> None:
    """Take a day away. `put_back` brings it back. Raises Http404."""
    row = held(HardDay, by, day)
    if row.removed_at is None:
        with deed(by=by, verb="hard_day.removed", kind="hardday", item=day):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, by: Viewer, day: UUID) -> None:
    """Bring a day back. Raises Http404."""
    row = held(HardDay, by, day)
    if row.removed_at is not None:
        with deed(by=by, verb="hard_day.put_back", kind="hardday", item=day):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _checked(by: Viewer, wanted: DayWanted, *, was: date | None = None) -> DayWanted:
    if code := name_fault(wanted.name):
        raise Refused("name", code)
    if code := day_fault(wanted.on, clock.today(by.zone), was=was):
        raise Refused("on", code)
    for part in PARTS:
        if is_too_long(getattr(wanted, part)):
            raise Refused(part, "too-long")
    where, company, way_out = (tidy(getattr(wanted, part)) for part in PARTS)
    return DayWanted(one_line(wanted.name), wanted.on, where, company, way_out)


def _put(row: HardDay, kept: DayWanted) -> None:
    row.on = kept.on
    seal_into(row, name=kept.name, **{part: getattr(kept, part) for part in PARTS})


def _as_wanted(by: Viewer, row: HardDay) -> DayWanted:
    eyes = Eyes(by)
    return DayWanted(eyes.text(row, "name"), row.on, **{part: eyes.text(row, part) for part in PARTS})
