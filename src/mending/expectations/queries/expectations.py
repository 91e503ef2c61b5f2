"""Reading expectations: shelves of them, and one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from mending.circle.queries import Named, RelationshipCard, card_there, names
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.models import Expectation
from mending.expectations.rules.sections import (
    ALL_FIGURES,
    ALL_TEXTS,
    Nearest,
    Stage,
    is_planned_late,
    is_set_aside,
    is_told_late,
    stage_of,
)
from mending.vault.asking import prepared

PAGE = 20


class Shelf(StrEnum):
    """Where an expectation lies: still ahead, told, or ahead and about someone who is left in peace."""

    AHEAD = "ahead"
    TOLD = "told"
    SET_ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """An expectation as a line of a list. `name`: whom it is about, empty for nobody in particular."""

    id: UUID
    prediction: str
    name: str
    day: date
    stage: Stage
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A page of one shelf; whether more follow; whether anything is set aside; the circle by name."""

    lines: list[Line]
    more: bool
    any_aside: bool
    people: list[Named]


@dataclass(frozen=True, slots=True)
class Card:
    """An expectation as its owner reads it. `said` holds each text, "" while nothing is; `figures` 0 to 100."""

    id: UUID
    who: UUID | None
    person: RelationshipCard | None
    day: date
    said: Mapping[str, str]
    figures: Mapping[str, int | None]
    happened_on: date | None
    nearest: Nearest | None
    planned_on: date | None
    done_on: date | None
    stage: Stage
    is_removed: bool
    version: int

    @property
    def is_quiet(self) -> bool:
        """Whether it is about someone about whom nothing is brought up, or who left the circle."""
        return self.who is not None and (self.person is None or self.person.is_quiet)

    @property
    def is_set_aside(self) -> bool:
        return is_set_aside(self.stage, is_quiet=self.is_quiet)

    @property
    def is_planned_late(self) -> bool:
        return self.planned_on is not None and is_planned_late(self.day, self.planned_on)

    @property
    def is_told_late(self) -> bool:
        return bool(self.happened_on and self.done_on and is_told_late(self.happened_on, self.done_on))


def shelf(viewer: Viewer, which: Shelf, *, who: UUID | None = None, page: int = 1, holds: str = "") -> Shelved:
    """A page of a shelf, of everyone or of one person; with `holds`, those with every word of it.

    What is set aside is found by no search and stands on no other shelf (SAFETY A2).
    """
    people = names(viewer)
    rests = ~Q(who=None) & ~Q(who__in=[one.id for one in people if not one.is_quiet])
    rows = _on(which, mine(viewer), rests)
    if who is not None:
        rows = rows.filter(who=who)
    if holds.strip():
        found = list(islice(_search(viewer, rows.filter(~rests), holds, people), 5 * PAGE))
        more = False
    else:
        cut = list(rows[(page - 1) * PAGE : page * PAGE + 1])
        found, more = _lines(viewer, cut[:PAGE], people), len(cut) > PAGE
    aside = mine(viewer).filter(rests, done_on=None).exists()
    return Shelved(found, more, aside, people)


def between(viewer: Viewer, first: date, last: date, people: list[Named]) -> list[Line]:
    """What is about the days from `first` to `last`, but for people left in peace. `people`: the circle."""
    rests = ~Q(who=None) & ~Q(who__in=[one.id for one in people if not one.is_quiet])
    rows = mine(viewer).filter(~rests, day__range=(first, last)).order_by("day", "begun_at", "pk")
    return _lines(viewer, list(rows[: 2 * PAGE]), people)


def expectation(viewer: Viewer, expectation_id: UUID) -> Card:
    """One of them, a removed one too. Raises Http404 when there is none the viewer may see."""
    row = _one.first(viewer, expectation_id)
    if row is None:
        raise Http404
    eyes = Eyes(viewer)
    return Card(
        id=row.pk,
        who=row.who_id,
        person=card_there(eyes, row.who),
        day=row.day,
        said={name: eyes.text(row, name) for name in ALL_TEXTS},
        figures={name: getattr(row, name) for name in ALL_FIGURES},
        happened_on=row.happened_on,
        nearest=Nearest(row.nearest) if row.nearest else None,
        planned_on=row.planned_on,
        done_on=row.done_on,
        stage=stage_of(row.planned_on, row.done_on, row.learned_on),
        is_removed=row.removed_at is not None,
        version=row.version,
    )


@prepared
def _one(viewer: Viewer, expectation: UUID) -> QuerySet[Expectation]:
    return Expectation.objects.filter(owner=viewer.id, pk=expectation).select_related("who")[:1]


def mine(viewer: Viewer) -> QuerySet[Expectation]:
    """The viewer's own rows, but for removed ones. For this room's queries only."""
    return Expectation.objects.filter(owner=viewer.id, removed_at__isnull=True)


def _on(which: Shelf, rows: QuerySet[Expectation], rests: Q) -> QuerySet[Expectation]:
    if which is Shelf.TOLD:
        return rows.filter(done_on__isnull=False).order_by("-happened_on", "-begun_at", "pk")
    ahead = rows.filter(done_on=None).order_by("day", "begun_at", "pk")
    return ahead.filter(rests) if which is Shelf.SET_ASIDE else ahead.filter(~rests)


def _lines(viewer: Viewer, rows: list[Expectation], people: list[Named]) -> list[Line]:
    eyes, by_id = Eyes(viewer), {one.id: one.nickname for one in people}
    return [_line(eyes, row, by_id) for row in rows]


def _line(eyes: Eyes, row: Expectation, by_id: Mapping[UUID, str]) -> Line:
    return Line(
        row.pk,
        eyes.text(row, "prediction"),
        by_id.get(row.who_id, "") if row.who_id else "",
        row.happened_on if row.done_on and row.happened_on else row.day,
        stage_of(row.planned_on, row.done_on, row.learned_on),
        Nearest(row.nearest) if row.done_on and row.nearest else None,
    )


def _search(viewer: Viewer, rows: QuerySet[Expectation], holds: str, people: list[Named]) -> Iterator[Line]:
    """Sealed words are opened one row after the other: no database can look into them."""
    eyes, by_id, parts = Eyes(viewer), {one.id: one.nickname for one in people}, holds.casefold().split()
    for row in rows.iterator():
        text = " ".join(eyes.text(row, name) for name in ALL_TEXTS).casefold()
        if all(part in text for part in parts):
            yield _line(eyes, row, by_id)
