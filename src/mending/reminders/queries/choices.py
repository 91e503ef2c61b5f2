"""What the viewer chose, where it reaches them, and what was sent lately."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.reminders.models import Address, Browser, Choice, Due, Feed, Hours
from mending.reminders.queries.due import usual_plan
from mending.reminders.rules.kinds import USUAL, Channel, Kind, Plan
from mending.reminders.rules.outcomes import State
from mending.reminders.rules.times import Quiet
from mending.vault.asking import prepared

LATELY = 5


@dataclass(frozen=True, slots=True)
class ChoiceCard:
    """How one kind reaches the viewer. `version` is 0 until they chose."""

    kind: Kind
    channel: Channel
    plan: Plan
    version: int
    is_stopped: bool = False

    @property
    def is_on(self) -> bool:
        return self.channel is not Channel.NONE


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The viewer's e-mail address, and whether its code came back."""

    address: str
    asked_at: datetime
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What can reach the viewer at all."""

    has_address: bool
    is_confirmed: bool
    browsers: int
    feed_made_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sending:
    """One reminder that was on its way lately."""

    kind: str
    channel: Channel
    due_at: datetime
    state: State


def choices(viewer: Viewer) -> list[ChoiceCard]:
    """Every kind there is, chosen or not yet, in order."""
    rows = {row.kind: row for row in _choices(viewer)}
    return [_card(kind, rows.get(kind.value)) for kind in Kind]


def choice(viewer: Viewer, kind: str) -> ChoiceCard:
    """One kind. Raises Http404 for one that is not offered."""
    if kind not in tuple(Kind):
        raise Http404
    row = Choice.objects.filter(owner=viewer.id, kind=kind).first()
    return _card(Kind(kind), row, usual_plan(viewer, Kind(kind)) if row is None else None)


def plan_of(row: Choice) -> Plan:
    """When a chosen kind comes. For this room's own floors only."""
    return Plan(row.at, row.weekday, row.lead)


def _card(kind: Kind, row: Choice | None, usual: Plan | None = None) -> ChoiceCard:
    if row is None:
        return ChoiceCard(kind, Channel.NONE, usual or USUAL[kind], 0)
    return ChoiceCard(kind, Channel(row.channel), plan_of(row), row.version, row.stopped_at is not None)


def quiet_of(viewer: Viewer) -> Quiet:
    """The viewer's quiet hours: their own, or the usual ones."""
    row = _hours.first(viewer)
    return Quiet() if row is None else Quiet(row.starts, row.ends)


def mailbox(viewer: Viewer) -> Mailbox | None:
    """The viewer's address; None when they gave none."""
    row = Address.objects.filter(owner=viewer.id).first()
    if row is None:
        return None
    return Mailbox(Eyes(viewer).text(row, "address"), row.asked_at, row.confirmed_at is not None)


def reach(viewer: Viewer) -> Reach:
    """What can reach the viewer. Opens no address."""
    confirmed, made = _confirmed(viewer), _feed_made(viewer)
    return Reach(bool(confirmed), any(confirmed), len(_browsers(viewer)), made[0] if made else None)


def feed_kinds(viewer: Viewer) -> list[str]:
    """What the viewer's calendar holds; promises alone until they chose."""
    kinds = Feed.objects.filter(owner=viewer.id).values_list("kinds", flat=True).first()
    return [Kind.PROMISE.value] if kinds is None else kinds.split()


def lately(viewer: Viewer) -> list[Sending]:
    """The last reminders that were sent or should have been, newest first."""
    return [Sending(row.kind, Channel(row.channel), row.due_at, State(row.state)) for row in _lately(viewer)]


@prepared
def _choices(viewer: Viewer) -> QuerySet[Choice]:
    return Choice.objects.filter(owner=viewer.id)


@prepared
def _hours(viewer: Viewer) -> QuerySet[Hours]:
    return Hours.objects.filter(owner=viewer.id)[:1]


@prepared
def _confirmed(viewer: Viewer) -> QuerySet[Address, datetime | None]:
    return Address.objects.filter(owner=viewer.id).values_list("confirmed_at", flat=True)


@prepared
def _feed_made(viewer: Viewer) -> QuerySet[Feed, datetime]:
    return Feed.objects.filter(owner=viewer.id).values_list("made_at", flat=True)[:1]


@prepared
def _browsers(viewer: Viewer) -> QuerySet[Browser, UUID]:
    return Browser.objects.filter(owner=viewer.id).values_list("pk", flat=True)


@prepared
def _lately(viewer: Viewer) -> QuerySet[Due]:
    rows = Due.objects.filter(owner=viewer.id).exclude(state__in=[State.WAITING, State.CLAIMED], tries=0)
    return rows.order_by("-due_at")[:LATELY]
