"""Reading times, returns to use and what was written on looking back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.recovery.models import Counter, Reflection, Slip
from mending.recovery.rules.returning import may_reflect
from mending.recovery.rules.times import Count, Kind, Return, count
from mending.vault.asking import prepared

LOOKBACK_PARTS = ("before", "helped", "worked", "next_step")


@dataclass(frozen=True, slots=True)
class TimeCard:
    """A time as its owner reads it, and what it amounts to."""

    id: UUID
    kind: Kind
    name: str
    starts_on: date
    is_hidden: bool
    version: int
    count: Count


@dataclass(frozen=True, slots=True)
class ReturnCard:
    """A return to use as its owner reads it. `time` is the count it is about, None for all of them."""

    id: UUID
    days: Return
    time: UUID | None
    written_on: date
    is_removed: bool
    version: int
    may_look_back: bool


@dataclass(frozen=True, slots=True)
class LookbackCard:
    """What was written on looking back; `version` 0 while nothing is."""

    before: str = ""
    helped: str = ""
    worked: str = ""
    next_step: str = ""
    version: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        return self.before, self.helped, self.worked, self.next_step


@dataclass(frozen=True, slots=True)
class Story:
    """Every time, and every return to use, the newest first."""

    times: list[TimeCard]
    returns: list[ReturnCard]


def story(viewer: Viewer, today: date) -> Story:
    """All of the viewer's times and returns to use. Two queries, and the days are counted in one walk."""
    returns = _returns(viewer, today)
    eyes = Eyes(viewer)
    return Story([_time(eyes, row, returns, today) for row in _times(viewer)], returns)


@prepared
def _times(viewer: Viewer) -> QuerySet[Counter]:
    return Counter.objects.filter(owner=viewer.id, removed_at__isnull=True).order_by("added_at", "pk")


def time(viewer: Viewer, time_id: UUID, today: date, *, removed_too: bool = False) -> TimeCard:
    """One time. Raises Http404 when there is none the viewer may see."""
    row = Counter.objects.filter(owner=viewer.id, pk=time_id).first()
    if row is None or (row.removed_at is not None and not removed_too):
        raise Http404
    return _time(Eyes(viewer), row, _returns(viewer, today), today)


def return_to_use(viewer: Viewer, slip: UUID, today: date) -> ReturnCard:
    """One return to use, a removed one too. Raises Http404 when there is none the viewer may see."""
    row = Slip.objects.filter(owner=viewer.id, pk=slip).first()
    if row is None:
        raise Http404
    return _return(row, today)


def lookback(viewer: Viewer, slip: UUID) -> LookbackCard:
    """What was written on looking back; empty while nothing is."""
    row = Reflection.objects.filter(owner=viewer.id, slip=slip).first()
    if row is None:
        return LookbackCard()
    eyes = Eyes(viewer)
    before, helped, worked, next_step = (eyes.text(row, name) for name in LOOKBACK_PARTS)
    return LookbackCard(before, helped, worked, next_step, row.version)


def _returns(viewer: Viewer, today: date) -> list[ReturnCard]:
    """Every return to use, the newest first. Read without making a row of each: years of them are counted over."""
    return [
        ReturnCard(pk, Return(on, until, fresh), time, written, False, version, may_reflect(written, until, today))
        for pk, on, until, fresh, time, written, version in _slips(viewer)
    ]


@prepared
def _slips(viewer: Viewer) -> QuerySet[Slip, Any]:
    slips = Slip.objects.filter(owner=viewer.id, removed_at__isnull=True).order_by("-written_on", "-recorded_at")
    return slips.values_list("pk", "on", "until", "new_start", "counter_id", "written_on", "version")


def _time(eyes: Eyes, row: Counter, returns: list[ReturnCard], today: date) -> TimeCard:
    about = [one.days for one in returns if one.time in (None, row.pk)]
    return TimeCard(
        row.pk,
        Kind(row.kind),
        eyes.text(row, "name"),
        row.starts_on,
        row.is_hidden,
        row.version,
        count(row.starts_on, about, today),
    )


def _return(row: Slip, today: date) -> ReturnCard:
    return ReturnCard(
        row.pk,
        Return(row.on, row.until, row.new_start),
        row.counter_id,
        row.written_on,
        row.removed_at is not None,
        row.version,
        may_reflect(row.written_on, row.until, today),
    )
