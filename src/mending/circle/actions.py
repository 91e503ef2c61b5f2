"""Changing the circle. Each deed is done once: asked again with the same id, it changes nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404

from mending.circle.models import Relationship, StateChange
from mending.circle.queries import card_of, name_in_use, steps_of
from mending.circle.rules.people import HOUSE_LIMIT, Portrait, kept_of
from mending.circle.rules.states import (
    MISTAKE_HOURS,
    NoContact,
    Standing,
    State,
    Verdict,
    day_fault,
    may_change_state,
    may_remove,
    standing_after,
    taking_back,
)
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


class CircleFull(Exception):
    """There are as many people in this circle as one circle holds."""


class NameTaken(Exception):
    """Someone else in this circle goes by that nickname."""


class Conflict(Exception):
    """It was changed in another place since this form was opened."""


class NotAllowed(Exception):
    """The rules of the states do not allow it."""

    def __init__(self, verdict: Verdict | None = None) -> None:
        super().__init__(verdict)
        self.verdict = verdict


class PointedTo(Exception):
    """Something else, such as a promise, is about this person: they can be archived, not removed."""


@dataclass(frozen=True, slots=True)
class Wished:
    """A change of state as its owner asks for it. `answer` is None when the no-contact question was not asked."""

    to: State
    on: date
    answer: NoContact | None = None
    reason: str = ""
    block_ended: bool = False


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
    _leave_room(by)
    forget_removed(of=by)
    today = clock.today(by.zone)
    row = Relationship(id=row_id, owner_id=by.id, added_at=clock.now())
    with deed(by=by, verb="relationship.added", kind="relationship", item=row.id):
        _put_portrait(by, row, portrait)
        _put_standing(row, standing, today)
        row.save(force_insert=True)
        _write_line(row, number=1, on=today)


def _leave_room(by: Viewer) -> None:
    if Relationship.objects.filter(owner=by.id, removed_at__isnull=True).count() >= HOUSE_LIMIT:
        raise CircleFull


@transaction.atomic
def edit_relationship(*, by: Viewer, relationship_id: UUID, portrait: Portrait, version: int) -> None:
    """Change what is kept about someone; sent again unchanged, nothing happens.

    Raises Conflict when `version` is not the present one, NameTaken, and Http404.
    """
    row = _held(by, relationship_id)
    if card_of(Eyes(by), row).portrait == kept_of(portrait):
        return
    if version != row.version:
        raise Conflict
    with deed(by=by, verb="relationship.edited", kind="relationship", item=row.id):
        _put_portrait(by, row, portrait)
        row.version += 1
        row.save()


@transaction.atomic
def change_state(*, by: Viewer, relationship_id: UUID, wished: Wished, change_id: UUID, seen: int) -> None:
    """Change how a relationship stands. `seen` is the number of the last line when the form was opened.

    Raises NotAllowed with the verdict of the rule, Conflict when another change came between, ValueError for a
    day that cannot be, and Http404.
    """
    row = _held(by, relationship_id)
    if _is_written(row, change_id):
        return
    last = steps_of(by, row.pk)[-1]
    if last.number != seen:
        raise Conflict
    verdict = may_change_state(last.standing, wished.to, wished.answer, block_ended=wished.block_ended)
    if verdict is not Verdict.YES:
        raise NotAllowed(verdict)
    if fault := day_fault(wished.on, clock.today(by.zone)):
        raise ValueError(fault)
    with deed(by=by, verb="relationship.state_changed", kind="relationship", item=row.id):
        _put_standing(row, standing_after(wished.to, wished.answer), wished.on)
        row.save()
        _write_line(row, number=_next_number(row), on=wished.on, change_id=change_id, reason=wished.reason)


@transaction.atomic
def take_back(*, by: Viewer, relationship_id: UUID, change_id: UUID) -> None:
    """Take back the last change of a state. It stays in the history, marked as taken back.

    Raises NotAllowed when it is not the last one, or more than a day old, and Http404.
    """
    row = _held(by, relationship_id)
    line = StateChange.objects.filter(relationship=row, pk=change_id).first()
    if line is None:
        raise Http404
    if line.undone_at is not None:
        return
    steps = steps_of(by, row.pk)
    before = taking_back(steps, clock.now())
    if before is None or steps[-1].id != line.pk:
        raise NotAllowed
    with deed(by=by, verb="relationship.state_taken_back", kind="relationship", item=row.id):
        line.undone_at = clock.now()
        line.save(update_fields=["undone_at"])
        _put_standing(row, before, steps[-2].on if len(steps) > 1 else clock.today(by.zone))
        row.save()
        if len(steps) == 1:
            _write_line(row, number=_next_number(row), on=row.since)


@transaction.atomic
def archive(*, by: Viewer, relationship_id: UUID) -> None:
    """Put someone away: out of every list and suggestion, with all that was written kept. Raises Http404."""
    row = _held(by, relationship_id)
    if row.archived_at is None:
        with deed(by=by, verb="relationship.archived", kind="relationship", item=row.id):
            row.archived_at = clock.now()
            row.save(update_fields=["archived_at"])


@transaction.atomic
def unarchive(*, by: Viewer, relationship_id: UUID) -> None:
    """Bring someone back from the archive, standing as before. Raises Http404."""
    row = _held(by, relationship_id)
    if row.archived_at is not None:
        with deed(by=by, verb="relationship.unarchived", kind="relationship", item=row.id):
            row.archived_at = None
            row.save(update_fields=["archived_at"])


@transaction.atomic
def remove(*, by: Viewer, relationship_id: UUID) -> None:
    """Take out someone who was entered by mistake. For a day they can be put back; then they are forgotten.

    Raises PointedTo when a promise or another thing is about them, NotAllowed when a block binds, and Http404.
    """
    row = _held(by, relationship_id, removed_too=True)
    if row.removed_at is not None:
        return
    if not may_remove(steps_of(by, row.pk), clock.now()):
        raise NotAllowed(Verdict.BOUND)
    _try_removal(row)
    forget_removed(of=by)
    with deed(by=by, verb="relationship.removed", kind="relationship", item=row.id):
        row.removed_at = clock.now()
        row.save(update_fields=["removed_at"])


def _try_removal(row: Relationship) -> None:
    """Really delete it, and take that back: the database knows who points here, this room does not."""
    try:
        with transaction.atomic():
            Relationship.objects.filter(pk=row.pk).delete()
            transaction.set_rollback(True)
    except ProtectedError:
        raise PointedTo from None


@transaction.atomic
def put_back(*, by: Viewer, relationship_id: UUID) -> None:
    """Take back a removal. Raises CircleFull, and Http404 when they were already forgotten."""
    row = _held(by, relationship_id, removed_too=True)
    if row.removed_at is not None:
        _leave_room(by)
        with deed(by=by, verb="relationship.put_back", kind="relationship", item=row.id):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def forget_removed(*, of: Viewer | None = None) -> int:
    """Delete for good whoever was removed more than a day ago, from one circle or from all. Returns how many.

    The one write without a line of its own in the ledger: the removal is the deed, this is its end.
    """
    before = clock.now() - timedelta(hours=MISTAKE_HOURS)
    rows = Relationship.objects.filter(removed_at__lte=before)
    if of is not None:
        rows = rows.filter(owner=of.id)
    return sum(_forget(row) for row in rows)


def _forget(row: Relationship) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def _held(by: Viewer, relationship_id: UUID, *, removed_too: bool = False) -> Relationship:
    """The row, held against other writers until the transaction ends."""
    rows = Relationship.objects.select_for_update().filter(owner=by.id, pk=relationship_id)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _is_written(row: Relationship, change_id: UUID) -> bool:
    line = StateChange.objects.filter(pk=change_id).only("relationship_id").first()
    if line is not None and line.relationship_id != row.pk:
        raise Http404
    return line is not None


def _put_portrait(by: Viewer, row: Relationship, portrait: Portrait) -> None:
    kept = kept_of(portrait)
    if name_in_use(by, kept.nickname, apart_from=row.pk):
        raise NameTaken
    seal_into(row, nickname=kept.nickname, note=kept.note)
    row.kind, row.closeness, row.support = kept.kind.value, kept.closeness, kept.support.value
    row.uses_near_me, row.wish = kept.uses_near_me.value, kept.wish.value


def _put_standing(row: Relationship, standing: Standing, since: date) -> None:
    row.state, row.no_contact, row.since = standing.state.value, standing.no_contact.value, since


def _next_number(row: Relationship) -> int:
    return 1 + StateChange.objects.filter(relationship=row).count()


def _write_line(
    row: Relationship, *, number: int, on: date, change_id: UUID | None = None, reason: str = ""
) -> None:
    """Write down how the row stands now as the next line of its history."""
    line = StateChange(id=change_id or new_id(), owner_id=row.owner_id, relationship=row, number=number, on=on)
    line.state, line.no_contact, line.recorded_at = row.state, row.no_contact, clock.now()
    seal_into(line, reason=tidy(reason))
    line.save(force_insert=True)
