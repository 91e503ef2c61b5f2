"""Reading what was expected against what came. For its owner alone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mending.circle.queries import names
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.models import Expectation
from mending.expectations.queries.expectations import mine
from mending.expectations.rules.looking_back import Looked, Seen, looked
from mending.expectations.rules.sections import Nearest
from mending.vault.asking import prepared

MOST = 24
_CHANCES = {
    Nearest.BEST: "best_chance",
    Nearest.LIKELY: "likely_chance",
    Nearest.WORST: "worst_chance",
}
_COLUMNS = ("happened_on", "nearest", "strength", "strength_after", "learned_on", *_CHANCES.values())


@dataclass(frozen=True, slots=True)
class Told:
    """One that happened; no words of it when it is about someone who is left in peace by now."""

    id: UUID
    prediction: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class OverTime:
    """All that happened, counted, and the latest of them, oldest first."""

    looked: Looked
    latest: list[Told]


def over_time(viewer: Viewer) -> OverTime:
    """How it went, over all of it. Three queries, and the key."""
    whole = looked(_seen(row) for row in _figures(viewer))
    brought_up = {None, *(one.id for one in names(viewer) if not one.is_quiet)}
    eyes = Eyes(viewer)
    latest = [
        Told(row.pk, eyes.text(row, "prediction") if row.who_id in brought_up else "", _seen(row))
        for row in _latest(viewer)
    ]
    return OverTime(whole, latest[::-1])


@prepared
def _figures(viewer: Viewer) -> QuerySet[Expectation, Any]:
    return mine(viewer).filter(done_on__isnull=False).values_list(*_COLUMNS, named=True)


@prepared
def _latest(viewer: Viewer) -> QuerySet[Expectation]:
    return mine(viewer).filter(done_on__isnull=False).order_by("-happened_on", "-begun_at", "pk")[:MOST]


def _seen(row: Any) -> Seen:
    """Of a row, or of its columns alone: of all of them nothing else is needed, and rows take their time."""
    chances = {way: getattr(row, column) for way, column in _CHANCES.items()}
    return Seen(
        row.happened_on,
        {way: chance for way, chance in chances.items() if chance is not None},
        Nearest(row.nearest) if row.nearest else None,
        row.strength,
        row.strength_after if row.learned_on else None,
    )
