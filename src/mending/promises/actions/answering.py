"""Saying how a promise turned out, renegotiating it in time, and taking an answer back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.promises.actions.rows import checked, insert, is_made, locked, take_out, went_on
from mending.promises.actions.trouble import Conflict, Refused
from mending.promises.models import Answer, Promise
from mending.promises.rules.outcomes import Kind, Outcome, is_backdated, refusal
from mending.promises.rules.schedule import Schedule, is_due
from mending.promises.rules.wanted import Wanted
from mending.vault.actions import seal_into

NOTE_MOST = 2000
# What is in the way of the new promise, by the fields of the agreement.
_FIELDS = {("starts", "far"): ("to_day", "far"), ("to", "quiet"): ("", "quiet")}


@transaction.atomic
def answer(
    *,
    by: Viewer,
    promise: UUID,
    due_on: date,
    outcome: Outcome,
    note: str | None = None,
    version: int | None = None,
) -> None:
    """Say how a promise turned out on a day it was due; said again, it changes the answer.

    `note` None leaves a note as it is. `version` is the answer's as the form saw it (0 for none); when another
    tab wrote another since, Conflict is raised and nothing is lost. Raises Refused when it is not the day for
    this answer, Http404 when the promise is not the viewer's.
    """
    row = locked(by, promise)
    _refuse_unfit(by, row, due_on, outcome)
    found = Answer.objects.select_for_update(of=("self",)).filter(promise=row, due_on=due_on).first()
    if version is not None and version != (found.version if found else 0) and not _says(by, found, outcome, note):
        raise Conflict
    if found and (found.outcome == Outcome.RENEGOTIATED or _says(by, found, outcome, note)):
        return
    with deed(by=by, verb="promise.answered", kind="promise", item=promise):
        _write(by, row, found, due_on, outcome, note)


@transaction.atomic
def renegotiate(*, by: Viewer, promise: UUID, due_on: date, successor: UUID, words: str, to_day: date) -> None:
    """Agree on another day, or another wording, before the day is over. What was agreed is a promise of its own.

    Raises Refused when the day is over, was answered, or the new day is not after today or equals the old one.
    """
    row = locked(by, promise)
    if is_made(by, successor):
        return
    _refuse_unfit(by, row, due_on, Outcome.RENEGOTIATED)
    if Answer.objects.filter(promise=row, due_on=due_on).exists():
        raise Refused(("", "answered"))
    if to_day <= due_on:
        raise Refused(("to_day", "not-later"))
    said = Eyes(by).text(row, "words")
    wanted = _agreed(by, Wanted(words, row.to_id, Kind(row.kind), Schedule(to_day)), said)
    with deed(by=by, verb="promise.renegotiated", kind="promise", item=promise):
        insert(by, successor, wanted, instead_of=row.pk)
        _write(by, row, None, due_on, Outcome.RENEGOTIATED, None, successor)


@transaction.atomic
def undo_answer(*, by: Viewer, promise: UUID, due_on: date) -> None:
    """Leave a day open again. A promise it was renegotiated to is removed. Nothing to undo changes nothing.

    Raises Refused when that one was answered or changed since.
    """
    row = locked(by, promise)
    found = Answer.objects.filter(promise=row, due_on=due_on).first()
    if found is None:
        return
    if found.successor_id and went_on(found.successor_id):
        raise Refused(("", "went-on"))
    with deed(by=by, verb="promise.answer_undone", kind="promise", item=promise):
        if found.successor_id:
            take_out(locked(by, found.successor_id))
        found.delete()


def _agreed(by: Viewer, wanted: Wanted, said: str) -> Wanted:
    try:
        return checked(by, wanted, already_said=said)
    except Refused as refused:
        raise Refused(*(_FIELDS.get(fault, fault) for fault in refused.faults)) from None


def _refuse_unfit(by: Viewer, row: Promise, due_on: date, outcome: Outcome) -> None:
    if row.removed_at is not None or not is_due(row.schedule, due_on):
        raise Refused(("", "not-due"))
    code = refusal(outcome, due_on, clock.today(by.zone))
    if code:
        raise Refused(("", code))


def _says(by: Viewer, found: Answer | None, outcome: Outcome, note: str | None) -> bool:
    if found is None or found.outcome != outcome.value:
        return False
    return note is None or tidy(note) == Eyes(by).text(found, "note")


def _write(
    by: Viewer,
    row: Promise,
    found: Answer | None,
    due_on: date,
    outcome: Outcome,
    note: str | None,
    successor: UUID | None = None,
) -> None:
    if note is not None and len(tidy(note)) > NOTE_MOST:
        raise Refused(("note", "long"))
    kept = found or Answer(id=new_id(), owner_id=by.id, promise=row, to_id=row.to_id, version=0)
    kept.set_day(due_on)
    kept.outcome, kept.successor_id = outcome.value, successor
    kept.answered_at, kept.is_backdated = clock.now(), is_backdated(due_on, clock.today(by.zone))
    kept.version += 1
    if note is not None:
        seal_into(kept, note=tidy(note))
    kept.save()
