"""Reading what is planned when a family takes another shape."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.http import Http404

from mending.checkins.queries.daily import CHECKED_IN
from mending.checkins.queries.daily import part_of_today as checked_in
from mending.circle.queries import RelationshipCard, relationship, relationships
from mending.circle.rules.states import State
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.lettinggo.models import HardDay, Shared
from mending.lettinggo.rules.family import NEAR_DAYS, PARTS, Bond, is_near, may_be_shown
from mending.vault.asking import prepared

_HARD = "hard"


@dataclass(frozen=True, slots=True)
class SharedCard:
    """Someone close to both. `beside` is the relationship it is planned beside."""

    id: UUID
    beside: UUID
    person: UUID
    nickname: str
    is_child: bool
    bond: Bond
    words: str
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class DayCard:
    """A hard day and its plan, each text "" while nothing is written."""

    id: UUID
    beside: UUID
    name: str
    on: date
    where: str
    company: str
    way_out: str
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Near:
    """A day that comes near, for Today: when, and where its plan is. Neither its name nor anybody's."""

    beside: UUID
    on: date


def shared(viewer: Viewer, beside: UUID) -> tuple[list[SharedCard], list[RelationshipCard]]:
    """Who is close to both, and who else could be. Nobody about whom Mending is quiet stands in either list."""
    circle = {one.id: one for one in relationships(viewer) if not one.is_quiet and one.id != beside}
    rows = Shared.objects.filter(owner=viewer.id, relationship=beside, removed_at=None).order_by("added_at", "pk")
    eyes = Eyes(viewer)
    cards = [_shared(eyes, row, circle[row.person_id]) for row in rows if row.person_id in circle]
    named = {card.person for card in cards}
    return cards, [one for one in circle.values() if one.id not in named]


def shared_one(viewer: Viewer, shared_id: UUID) -> SharedCard:
    """One of them, a removed one too. Raises Http404, as for anybody who is quiet now or left the circle."""
    row = Shared.objects.filter(owner=viewer.id, pk=shared_id).first()
    person = relationship(viewer, row.person_id) if row else None
    if row is None or person is None or person.is_quiet:
        raise Http404
    relationship(viewer, row.relationship_id)
    return _shared(Eyes(viewer), row, person)


def hard_days(viewer: Viewer, beside: UUID) -> list[DayCard]:
    """The days planned beside a relationship, in order."""
    rows = HardDay.objects.filter(owner=viewer.id, relationship=beside, removed_at=None).order_by("on", "pk")
    eyes = Eyes(viewer)
    return [_day(eyes, row) for row in rows]


def hard_day(viewer: Viewer, day_id: UUID) -> DayCard:
    """One of them, a removed one too. Raises Http404."""
    row = HardDay.objects.filter(owner=viewer.id, pk=day_id).first()
    if row is None:
        raise Http404
    relationship(viewer, row.relationship_id)
    return _day(Eyes(viewer), row)


def near_and_checked_in(viewer: Viewer, today: date) -> tuple[Near | None, bool]:
    """The next day that comes near, and whether the day has its check-in: in the one query that Today can spare.

    No word is opened.
    """
    rows = _ahead(viewer, today, today + timedelta(days=NEAR_DAYS))
    days = [
        Near(beside, on)
        for what, beside, on, state, archived_at in rows
        if what == _HARD and is_near(on, today) and may_be_shown(State(state), is_archived=archived_at is not None)
    ]
    return min(days, key=lambda one: one.on, default=None), any(what == CHECKED_IN for what, *_ in rows)


@prepared
def _ahead(viewer: Viewer, today: date, last: date) -> QuerySet[Any, tuple[str, UUID, date, str, datetime | None]]:
    rows = HardDay.objects.filter(owner=viewer.id, removed_at=None, relationship__removed_at=None)
    rows = rows.filter(on__range=(today, last)).order_by()
    state = "relationship__state", "relationship__archived_at"
    return rows.values_list(Value(_HARD), "relationship", "on", *state).union(checked_in(viewer, today), all=True)


def _shared(eyes: Eyes, row: Shared, person: RelationshipCard) -> SharedCard:
    return SharedCard(
        row.pk,
        row.relationship_id,
        row.person_id,
        person.nickname,
        person.is_child,
        Bond(row.bond),
        eyes.text(row, "words"),
        row.removed_at is not None,
        row.version,
    )


def _day(eyes: Eyes, row: HardDay) -> DayCard:
    plan = {name: eyes.text(row, name) for name in PARTS}
    name, is_removed = eyes.text(row, "name"), row.removed_at is not None
    return DayCard(row.pk, row.relationship_id, name, row.on, **plan, is_removed=is_removed, version=row.version)
