"""Rows for this room's actions: found, locked and checked within the action's transaction."""

from datetime import date
from uuid import UUID

from django.db.models import Case, Q, When
from django.http import Http404

from mending.circle.queries import not_to_be_reached, relationship
from mending.circle.rules.reaching import reaches
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import one_line
from mending.promises.actions.trouble import Conflict, Refused
from mending.promises.models import Answer, Earlier, Promise
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.wanted import Wanted, faults
from mending.vault.actions import seal_into


def locked(by: Viewer, promise: UUID) -> Promise:
    """The promise, held until the transaction ends. Raises Http404 when it is not theirs."""
    row = Promise.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=promise).first()
    if row is None:
        raise Http404
    return row


def refuse_stale(row: Promise, version: int) -> None:
    """Raises Conflict when the promise was changed since its form was opened."""
    if row.version != version:
        raise Conflict


def standing(by: Viewer, promise: UUID) -> Promise:
    """The promise to change, held. Raises Http404, Refused when it was removed."""
    row = locked(by, promise)
    if row.removed_at is not None:
        raise Refused(("", "removed"))
    return row


def is_made(by: Viewer, id: UUID) -> bool:
    """Whether a promise of this id is already there. Raises Http404 when it is somebody else's."""
    owner = Promise.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def checked(by: Viewer, wanted: Wanted, *, already_to: UUID | None = None, already_said: str = "") -> Wanted:
    """What is wanted, tidied. Raises Refused, or Http404 when it is to somebody not in the viewer's circle.

    No new promise is made to somebody who is quiet, no contact above all (SAFETY A2); one already made to them
    (`already_to`) may still be reworded. Nor is one, in plain words, contact with somebody whom the viewer is not
    to reach, by themselves or through others; words that stood before (`already_said`) are left alone.
    """
    tidy = Wanted(one_line(wanted.words), wanted.to, wanted.kind, wanted.schedule)
    found = faults(tidy, clock.today(by.zone))
    if tidy.to and tidy.to != already_to and relationship(by, tidy.to).is_quiet:
        found.append(("to", "quiet"))
    elif tidy.words != already_said and any(reaches(tidy.words, name) for name in not_to_be_reached(by)):
        found.append(("words", "reaches"))
    if found:
        raise Refused(*found)
    return tidy


def insert(by: Viewer, id: UUID, wanted: Wanted, *, instead_of: UUID | None = None) -> None:
    """Write a new promise."""
    row = Promise(id=id, owner_id=by.id, instead_of_id=instead_of, made_at=clock.now())
    put(row, wanted)
    row.save(force_insert=True)


def put(row: Promise, wanted: Wanted) -> None:
    """Put what is wanted into a row; it is not saved here."""
    row.to_id, row.kind = wanted.to, wanted.kind.value
    row.set_schedule(wanted.schedule)
    seal_into(row, words=wanted.words)


def save(row: Promise) -> None:
    """Save a promise, and count exactly those of its answers whose day is still one of it.

    A promise that ends before a day already answered, or that is removed, keeps the answer without counting it,
    so that undoing brings it back.
    """
    row.save()
    counts = Q(due_on__lte=row.last_due_on) if row.removed_at is None else Q(pk__in=[])
    Answer.objects.filter(promise=row).update(counts=Case(When(counts, then=True), default=False))


def take_out(row: Promise) -> None:
    """Take a promise and its answers out of every page and count; all of it is kept."""
    row.removed_at = clock.now()
    save(row)


def is_answered(promise: UUID, *, on: date | None = None) -> bool:
    """Whether any day of a promise, or that one, has an answer."""
    answers = Answer.objects.filter(promise=promise)
    return (answers if on is None else answers.filter(due_on=on)).exists()


def went_on(promise: UUID) -> bool:
    """Whether a promise that took over from another was answered or changed since, and still stands."""
    if not Promise.objects.filter(pk=promise, removed_at__isnull=True).exists():
        return False
    return is_answered(promise) or Earlier.objects.filter(promise=promise).exists()


def as_wanted(by: Viewer, row: Promise | Earlier) -> Wanted:
    """A row as somebody wants it."""
    return Wanted(Eyes(by).text(row, "words"), row.to_id, Kind(row.kind), row.schedule)


def keep_earlier(by: Viewer, row: Promise, *, successor: UUID | None = None) -> None:
    """Keep a promise as it is, before it is changed, and count its version up."""
    earlier = Earlier(
        id=new_id(),
        owner_id=by.id,
        promise=row,
        version=row.version,
        to_id=row.to_id,
        kind=row.kind,
        repeat=row.repeat,
        starts_on=row.starts_on,
        until=row.until,
        successor_id=successor,
        changed_at=clock.now(),
    )
    seal_into(earlier, words=Eyes(by).text(row, "words"))
    earlier.save(force_insert=True)
    row.version += 1
