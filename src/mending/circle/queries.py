"""Reading the circle. The viewer comes first; what comes back holds no table's row."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.circle.models import Relationship
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, Standing, State
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer


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


def relationships(viewer: Viewer, *, archived: bool | None = None) -> list[RelationshipCard]:
    """Everyone in the viewer's circle by name; `archived` picks the archived ones or the others."""
    rows = _mine(viewer)
    if archived is not None:
        rows = rows.filter(archived_at__isnull=not archived)
    eyes = Eyes(viewer)
    return sorted((_card(eyes, row) for row in rows), key=lambda card: card.nickname.casefold())


def relationship(viewer: Viewer, relationship_id: UUID) -> RelationshipCard:
    """One of them. Raises Http404 when there is none the viewer may see."""
    row = _mine(viewer).filter(pk=relationship_id).first()
    if row is None:
        raise Http404
    return _card(Eyes(viewer), row)


def _mine(viewer: Viewer) -> QuerySet[Relationship]:
    # A circle is seen by its owner alone; when shares come, the rows they name are added here.
    return Relationship.objects.filter(owner=viewer.id, removed_at__isnull=True)


def _card(eyes: Eyes, row: Relationship) -> RelationshipCard:
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
