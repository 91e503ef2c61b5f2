"""Reading the weeks when tolerance is lost."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from mending.consent.rules import Viewer
from mending.recovery.models import Window
from mending.recovery.rules.returning import may_reflect
from mending.recovery.rules.windows import (
    Answer,
    Days,
    Event,
    Strength,
    days_of,
    first_day_that_matters,
    strength,
    strictest,
)
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class WindowCard:
    """One window as its owner reads it. `slip` is the return to use it belongs to, None for any other event."""

    id: UUID
    event: Event
    on: date
    naloxone: Answer
    not_alone: Answer
    slip: UUID | None
    is_closed: bool

    @property
    def days(self) -> Days:
        return days_of(self.on)


@dataclass(frozen=True, slots=True)
class Pinned:
    """What Today keeps in sight: the strictest window, and a return to use one may look back at by now."""

    window: WindowCard
    is_soft: bool
    look_back_at: UUID | None


def today(viewer: Viewer, day: date) -> Pinned | None:
    """What is pinned on Today; None when no window runs. One query."""
    rows = _open(viewer, first_day_that_matters(day))
    found = strictest([_card(row) for row in rows], day)
    if found is None:
        return None
    back = [row.slip_id for row in rows if row.slip and may_reflect(row.slip.written_on, row.slip.until, day)]
    return Pinned(found, strength(found.on, day) is Strength.SOFT, back[0] if back else None)


def windows(viewer: Viewer, day: date) -> list[WindowCard]:
    """Every window that runs on that day, those closed as a mistake too, the newest first."""
    return [_card(row) for row in _since(viewer, first_day_that_matters(day))]


@prepared
def _since(viewer: Viewer, first: date) -> QuerySet[Window]:
    return Window.objects.filter(owner=viewer.id, on__gte=first).order_by("-on", "-opened_at", "pk")


@prepared
def _open(viewer: Viewer, first: date) -> QuerySet[Window]:
    return _since.ask(viewer, first).filter(closed_at__isnull=True).select_related("slip")


def _card(row: Window) -> WindowCard:
    return WindowCard(
        row.pk,
        Event(row.event),
        row.on,
        Answer(row.naloxone),
        Answer(row.not_alone),
        row.slip_id,
        row.closed_at is not None,
    )
