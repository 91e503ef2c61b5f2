"""Reading one's own contacts. Nobody else's, and nobody else sees them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404

from mending.circle.models import Contact, NobodyDay, Rhythm, Watch
from mending.circle.queries.people import Named, RelationshipCard, mine, named, quiet_ones, relationships
from mending.circle.rules.contacts import ASKED_AT_ONCE, How, Started, Touch, may_be_suggested
from mending.circle.rules.isolation import HISTORY, LOOK_BACK, Day
from mending.circle.rules.people import Kind, Support
from mending.circle.rules.states import State
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.asking import prepared

FEW = 8
_HELPFUL = [Support.HELPS.value, Support.HELPS_MUCH.value]


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One contact as its owner logged it."""

    id: UUID
    nickname: str
    on: date
    how: How
    started: Started
    is_backdated: bool
    version: int


@dataclass(frozen=True, slots=True)
class Wished:
    """Someone to stay in touch with. `over`: days beyond the rhythm, not above 0 while in touch."""

    card: RelationshipCard
    rhythm: int | None
    last: date | None
    over: int

    @property
    def is_drifting(self) -> bool:
        """Whether it has been longer than one wished."""
        return self.rhythm is not None and self.over > 0


@dataclass(frozen=True, slots=True)
class Noticed:
    """Fewer contacts than usual, since a day; contacts a week before that day and since."""

    since: date
    usual_per_week: float
    lately_per_week: float


def contacts(viewer: Viewer) -> list[ContactCard]:
    """The last ones, newest first, none with anybody who is quiet now. One query, and the key."""
    eyes = Eyes(viewer)
    found = ((row, named(eyes, row.relationship)) for row in _latest(viewer))
    return [_card(row, person) for row, person in found if not person.is_quiet]


@prepared
def _latest(viewer: Viewer) -> QuerySet[Contact]:
    person = ("relationship__owner", "relationship__nickname", "relationship__state", "relationship__archived_at")
    rows = _there(viewer).only("owner", "on", "how", "started", "is_backdated", "version", *person)
    in_touch = [state.value for state in State if not state.is_quiet]
    rows = rows.filter(relationship__state__in=in_touch, relationship__archived_at__isnull=True)
    return rows.order_by("-on", "-logged_at")[:FEW]


def contact(viewer: Viewer, contact_id: UUID) -> ContactCard:
    """One of them, however long ago. Raises Http404, as for anybody who is quiet now."""
    row = _one.first(viewer, contact_id)
    if row is None:
        raise Http404
    person = named(Eyes(viewer), row.relationship)
    if person.is_quiet:
        raise Http404
    return _card(row, person)


@prepared
def _one(viewer: Viewer, contact: UUID) -> QuerySet[Contact]:
    return _there(viewer).filter(pk=contact)[:1]


def _there(viewer: Viewer) -> QuerySet[Contact]:
    rows = Contact.objects.filter(owner=viewer.id, removed_at__isnull=True, relationship__removed_at__isnull=True)
    return rows.select_related("relationship")


def _card(row: Contact, person: Named) -> ContactCard:
    how, started = How(row.how), Started(row.started)
    return ContactCard(row.pk, person.nickname, row.on, how, started, row.is_backdated, row.version)


@prepared
def _nobody(viewer: Viewer, day: date) -> QuerySet[NobodyDay, UUID]:
    return NobodyDay.objects.filter(owner=viewer.id, on=day).values_list("pk", flat=True)[:1]


def said_nobody(viewer: Viewer, day: date) -> bool:
    """Whether the day is marked as one with nobody in it."""
    return bool(_nobody(viewer, day))


def in_touch(viewer: Viewer, today: date) -> list[Wished]:
    """Everyone one may stay in touch with, whoever is being lost from sight first. No child, nobody quiet."""
    people = [card for card in relationships(viewer, archived=False) if not card.is_child]
    found = touches(viewer, people, today).values()
    return sorted(found, key=lambda one: (one.rhythm is None, -one.over, one.card.nickname.casefold()))


def touches(viewer: Viewer, people: Iterable[RelationshipCard], today: date) -> dict[UUID, Wished]:
    """How one is in touch with each of these people; nobody quiet, and no wish about a child. Two queries."""
    heard = [card for card in people if not card.is_quiet]
    last = _last_contacts(viewer)
    rhythms = {row.relationship_id: row for row in _rhythms(viewer)}
    wishes = {card.id: None if card.is_child else rhythms.get(card.id) for card in heard}
    return {card.id: _wished(card, wishes[card.id], last.get(card.id), today) for card in heard}


