"""Reading the safety plan. Whoever is quiet is never named, no contact above all (SAFETY A2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.http import Http404

from mending.circle.queries import named
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.safetyplan.models import Line
from mending.safetyplan.rules import Part, dial
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line as its owner reads it. `name` is the person of the circle it names, `dials` what a link dials."""

    id: UUID
    part: Part
    words: str
    person: UUID | None
    name: str
    phone: str
    is_removed: bool
    version: int

    @property
    def dials(self) -> str:
        return dial(self.phone)

    @property
    def title(self) -> str:
        return self.name or self.words


@dataclass(frozen=True, slots=True)
class Plan:
    """All six parts with their lines in order; how many lines rest because of how a relationship stands."""

    parts: dict[Part, list[LineCard]]
    resting: int

    @property
    def is_empty(self) -> bool:
        return not any(self.parts.values())


@dataclass(frozen=True, slots=True)
class ToCall:
    """Someone the plan says to ask, with the number if it holds one."""

    name: str
    phone: str
    dials: str


@dataclass(frozen=True, slots=True)
class InShort:
    """Whether there is a plan, and whom it says to ask."""

    exists: bool
    people: list[ToCall]


def plan(viewer: Viewer) -> Plan:
    """The whole plan. One query, and the key."""
    rows = _all(viewer)
    parts: dict[Part, list[LineCard]] = {part: [] for part in Part}
    for card in _shown(viewer, rows):
        parts[card.part].append(card)
    return Plan(parts, len(rows) - sum(len(lines) for lines in parts.values()))


def in_short(viewer: Viewer) -> InShort:
    """For the screen that meets words of crisis (SAFETY A5): one query, and the key."""
    cards = list(_shown(viewer, _all(viewer)))
    asked = [card for card in cards if card.part is Part.ASK]
    return InShort(bool(cards), [ToCall(card.title, card.phone, card.dials) for card in asked])


def phones(viewer: Viewer) -> dict[UUID, ToCall]:
    """The numbers the plan holds, by the person of the circle they belong to. One query, and the key."""
    cards = _shown(viewer, _numbers(viewer))
    return {card.person: ToCall(card.name, card.phone, card.dials) for card in cards if card.person}


def line(viewer: Viewer, line_id: UUID) -> LineCard:
    """One line to change. Raises Http404 when there is none, or when the one it names is quiet now."""
    row = _mine(viewer).filter(pk=line_id).first()
    card = None if row is None else next(_shown(viewer, [row]), None)
    if card is None:
        raise Http404
    return card


def _mine(viewer: Viewer) -> QuerySet[Line]:
    rows = Line.objects.filter(owner=viewer.id, removed_at__isnull=True).select_related("person")
    return rows.order_by("position", "added_at", "pk")


@prepared
def _all(viewer: Viewer) -> QuerySet[Line]:
    return _mine(viewer)


@prepared
def _numbers(viewer: Viewer) -> QuerySet[Line]:
    return _mine(viewer).filter(person__isnull=False, phone__isnull=False)


def _shown(viewer: Viewer, rows: list[Line]) -> Iterator[LineCard]:
    eyes = Eyes(viewer)
    for row in rows:
        person = named(eyes, row.person) if row.person else None
        if person is None or not person.is_quiet:
            yield LineCard(
                row.pk,
                Part(row.part),
                eyes.text(row, "words"),
                row.person_id,
                person.nickname if person else "",
                eyes.text(row, "phone"),
                row.removed_at is not None,
                row.version,
            )


def part_about(viewer: Viewer, who: UUID) -> QuerySet[Any, tuple[str, int]]:
    """A part of a question, for no page: "plan", 1 for each line that names someone. Opens no word."""
    rows = Line.objects.filter(owner=viewer.id, person=who, removed_at__isnull=True).order_by()
    return rows.values_list(Value("plan"), Value(1))
