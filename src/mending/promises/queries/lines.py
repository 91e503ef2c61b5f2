"""A promise and whatever went on from it: after a day was renegotiated, or on other days."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.promises.models import Answer, Promise
from mending.promises.queries.promises import PromiseCard, card, mine
from mending.promises.rules.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Last:
    """The promise that stands at the end of a line, and how its first day turned out; None while it is open."""

    promise: PromiseCard
    outcome: Outcome | None
    moved: bool


def lasts(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, Last]:
    """Where each promise has come to, by its id; without those removed. Costs a look per renegotiation."""
    eyes = Eyes(viewer)
    ends = {row.pk: row for row in mine(viewer).filter(pk__in=ids)}
    following = {row.pk: [first] for first, row in ends.items()}
    while following:
        found = list(mine(viewer).filter(instead_of__in=list(following)).order_by("made_at", "pk"))
        moved: dict[UUID, list[UUID]] = {}
        for row in found:
            firsts = following[row.instead_of_id] if row.instead_of_id else []
            ends |= dict.fromkeys(firsts, row)
            moved[row.pk] = firsts
        following = moved
    given = _given(viewer, list(ends.values()))
    return {
        first: Last(card(eyes, row), given.get((row.pk, row.starts_on)), moved=row.pk != first)
        for first, row in ends.items()
    }


def lines_of(viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, list[PromiseCard]]:
    """Each promise with all that went on from it, by its id, in the order made; without those removed."""
    eyes = Eyes(viewer)
    lines = {row.pk: [row] for row in mine(viewer).filter(pk__in=ids)}
    first_of = {first: first for first in lines}
    while first_of:
        found = mine(viewer).filter(instead_of__in=list(first_of)).order_by("made_at", "pk")
        following = {}
        for row in found:
            if row.instead_of_id:
                following[row.pk] = first_of[row.instead_of_id]
                lines[following[row.pk]].append(row)
        first_of = following
    return {first: [card(eyes, row) for row in rows] for first, rows in lines.items()}


def line_above(viewer: Viewer, promise: UUID) -> list[UUID]:
    """A promise and all that it went on from, the newest first. Empty when it is not the viewer's."""
    found: list[UUID] = []
    row = Promise.objects.filter(owner=viewer.id, pk=promise).first()
    while row is not None and row.pk not in found:
        found.append(row.pk)
        row = Promise.objects.filter(owner=viewer.id, pk=row.instead_of_id).first() if row.instead_of_id else None
    return found


def _given(viewer: Viewer, rows: list[Promise]) -> dict[tuple[UUID, object], Outcome]:
    answers = Answer.objects.filter(owner=viewer.id, promise__in=[row.pk for row in rows])
    days = {row.starts_on for row in rows}
    kept = answers.filter(due_on__in=days).values_list("promise", "due_on", "outcome")
    return {(promise, day): Outcome(outcome) for promise, day, outcome in kept}
