"""Reading one's own groups and meetings, and the days one went."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import Http404

from mending.circle.models import Group, Went
from mending.circle.rules.groups import Times, from_mask, last_start, next_start, starts
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as its owner wrote it down. `went` are the days they went, the latest first."""

    id: UUID
    name: str
    place: str
    times: Times
    next: datetime | None
    last: date | None
    went: tuple[date, ...]
    version: int

    @property
    def went_last(self) -> bool:
        """Whether the last meeting was marked already."""
        return self.last in self.went


def groups(viewer: Viewer) -> list[GroupCard]:
    """All that stand: those with a next time first, the soonest at the top. Two queries, and the key."""
    days = defaultdict(list)
    for group, on in _went(viewer):
        days[group].append(on)
    eyes = Eyes(viewer)
    found = [_card(viewer, eyes, row, tuple(days[row.pk])) for row in _all(viewer)]
    return sorted(found, key=_order)


@prepared
def _all(viewer: Viewer) -> QuerySet[Group]:
    return _mine(viewer)


@prepared
def _went(viewer: Viewer) -> QuerySet[Went, tuple[UUID, date]]:
    return Went.objects.filter(owner=viewer.id).order_by("-on").values_list("group", "on")


def group(viewer: Viewer, id: UUID) -> GroupCard:
    """One of them. Raises Http404 when there is none the viewer may see."""
    row = _mine(viewer).filter(pk=id).first()
    if row is None:
        raise Http404
    went = Went.objects.filter(group=row).order_by("-on").values_list("on", flat=True)
    return _card(viewer, Eyes(viewer), row, tuple(went))


def has_groups(viewer: Viewer) -> bool:
    """Whether there is any with times of its own."""
    return _mine(viewer).filter(at__isnull=False).exists()


def meeting_starts(viewer: Viewer, first: date, last: date) -> list[datetime]:
    """When meetings begin from one day to another, as clocks show it where the viewer is. No seal is opened."""
    return sorted(start for row in _mine(viewer) for start in starts(_times(row), first, last))


def _order(card: GroupCard) -> tuple[bool, str, str]:
    return card.next is None, card.next.isoformat() if card.next else "", card.name.casefold()


def _mine(viewer: Viewer) -> QuerySet[Group]:
    return Group.objects.filter(owner=viewer.id, removed_at__isnull=True).order_by("added_at", "pk")


def _times(row: Group) -> Times:
    return Times(from_mask(row.weekdays), row.on, row.at)


def _card(viewer: Viewer, eyes: Eyes, row: Group, went: tuple[date, ...]) -> GroupCard:
    times, now = _times(row), clock.now().astimezone(ZoneInfo(viewer.zone)).replace(tzinfo=None)
    last = last_start(times, now)
    return GroupCard(
        row.pk,
        eyes.text(row, "name"),
        eyes.text(row, "place"),
        times,
        next_start(times, now),
        last.date() if last else None,
        went,
        row.version,
    )
