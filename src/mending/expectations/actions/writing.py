"""Writing an expectation down part by part, taking a part back, removing it and putting it back."""

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.actions.rows import held, is_quiet, is_there, refuse_quiet
from mending.expectations.actions.trouble import Conflict, Refused
from mending.expectations.models import Expectation
from mending.expectations.rules.sections import (
    Section,
    Stage,
    Wanted,
    faults,
    is_set_aside,
    may_write,
    stage_of,
)
from mending.foundation import clock
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


def begin(*, by: Viewer, id: UUID, wanted: Wanted) -> None:
    """Write down what I expect, under an id chosen beforehand; said twice, it is written once.

    Raises Refused when something is in the way, Http404 when the id or the person is not the viewer's.
    """
    if is_there(Expectation, by, id):
        return
    kept = _checked(by, wanted)
    refuse_quiet(by, kept.who)
    try:
        with deed(by=by, verb="expectation.begun", kind="expectation", item=id):
            row = Expectation(id=id, owner_id=by.id, begun_at=clock.now())
            _put(row, kept)
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(Expectation, by, id):
            raise


@transaction.atomic
def write(*, by: Viewer, expectation: UUID, version: int, wanted: Wanted) -> None:
    """Write a part, or change it; the same again changes nothing.

    Raises Conflict on a stale version, Http404, and Refused: when something is in the way, when the part's turn
    has not come, when it was removed, or while it is set aside.
    """
    row, kept = held(Expectation, by, expectation), _checked(by, wanted)
    _refuse_unfit(by, row, kept)
    if _says(by, row, kept):
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="expectation.written", kind="expectation", item=expectation):
        _put(row, kept)
        _mark(by, row, kept.section)
        _save(row)


@transaction.atomic
def take_back(*, by: Viewer, expectation: UUID, section: Section) -> None:
    """Say that it has not happened yet, or is not looked back on; the words wait in their form.

    Only the latest of the two can be taken back; anything else changes nothing. Raises Http404.
    """
    row = held(Expectation, by, expectation)
    latest = {Stage.DONE: Section.HAPPENED, Stage.LEARNED: Section.LEARNED}.get(_stage(row))
    if section is latest and row.removed_at is None:
        with deed(by=by, verb="expectation.taken_back", kind="expectation", item=expectation):
            if section is Section.HAPPENED:
                row.done_on = None
            row.learned_on = None
            _save(row)


@transaction.atomic
def remove(*, by: Viewer, expectation: UUID) -> None:
    """Take it out of every list and figure. `put_back` brings all of it back. Raises Http404."""
    row = held(Expectation, by, expectation)
    if row.removed_at is None:
        with deed(by=by, verb="expectation.removed", kind="expectation", item=expectation):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, by: Viewer, expectation: UUID) -> None:
    """Bring a removed one back. Raises Http404."""
    row = held(Expectation, by, expectation)
    if row.removed_at is not None:
        with deed(by=by, verb="expectation.put_back", kind="expectation", item=expectation):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _checked(by: Viewer, wanted: Wanted) -> Wanted:
    kept = replace(wanted, texts={name: tidy(text) for name, text in wanted.texts.items()})
    if found := faults(kept, clock.today(by.zone)):
        raise Refused(*found)
    return kept


def _refuse_unfit(by: Viewer, row: Expectation, wanted: Wanted) -> None:
    stage = _stage(row)
    if row.removed_at is not None:
        raise Refused(("", "removed"))
    if not may_write(wanted.section, stage):
        raise Refused(("", "not-yet"))
    if is_set_aside(stage, is_quiet=is_quiet(by, row.who_id)):
        raise Refused(("", "aside"))
    if wanted.section is Section.EXPECT and wanted.who != row.who_id:
        refuse_quiet(by, wanted.who)


def _stage(row: Expectation) -> Stage:
    return stage_of(row.planned_on, row.done_on, row.learned_on)


def _says(by: Viewer, row: Expectation, wanted: Wanted) -> bool:
    """Whether the part is written and says just this."""
    eyes = Eyes(by)
    return (
        not _is_unmarked(row, wanted.section)
        and _is_same_day(row, wanted)
        and all(eyes.text(row, name) == text for name, text in wanted.texts.items())
        and all(getattr(row, name) == figure for name, figure in wanted.figures.items())
    )


def _is_same_day(row: Expectation, wanted: Wanted) -> bool:
    if wanted.section is Section.EXPECT:
        return (row.day, row.who_id) == (wanted.day, wanted.who)
    if wanted.section is Section.HAPPENED:
        return (row.happened_on, row.nearest) == (wanted.day, wanted.nearest or "")
    return True


def _is_unmarked(row: Expectation, section: Section) -> bool:
    """Whether writing this part would bring the expectation further."""
    return {
        Section.WELCOME: row.planned_on is None,
        Section.HAPPENED: row.done_on is None,
        Section.LEARNED: row.learned_on is None,
    }.get(section, False)


def _mark(by: Viewer, row: Expectation, section: Section) -> None:
    """Note the day on which a part was first written down."""
    today = clock.today(by.zone)
    if section is Section.WELCOME:
        row.planned_on = row.planned_on or today
    elif section is Section.HAPPENED:
        row.done_on = row.done_on or today
    elif section is Section.LEARNED:
        row.learned_on = row.learned_on or today


def _put(row: Expectation, wanted: Wanted) -> None:
    """Put a part into a row; it is not saved here."""
    seal_into(row, **wanted.texts)
    for name, figure in wanted.figures.items():
        setattr(row, name, figure)
    if wanted.section is Section.EXPECT:
        assert wanted.day is not None
        row.day, row.who_id = wanted.day, wanted.who
    if wanted.section is Section.HAPPENED:
        row.happened_on, row.nearest = wanted.day, wanted.nearest.value if wanted.nearest else ""


def _save(row: Expectation) -> None:
    row.version += 1
    row.save()