def is_drifting(viewer: Viewer, today: date) -> bool:
    """Whether anyone is being lost from sight; nobody quiet, no child, and no name is opened for it."""
    rows = Rhythm.objects.filter(owner=viewer.id).exclude(relationship__in=quiet_ones(viewer))
    rows = rows.exclude(relationship__kind=Kind.CHILD.value)
    last = _last_contacts(viewer)
    return any(Touch(row.days, last.get(row.relationship_id), row.since).over(today) > 0 for row in rows)


def _last_contacts(viewer: Viewer) -> dict[UUID, date]:
    """The day of the last real contact with everyone one had any with, of any kind, whoever began it."""
    return {person: last for person, last in _lasts(viewer) if last is not None}


@prepared
def _lasts(viewer: Viewer) -> QuerySet[Any, tuple[UUID, date | None]]:
    theirs = Contact.objects.filter(
        owner=viewer.id, relationship=OuterRef("pk"), removed_at__isnull=True
    ).order_by("-on")
    return mine(viewer).values_list("pk", Subquery(theirs.values("on")[:1]))


@prepared
def _rhythms(viewer: Viewer) -> QuerySet[Rhythm]:
    return Rhythm.objects.filter(owner=viewer.id)


def to_reach(viewer: Viewer) -> list[RelationshipCard]:
    """A few people who may be named as ones to reach, the closest first (SAFETY A2)."""
    people = [
        card
        for card in relationships(viewer, archived=False)
        if may_be_suggested(card.kind, card.support, card.uses_near_me, is_quiet=card.is_quiet)
    ]
    return sorted(people, key=lambda card: (-card.support.value, -card.closeness))[:ASKED_AT_ONCE]


def noticed(viewer: Viewer, today: date) -> Noticed | None:
    """What was last read from the contacts, when it is to be said: not waved away, not switched off. One query."""
    row = _noticed.first(viewer, *_bounds(today))
    return None if row is None else Noticed(row.since, row.usual_per_week or 0.0, row.lately_per_week or 0.0)  # type: ignore[arg-type]


def names_and_notice(viewer: Viewer, today: date) -> tuple[list[Named], bool]:
    """Everyone by name, and whether there is something to notice: in the one query that Today can spare."""
    rows = _names_and_notice(viewer, *_bounds(today))
    found = [(named(eyes, row), row.is_noticed) for eyes in [Eyes(viewer)] for row in rows]
    called = sorted((one for one, _ in found), key=lambda one: one.nickname.casefold())
    return called, any(is_noticed for _, is_noticed in found)


def _bounds(today: date) -> tuple[date, date]:
    """Today, and the day before what may still be said: what was read stays when logging stops."""
    return today, today - timedelta(days=LOOK_BACK)


def _said(viewer: Viewer, today: date, since: date) -> QuerySet[Watch]:
    return Watch.objects.filter(owner=viewer.id, is_off=False, since__gt=since).exclude(waved_until__gt=today)


@prepared
def _noticed(viewer: Viewer, today: date, since: date) -> QuerySet[Watch]:
    return _said(viewer, today, since)


@prepared
def _names_and_notice(viewer: Viewer, today: date, since: date) -> QuerySet[Any]:
    rows = mine(viewer).only("owner", "nickname", "state", "archived_at")
    return rows.annotate(is_noticed=Exists(_said(viewer, today, since)))


def is_watch_on(viewer: Viewer) -> bool:
    """Whether fewer contacts than usual are looked out for."""
    return not _is_off(viewer)


@prepared
def _is_off(viewer: Viewer) -> QuerySet[Watch, UUID]:
    return Watch.objects.filter(owner=viewer.id, is_off=True).values_list("pk", flat=True)[:1]


def days_of(viewer: Viewer, today: date) -> list[Day]:
    """Each marked day of the last year with its contacts with supportive people. Two queries.

    A day counts as logged when any contact was logged for it, or when it was marked as one with nobody.
    """
    first = today - timedelta(days=HISTORY)
    rows = Contact.objects.filter(owner=viewer.id, removed_at__isnull=True, on__range=(first, today))
    all_of_them = list(rows.values_list("on", "relationship__support"))
    helpful = Counter(on for on, support in all_of_them if support in _HELPFUL)
    marks = NobodyDay.objects.filter(owner=viewer.id, on__range=(first, today)).values_list("on", flat=True)
    logged = {*(on for on, _ in all_of_them), *marks}
    return [Day(on, helpful[on], logged=True) for on in sorted(logged)]


def _wished(card: RelationshipCard, rhythm: Rhythm | None, last: date | None, today: date) -> Wished:
    if rhythm is None:
        return Wished(card, None, last, 0)
    return Wished(card, rhythm.days, last, Touch(rhythm.days, last, rhythm.since).over(today))
