"""Logging contacts, wishing to stay in touch, and what is read from one's own contacts."""

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.circle.actions.rows import held
from mending.circle.actions.trouble import Conflict, NotThen
from mending.circle.models import Contact, NobodyDay, Rhythm, Watch
from mending.circle.queries.contacts import days_of
from mending.circle.rules.contacts import RHYTHMS, How, Started, fault
from mending.circle.rules.isolation import watch
from mending.circle.rules.people import Kind
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id

WAVED_DAYS = 14


def log_contact(
    *, by: Viewer, id: UUID, relationship: UUID, on: date, how: How = How.TALKED, started: Started = Started.ME
) -> None:
    """Write down a contact under an id chosen beforehand; said twice, it is written once.

    Raises NotThen for a day to come or over a year ago, Http404 for a person or an id that is not the viewer's.
    """
    if _is_logged(by, id):
        return
    if code := fault(on, clock.today(by.zone)):
        raise NotThen(code)
    try:
        _log(by, id, relationship, on, how, started)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_logged(by, id):
            raise


@transaction.atomic
def _log(by: Viewer, id: UUID, relationship: UUID, on: date, how: How, started: Started) -> None:
    person = held(by, relationship)
    row = Contact(id=id, owner_id=by.id, relationship=person, on=on, how=how.value, started=started.value)
    row.logged_at, row.is_backdated = clock.now(), on < clock.today(by.zone)
    with deed(by=by, verb="contact.logged", kind="contact", item=id):
        row.save(force_insert=True)
        look_again(by=by)


@transaction.atomic
def take_back_contact(*, by: Viewer, contact: UUID) -> None:
    """Undo: as if it had not been logged. Raises Http404."""
    row = _mine(by, contact)
    if row.removed_at is None:
        with deed(by=by, verb="contact.taken_back", kind="contact", item=contact):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])
            look_again(by=by)


@transaction.atomic
def say_who_started(*, by: Viewer, contact: UUID, started: Started) -> None:
    """Who began it, said after the tap that logged it. Raises Http404."""
    row = _mine(by, contact)
    if row.started != started.value:
        with deed(by=by, verb="contact.started_said", kind="contact", item=contact):
            row.started = started.value
            row.version += 1
            row.save(update_fields=["started", "version"])


@transaction.atomic
def change_contact(*, by: Viewer, contact: UUID, version: int, on: date, how: How, started: Started) -> None:
    """Change the day, how it was and who began it; the same again changes nothing.

    Raises Conflict on a stale version, NotThen for a day that cannot be (the day it has may always stay), Http404.
    """
    row = _mine(by, contact)
    if row.removed_at is not None:
        raise Http404
    if (row.on, row.how, row.started) == (on, how.value, started.value):
        return
    if row.version != version:
        raise Conflict
    if on != row.on and (code := fault(on, clock.today(by.zone))):
        raise NotThen(code)
    with deed(by=by, verb="contact.changed", kind="contact", item=contact):
        row.on, row.how, row.started = on, how.value, started.value
        row.is_backdated = on < row.logged_at.astimezone(ZoneInfo(by.zone)).date()
        row.version += 1
        row.save()
        look_again(by=by)


@transaction.atomic
def put_back_contact(*, by: Viewer, contact: UUID) -> None:
    """Undo the undoing. Raises Http404."""
    row = _mine(by, contact)
    if row.removed_at is not None:
        with deed(by=by, verb="contact.put_back", kind="contact", item=contact):
            row.removed_at = None
            row.save(update_fields=["removed_at"])
            look_again(by=by)


@transaction.atomic
def say_nobody(*, by: Viewer, on: date) -> None:
    """Mark a day as one with nobody in it; said twice, marked once. Raises NotThen for a day that cannot be."""
    if code := fault(on, clock.today(by.zone)):
        raise NotThen(code)
    if not NobodyDay.objects.filter(owner=by.id, on=on).exists():
        row = NobodyDay(id=new_id(), owner_id=by.id, on=on, logged_at=clock.now())
        with deed(by=by, verb="contact.nobody", kind="nobodyday", item=row.pk):
            row.save(force_insert=True)
            look_again(by=by)


@transaction.atomic
def take_back_nobody(*, by: Viewer, on: date) -> None:
    """Undo the mark of a day; none there is no error."""
    row = NobodyDay.objects.filter(owner=by.id, on=on).first()
    if row is not None:
        with deed(by=by, verb="contact.nobody_taken_back", kind="nobodyday", item=row.pk):
            row.delete()
            look_again(by=by)


@transaction.atomic
def stay_in_touch(*, by: Viewer, relationship: UUID, days: int | None) -> None:
    """Wish to be in touch every so many days (one of RHYTHMS), or no longer.

    Raises NotThen for another number, or about a child, of whom nothing is asked (SAFETY A10); Http404.
    """
    person = held(by, relationship)
    if days is not None and (days not in RHYTHMS or person.kind == Kind.CHILD.value):
        raise NotThen("rhythm")
    row = Rhythm.objects.filter(owner=by.id, relationship=person).first()
    if (row.days if row else None) == days:
        return
    with deed(by=by, verb="contact.rhythm", kind="relationship", item=person.pk):
        if row is not None:
            row.delete()
        if days is not None:
            today = clock.today(by.zone)
            Rhythm(id=new_id(), owner_id=by.id, relationship=person, days=days, since=today).save(
                force_insert=True
            )


def wave_away(*, by: Viewer) -> None:
    """Say nothing of it for WAVED_DAYS."""
    with deed(by=by, verb="contact.watch_waved", kind="watch", item=by.id):
        row = _watch(by)
        row.waved_until = clock.today(by.zone) + timedelta(days=WAVED_DAYS)
        row.save()


def switch_watch(*, by: Viewer, on: bool) -> None:
    """Look out for fewer contacts than usual, or not at all."""
    with deed(by=by, verb="contact.watch_switched", kind="watch", item=by.id):
        row = _watch(by)
        row.is_off = not on
        row.save()


def look_again(*, by: Viewer) -> None:
    """Read the contacts anew, in the transaction that changed them, so that Today need not."""
    reading, row = watch(days_of(by, clock.today(by.zone))), _watch(by)
    row.since = reading.since
    row.usual_per_week, row.lately_per_week = reading.usual_per_week, reading.lately_per_week
    row.save()


def _watch(by: Viewer) -> Watch:
    return Watch.objects.filter(owner=by.id).first() or Watch(id=new_id(), owner_id=by.id)


def _is_logged(by: Viewer, id: UUID) -> bool:
    owner = Contact.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def _mine(by: Viewer, contact: UUID) -> Contact:
    row = Contact.objects.select_for_update().filter(owner=by.id, pk=contact).first()
    if row is None:
        raise Http404
    return row
