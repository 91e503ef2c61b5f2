"""Opening a window, answering what it asks, and saying that it was a mistake."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404

from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.recovery.actions.trouble import Refused
from mending.recovery.models import Window
from mending.recovery.rules.times import day_fault
from mending.recovery.rules.windows import Answer, Event


@transaction.atomic
def open_window(*, by: Viewer, event: Event, on: date) -> UUID:
    """Open the weeks that an event on a day begins (SAFETY A6); returns the window's id, for `close_window`.

    The same event on the same day is one window: said again, nothing changes, unless it was closed as a mistake,
    which opens it again. Raises Refused for a day to come or too long ago.
    """
    if code := day_fault(on, clock.today(by.zone)):
        raise Refused(("on", code))
    row = _there(by, event, on)
    if row is None:
        try:
            return _insert(by, event, on)
        except IntegrityError:
            # The same event was told twice at the same moment, and the other one came first.
            row = _there(by, event, on)
            if row is None:
                raise
    _reopen(by, row)
    return row.pk


@transaction.atomic
def close_window(*, by: Viewer, window: UUID) -> None:
    """Say that a window was a mistake: it pins nothing more. `reopen_window` brings it back. Raises Http404."""
    row = _mine(by, window)
    if row.closed_at is None:
        with deed(by=by, verb="window.closed", kind="window", item=row.pk):
            row.closed_at = clock.now()
            row.save(update_fields=["closed_at"])


@transaction.atomic
def reopen_window(*, by: Viewer, window: UUID) -> None:
    """Take back that a window was a mistake. Raises Http404."""
    _reopen(by, _mine(by, window))


@transaction.atomic
def answer_window(
    *, by: Viewer, window: UUID, naloxone: Answer | None = None, not_alone: Answer | None = None
) -> None:
    """Say whether naloxone is near, or whether somebody is; None leaves that answer as it is. Raises Http404."""
    row = _mine(by, window)
    said = (naloxone or row.naloxone, not_alone or row.not_alone)
    if said != (row.naloxone, row.not_alone):
        with deed(by=by, verb="window.answered", kind="window", item=row.pk):
            row.naloxone, row.not_alone = said
            row.save(update_fields=["naloxone", "not_alone"])


def _there(by: Viewer, event: Event, on: date) -> Window | None:
    return _held(by).filter(event=event.value, on=on, slip__isnull=True).first()


def _insert(by: Viewer, event: Event, on: date) -> UUID:
    row = Window(id=new_id(), owner_id=by.id, event=event.value, on=on, opened_at=clock.now())
    with deed(by=by, verb="window.opened", kind="window", item=row.pk):
        row.save(force_insert=True)
    return row.pk


def _reopen(by: Viewer, row: Window) -> None:
    if row.closed_at is not None:
        with deed(by=by, verb="window.reopened", kind="window", item=row.pk):
            row.closed_at = None
            row.save(update_fields=["closed_at"])


def _mine(by: Viewer, window: UUID) -> Window:
    row = _held(by).filter(pk=window).first()
    if row is None:
        raise Http404
    return row


def _held(by: Viewer) -> QuerySet[Window]:
    return Window.objects.select_for_update(of=("self",)).filter(owner=by.id)
