"""Reading one's own contacts. Nobody else's, and nobody else sees them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, QuerySet
from django.http import Http404

from mending.circle.models import Contact, NobodyDay, Rhythm, Watch
from mending.circle.queries.people import Named, RelationshipCard, mine, named, quiet_ones, relationships
from mending.circle.rules.contacts import ASKED_AT_ONCE, How, Started, Touch, may_be_suggested
from mending.circle.rules.isolation import HISTORY, LOOK_BACK, Day
from mending.circle.rules.people import Kind, Support
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer

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


def contacts(viewer: Viewer, *, few: int = FEW) -> list[ContactCard]:
    """The last ones, newest first, none with anybody who is quiet now. One query, and the key."""
    eyes, found = Eyes(viewer), []
    for row in _there(viewer).order_by("-on", "-logged_at")[: few * 2]:
        person = named(eyes, row.relationship)
        if not person.is_quiet:
            found.append(_card(row, person))
    return found[:few]


def contact(viewer: Viewer, contact_id: UUID) -> ContactCard:
    """One of them, however long ago. Raises Http404, as for anybody who is quiet now."""
    row = _there(viewer).filter(pk=contact_id).first()
    if row is None:
        raise Http404
    person = named(Eyes(viewer), row.relationship)
    if person.is_quiet:
        raise Http404
    return _card(row, person)


def _there(viewer: Viewer) -> QuerySet[Contact]:
    rows = Contact.objects.filter(owner=viewer.id, removed_at__isnull=True, relationship__removed_at__isnull=True)
    return rows.select_related("relationship")


def _card(row: Contact, person: Named) -> ContactCard:
    how, started = How(row.how), Started(row.started)
    return ContactCard(row.pk, person.nickname, row.on, how, started, row.is_backdated, row.version)


def said_nobody(viewer: Viewer, day: date) -> bool:
    """Whether the day is marked as one with nobody in it."""
    return NobodyDay.objects.filter(owner=viewer.id, on=day).exists()


def in_touch(viewer: Viewer, today: date) -> list[Wished]:
    """Everyone one may stay in touch with, whoever is being lost from sight first. No child, nobody quiet."""
    people = [card for card in relationships(viewer, archived=False) if not card.is_child]
    found = touches(viewer, people, today).values()
    return sorted(found, key=lambda one: (one.rhythm is None, -one.over, one.card.nickname.casefold()))


def touches(viewer: Viewer, people: Iterable[RelationshipCard], today: date) -> dict[UUID, Wished]:
    """How one is in touch with each of these people; nobody quiet, and no wish about a child. Two queries."""
    heard = [card for card in people if not card.is_quiet]
    ids = [card.id for card in heard]
    last = _last_contacts(viewer, ids)
    rhythms = {row.relationship_id: row for row in Rhythm.objects.filter(owner=viewer.id, relationship__in=ids)}
    wishes = {card.id: None if card.is_child else rhythms.get(card.id) for card in heard}
    return {card.id: _wished(card, wishes[card.id], last.get(card.id), today) for card in heard}


def is_drifting(viewer: Viewer, today: date) -> bool:
    """Whether anyone is being lost from sight; nobody quiet, no child, and no name is opened for it."""
    rows = Rhythm.objects.filter(owner=viewer.id).exclude(relationship__in=quiet_ones(viewer))
    rows = rows.exclude(relationship__kind=Kind.CHILD.value)
    last = _last_contacts(viewer, [row.relationship_id for row in rows])
    return any(Touch(row.days, last.get(row.relationship_id), row.since).over(today) > 0 for row in rows)


def _last_contacts(viewer: Viewer, people: Iterable[UUID]) -> dict[UUID, date]:
    """The day of the last real contact with each of them, of any kind, whoever began it."""
    rows = Contact.objects.filter(owner=viewer.id, removed_at__isnull=True, relationship__in=people)
    return dict(rows.values("relationship").annotate(last=Max("on")).values_list("relationship", "last"))


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
    row = _said(viewer, today).first()
    return None if row is None else Noticed(row.since, row.usual_per_week or 0.0, row.lately_per_week or 0.0)  # type: ignore[arg-type]


def names_and_notice(viewer: Viewer, today: date) -> tuple[list[Named], bool]:
    """Everyone by name, and whether there is something to notice: in the one query that Today can spare."""
    rows = mine(viewer).annotate(is_noticed=Exists(_said(viewer, today)))
    found = [(named(eyes, row), row.is_noticed) for eyes in [Eyes(viewer)] for row in rows]
    called = sorted((one for one, _ in found), key=lambda one: one.nickname.casefold())
    return called, any(is_noticed for _, is_noticed in found)


def _said(viewer: Viewer, today: date) -> QuerySet[Watch]:
    # What was read stays when logging stops; it is said no longer than the rule looks back.
    rows = Watch.objects.filter(owner=viewer.id, is_off=False, since__gt=today - timedelta(days=LOOK_BACK))
    return rows.exclude(waved_until__gt=today)


def is_watch_on(viewer: Viewer) -> bool:
    """Whether fewer contacts than usual are looked out for."""
    return not Watch.objects.filter(owner=viewer.id, is_off=True).exists()


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
