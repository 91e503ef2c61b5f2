"""Changing how a relationship stands, and taking the change back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404

from mending.circle.actions.rows import held, next_number, put_standing, write_line
from mending.circle.actions.trouble import Conflict, NotAllowed
from mending.circle.models import Relationship, StateChange
from mending.circle.queries import steps_of
from mending.circle.rules.states import (
    NoContact,
    State,
    Verdict,
    day_fault,
    may_change_state,
    standing_after,
    taking_back,
)
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock


@dataclass(frozen=True, slots=True)
class Wished:
    """A change of state as its owner asks for it. `answer` is None when the no-contact question was not asked."""

    to: State
    on: date
    answer: NoContact | None = None
    reason: str = ""
    block_ended: bool = False


@transaction.atomic
def change_state(*, by: Viewer, relationship_id: UUID, wished: Wished, change_id: UUID, seen: int) -> None:
    """Change how a relationship stands. `seen` is the number of the last line when the form was opened.

    Raises NotAllowed with the verdict of the rule, Conflict when another change came between, ValueError for a
    day that cannot be, and Http404.
    """
    row = held(by, relationship_id)
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
        put_standing(row, standing_after(wished.to, wished.answer), wished.on)
        row.save()
        write_line(row, number=next_number(row), on=wished.on, change_id=change_id, reason=wished.reason)


@transaction.atomic
def take_back(*, by: Viewer, relationship_id: UUID, change_id: UUID) -> None:
    """Take back the last change of a state. It stays in the history, marked as taken back.

    Raises NotAllowed when it is not the last one, or more than a day old, and Http404.
    """
    row = held(by, relationship_id)
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
        put_standing(row, before, steps[-2].on if len(steps) > 1 else clock.today(by.zone))
        row.save()
        if len(steps) == 1:
            write_line(row, number=next_number(row), on=row.since)


def _is_written(row: Relationship, change_id: UUID) -> bool:
    line = StateChange.objects.filter(pk=change_id).only("relationship_id").first()
    if line is not None and line.relationship_id != row.pk:
        raise Http404
    return line is not None
