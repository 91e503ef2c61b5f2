"""Writing at a step of grief, leaving one out for now, taking words away and bringing them back."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.lettinggo.actions.rows import step_row, theirs
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.models import GriefStep
from mending.lettinggo.queries.grief import grief_paper
from mending.lettinggo.rules.grief import WORDS_MOST
from mending.vault.actions import seal_into


def write(*, by: Viewer, relationship: UUID, step: str, words: str, version: int) -> None:
    """Write at a step, or change it; the same again changes nothing. `version` is 0 before the first.

    The day stays the one on which it was last written. Raises Conflict when another tab came first, Refused for
    words that cannot be kept, Http404 for a step or a person that is not there.
    """
    kept = tidy(words)
    if not kept or len(kept) > WORDS_MOST:
        raise Refused("words", "too-long" if kept else "missing")
    _check(by, relationship, step)
    try:
        _write(by, relationship, step, kept, version)
    except IntegrityError:
        # Two tabs wrote the first one at the same moment; what the other wrote is there now.
        _write(by, relationship, step, kept, version)


@transaction.atomic
def _write(by: Viewer, who: UUID, step: str, kept: str, version: int) -> None:
    row = step_row(by, who, step) or _new(by, who, step)
    if row.words is not None and row.removed_at is None and Eyes(by).text(row, "words") == kept:
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="grief.written", kind="griefstep", item=row.pk):
        seal_into(row, words=kept)
        row.written_on, row.is_skipped, row.removed_at = clock.today(by.zone), False, None
        _save(row)


@transaction.atomic
def skip(*, by: Viewer, relationship: UUID, step: str) -> None:
    """Leave a step out for now. What is written there stays. Raises Http404."""
    _check(by, relationship, step)
    row = step_row(by, relationship, step) or _new(by, relationship, step)
    if not row.is_skipped:
        with deed(by=by, verb="grief.skipped", kind="griefstep", item=row.pk):
            row.is_skipped = True
            _save(row)


@transaction.atomic
def take_up(*, by: Viewer, relationship: UUID, step: str) -> None:
    """Leave a step out no longer. Raises Http404."""
    _check(by, relationship, step)
    row = step_row(by, relationship, step)
    if row is not None and row.is_skipped:
        with deed(by=by, verb="grief.taken_up", kind="griefstep", item=row.pk):
            row.is_skipped = False
            _save(row)


@transaction.atomic
def remove(*, by: Viewer, relationship: UUID, step: str) -> None:
    """Take the words of a step away; none there is no error. `put_back` brings them back. Raises Http404."""
    _check(by, relationship, step)
    row = step_row(by, relationship, step)
    if row is not None and row.words is not None and row.removed_at is None:
        with deed(by=by, verb="grief.removed", kind="griefstep", item=row.pk):
            row.removed_at = clock.now()
            _save(row)


@transaction.atomic
def put_back(*, by: Viewer, relationship: UUID, step: str) -> None:
    """Undo the removal; none there is no error. Raises Http404."""
    _check(by, relationship, step)
    row = step_row(by, relationship, step)
    if row is not None and row.removed_at is not None:
        with deed(by=by, verb="grief.put_back", kind="griefstep", item=row.pk):
            row.removed_at = None
            _save(row)


def _check(by: Viewer, who: UUID, step: str) -> None:
    theirs(by, who)
    if step not in grief_paper().steps:
        raise Http404


def _new(by: Viewer, who: UUID, step: str) -> GriefStep:
    return GriefStep(id=new_id(), owner_id=by.id, relationship_id=who, step=step, version=0)


def _save(row: GriefStep) -> None:
    row.version += 1
    row.save(force_insert=row.version == 1)
