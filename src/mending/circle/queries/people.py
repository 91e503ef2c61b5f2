"""Reading the circle. The viewer comes first; what comes back holds no table's row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.circle.models import Relationship, StateChange
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe, Wish, same_name
from mending.circle.rules.states import MISTAKE_HOURS, NoContact, Standing, State, Step, may_remove, taking_back
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class RelationshipCard:
    """Someone in my circle, as I wrote them down. `closeness` runs from 1 (far) to 5 (closest)."""

    id: UUID
    nickname: str
    note: str
    kind: Kind
    closeness: int
    support: Support
    uses_near_me: UsesNearMe
    wish: Wish
    state: State
    no_contact: NoContact
    since: date
    added_at: datetime
    archived: bool
    version: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing about this person is to be suggested, asked or brought up."""
        return self.archived or self.state.is_quiet

    @property
    def is_child(self) -> bool:
        """Under 18: nothing is sent to or asked of them (SAFETY A10)."""
        return self.kind is Kind.CHILD

    @property
    def standing(self) -> Standing:
        return Standing(self.state, self.no_contact)

    @property
    def portrait(self) -> Portrait:
        return Portrait(
            self.nickname, self.kind, self.closeness, self.support, self.uses_near_me, self.wish, self.note
        )


@dataclass(frozen=True, slots=True)
class Named:
    """Someone in my circle by name alone, for pages on which they are only mentioned."""

    id: UUID
    nickname: str
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a history as its owner reads it; a line that was taken back stays, and says so."""

    step: Step
    reason: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """One relationship with its history, newest first, and what its owner may do about the last change."""

    card: RelationshipCard
    lines: list[HistoryLine]
    last: Step
    back_to: Standing | None
    may_be_removed: bool


def relationships(viewer: Viewer, *, archived: bool | None = None) -> list[RelationshipCard]:
    """Everyone in the viewer's circle by name; `archived` picks the archived ones or the others."""
    rows = _everyone(viewer)
    return _cards(viewer, [row for row in rows if archived in (None, row.archived_at is not None)])


def names(viewer: Viewer) -> list[Named]:
    """Everyone in the viewer's circle by name, archived ones too, with nothing else about them opened."""
    eyes = Eyes(viewer)
    found = (named(eyes, row) for row in _by_name(viewer))
    return sorted(found, key=lambda one: one.nickname.casefold())


def named(eyes: Eyes, row: Relationship) -> Named:
    """Someone by name alone, for a room that fetched the row along with one of its own."""
    return Named(row.pk, eyes.text(row, "nickname"), _is_quiet(row))


def not_to_be_reached(viewer: Viewer) -> list[str]:
    """The names of those with whom contact is not the viewer's to take up (SAFETY A2), archived ones too."""
    eyes = Eyes(viewer)
    return [eyes.text(row, "nickname") for row in _unreached(viewer)]


def quiet_ones(viewer: Viewer) -> list[UUID]:
    """Everyone about whom nothing is brought up, those taken out of the circle too. Opens no name."""
    return _quiet(viewer)


def _is_quiet(row: Relationship) -> bool:
    return row.archived_at is not None or State(row.state).is_quiet


def removed_lately(viewer: Viewer) -> list[RelationshipCard]:
    """Whoever the viewer took out within the last day and may still put back."""
    since = clock.now() - timedelta(hours=MISTAKE_HOURS)
    return _cards(viewer, Relationship.objects.filter(owner=viewer.id, removed_at__gt=since))


def relationship(viewer: Viewer, relationship_id: UUID) -> RelationshipCard:
    """One of them. Raises Http404 when there is none the viewer may see."""
    row = _one.first(viewer, relationship_id)
    if row is None:
        raise Http404
    return card_of(Eyes(viewer), row)


