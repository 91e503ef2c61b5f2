"""Reading plans for coming home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from mending.circle.queries import Named, names
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.models import Agreement, Homecoming, HomeStretch
from mending.expectations.rules.home import PARTS, Stretch

MOST = 50


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A plan as a line of a list."""

    id: UUID
    name: str
    comes_on: date
    is_archived: bool


@dataclass(frozen=True, slots=True)
class StretchCard:
    """What is written for a stretch, each text "" while nothing is."""

    stretch: Stretch
    said: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """What is agreed. `name` is with whom; `rests` when that one is left in peace by now."""

    id: UUID
    homecoming: UUID
    words: str
    who: UUID | None
    name: str
    rests: bool
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `to` names whom it leads to, empty for nobody or someone who is left in peace by now."""

    id: UUID
    name: str
    who: UUID | None
    to: str
    comes_on: date
    stretches: Mapping[Stretch, StretchCard]
    agreements: list[AgreementCard]
    people: list[Named]
    is_archived: bool
    is_removed: bool
    version: int


def homecomings(viewer: Viewer) -> list[HomeLine]:
    """The plans, the nearest first, those put away behind."""
    rows = Homecoming.objects.filter(owner=viewer.id, removed_at__isnull=True)
    eyes = Eyes(viewer)
    lines = [
        HomeLine(row.pk, eyes.text(row, "name"), row.comes_on, row.archived_at is not None)
        for row in rows.order_by("-comes_on", "-begun_at", "pk")[:MOST]
    ]
    return sorted(lines, key=lambda line: line.is_archived)


def plan(viewer: Viewer, homecoming: UUID) -> Plan:
    """One plan, a removed one too. Raises Http404 when there is none the viewer may see. Three queries."""
    stretches = HomeStretch.objects.filter(owner=viewer.id, homecoming=homecoming).select_related("homecoming")
    rows = {Stretch(row.stretch): row for row in stretches}
    if not rows:
        raise Http404
    row, eyes, circle = rows[Stretch.DAY].homecoming, Eyes(viewer), names(viewer)
    people = {one.id: one for one in circle}
    to = people.get(row.who_id) if row.who_id else None
    agreements = Agreement.objects.filter(owner=viewer.id, homecoming=row, removed_at__isnull=True)
    return Plan(
        id=row.pk,
        name=eyes.text(row, "name"),
        who=row.who_id,
        to=to.nickname if to and not to.is_quiet else "",
        comes_on=row.comes_on,
        stretches={one: _stretch(eyes, rows[one]) for one in Stretch},
        agreements=[_agreement(eyes, one, people) for one in agreements.order_by("added_at", "pk")],
        people=circle,
        is_archived=row.archived_at is not None,
        is_removed=row.removed_at is not None,
        version=row.version,
    )


def agreement(viewer: Viewer, agreement_id: UUID) -> AgreementCard:
    """One agreement, a removed one too. Raises Http404 when there is none the viewer may see."""
    rows = Agreement.objects.filter(owner=viewer.id, homecoming__removed_at__isnull=True)
    row = rows.filter(pk=agreement_id).first()
    if row is None:
        raise Http404
    return _agreement(Eyes(viewer), row, {one.id: one for one in names(viewer)})


def _stretch(eyes: Eyes, row: HomeStretch) -> StretchCard:
    return StretchCard(Stretch(row.stretch), {name: eyes.text(row, name) for name in PARTS}, row.version)


def _agreement(eyes: Eyes, row: Agreement, people: Mapping[UUID, Named]) -> AgreementCard:
    person = people.get(row.who_id) if row.who_id else None
    return AgreementCard(
        row.pk,
        row.homecoming_id,
        eyes.text(row, "words"),
        row.who_id,
        person.nickname if person else "",
        row.who_id is not None and (person is None or person.is_quiet),
        row.removed_at is not None,
        row.version,
    )
