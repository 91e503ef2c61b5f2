"""Every write of the safety plan. Each says who acts, in one transaction with one row of the ledger."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404

from mending.circle.queries import relationship
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import one_line, tidy
from mending.safetyplan.models import Line
from mending.safetyplan.rules import LINES_MOST, Part, faults, moved
from mending.vault.actions import seal_into


class Refused(Exception):
    """It cannot be done. `faults` are (field, code) pairs; the field is empty when it is none in particular."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(faults)
        self.faults = faults


class Conflict(Exception):
    """It was changed in another tab since the form was opened. Nothing was written."""


@dataclass(frozen=True, slots=True)
class LineWanted:
    """A line as its owner wants it: words, someone of the circle, a number; not all of them."""

    words: str = ""
    person: UUID | None = None
    phone: str = ""


def add_line(*, by: Viewer, id: UUID, part: Part, wanted: LineWanted) -> None:
    """Write a line at the end of a part, under an id chosen beforehand; said twice, it is written once.

    Raises Refused when something is in the way, Http404 when the id or the person is not the viewer's.
    """
    if _is_there(by, id):
        return
    try:
        with deed(by=by, verb="plan.line_added", kind="line", item=id):
            row = Line(id=id, owner_id=by.id, part=part.value, added_at=clock.now(), position=_end(by, part))
            _put(row, _checked(by, part, wanted))
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_there(by, id):
            raise


@transaction.atomic
def change_line(*, by: Viewer, line: UUID, version: int, wanted: LineWanted) -> None:
    """Change a line; the same again changes nothing. Raises Conflict on a stale version, Refused, Http404."""
    row = _held(by, line)
    wanted = _checked(by, Part(row.part), wanted, already=row.person_id)
    eyes = Eyes(by)
    if LineWanted(eyes.text(row, "words"), row.person_id, eyes.text(row, "phone")) == wanted:
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="plan.line_changed", kind="line", item=line):
        _put(row, wanted)
        row.version += 1
        row.save()


@transaction.atomic
def move_line(*, by: Viewer, line: UUID, earlier: bool) -> None:
    """Move a line a place earlier or later within its part; at the end it stays. Raises Http404."""
    row = _held(by, line)
    rows = Line.objects.filter(owner=by.id, part=row.part, removed_at__isnull=True)
    order = list(rows.order_by("position", "added_at", "pk").values_list("pk", flat=True))
    new = moved(order, line, earlier=earlier)
    if new != order:
        with deed(by=by, verb="plan.line_moved", kind="line", item=line):
            for position, id in enumerate(new):
                Line.objects.filter(pk=id).update(position=position)


@transaction.atomic
def remove_line(*, by: Viewer, line: UUID) -> None:
    """Take a line out of the plan. `put_back_line` brings it back to its place. Raises Http404."""
    row = _held(by, line, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="plan.line_removed", kind="line", item=line):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_line(*, by: Viewer, line: UUID) -> None:
    """Bring a removed line back. Raises Http404."""
    row = _held(by, line, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="plan.line_put_back", kind="line", item=line):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _held(by: Viewer, line: UUID, *, removed_too: bool = False) -> Line:
    rows = Line.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=line)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _is_there(by: Viewer, id: UUID) -> bool:
    owner = Line.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def _end(by: Viewer, part: Part) -> int:
    rows = Line.objects.filter(owner=by.id, part=part.value)
    if rows.filter(removed_at__isnull=True).count() >= LINES_MOST:
        raise Refused(("", "full"))
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _checked(by: Viewer, part: Part, wanted: LineWanted, *, already: UUID | None = None) -> LineWanted:
    """What is wanted, tidied. Nobody who is quiet is put into a plan (SAFETY A2), and no child (SAFETY A10)."""
    kept = LineWanted(tidy(wanted.words), wanted.person, one_line(wanted.phone))
    found = faults(part, kept.words, kept.phone, names_someone=kept.person is not None)
    if kept.person is not None and kept.person != already:
        someone = relationship(by, kept.person)
        if someone.is_quiet or someone.is_child:
            found.append(("person", "quiet"))
    if found:
        raise Refused(*found)
    return kept


def _put(row: Line, wanted: LineWanted) -> None:
    row.person_id = wanted.person
    seal_into(row, words=wanted.words, phone=wanted.phone)