def story(viewer: Viewer, relationship_id: UUID) -> Story:
    """One relationship and how it stood over time. Raises Http404 when there is none the viewer may see."""
    rows, eyes, now = _story(viewer, relationship_id), Eyes(viewer), clock.now()
    card = card_there(eyes, rows[0].relationship if rows else None)
    if card is None:
        raise Http404
    steps = [_step(row) for row in rows if row.undone_at is None]
    lines = [HistoryLine(_step(row), eyes.text(row, "reason"), row.undone_at) for row in reversed(rows)]
    return Story(card, lines, steps[-1], taking_back(steps, now), may_remove(card.standing))


def steps_of(viewer: Viewer, relationship_id: UUID) -> list[Step]:
    """How a relationship stood over time, oldest first, without what was taken back."""
    return [_step(row) for row in _lines(viewer, relationship_id) if row.undone_at is None]


def name_in_use(viewer: Viewer, nickname: str, *, apart_from: UUID) -> bool:
    """Whether someone else in the viewer's circle goes by that nickname."""
    eyes, rows = Eyes(viewer), mine(viewer).exclude(pk=apart_from)
    return any(same_name(eyes.text(row, "nickname"), nickname) for row in rows)


def mine(viewer: Viewer) -> QuerySet[Relationship]:
    """The viewer's own rows, but for removed ones. For this room's queries only."""
    # A circle is seen by its owner alone; when shares come, the rows they name are added here.
    return Relationship.objects.filter(owner=viewer.id, removed_at__isnull=True)


@prepared
def _everyone(viewer: Viewer) -> QuerySet[Relationship]:
    return mine(viewer)


@prepared
def _by_name(viewer: Viewer) -> QuerySet[Relationship]:
    return mine(viewer).only("owner", "nickname", "state", "archived_at")


@prepared
def _unreached(viewer: Viewer) -> QuerySet[Relationship]:
    return mine(viewer).filter(state__in=[State.NO_CONTACT.value, State.PAUSED_BY_THEM.value])


@prepared
def _one(viewer: Viewer, relationship: UUID) -> QuerySet[Relationship]:
    return mine(viewer).filter(pk=relationship)[:1]


@prepared
def _quiet(viewer: Viewer) -> QuerySet[Relationship, UUID]:
    brought_up = [state.value for state in State if not state.is_quiet]
    rows = Relationship.objects.filter(owner=viewer.id)
    rows = rows.exclude(state__in=brought_up, archived_at__isnull=True, removed_at__isnull=True)
    return rows.values_list("pk", flat=True)


@prepared
def _lines(viewer: Viewer, relationship: UUID) -> QuerySet[StateChange]:
    return StateChange.objects.filter(owner=viewer.id, relationship=relationship).order_by("number")


@prepared
def _story(viewer: Viewer, relationship: UUID) -> QuerySet[StateChange]:
    return _lines.ask(viewer, relationship).select_related("relationship")


def _step(row: StateChange) -> Step:
    return Step(row.pk, row.number, Standing(State(row.state), NoContact(row.no_contact)), row.on, row.recorded_at)


def _cards(viewer: Viewer, rows: Iterable[Relationship]) -> list[RelationshipCard]:
    eyes = Eyes(viewer)
    return sorted((card_of(eyes, row) for row in rows), key=lambda card: card.nickname.casefold())


def card_there(eyes: Eyes, row: Relationship | None) -> RelationshipCard | None:
    """Someone whose row another room fetched along with one of its own; None once they left the circle."""
    return card_of(eyes, row) if row is not None and row.removed_at is None else None


def card_of(eyes: Eyes, row: Relationship) -> RelationshipCard:
    """What the eyes see of a row. For this room's own actions; everyone else asks for a relationship by id."""
    return RelationshipCard(
        id=row.pk,
        nickname=eyes.text(row, "nickname"),
        note=eyes.text(row, "note"),
        kind=Kind(row.kind),
        closeness=row.closeness,
        support=Support(row.support),
        uses_near_me=UsesNearMe(row.uses_near_me),
        wish=Wish(row.wish),
        state=State(row.state),
        no_contact=NoContact(row.no_contact),
        since=row.since,
        added_at=row.added_at,
        archived=row.archived_at is not None,
        version=row.version,
    )
