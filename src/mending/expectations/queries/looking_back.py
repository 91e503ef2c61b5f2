"""Reading what was expected against what came. For its owner alone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import ExpressionWrapper, IntegerField, Q, QuerySet

from mending.circle.queries import names
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.models import Expectation
from mending.expectations.queries.expectations import mine
from mending.expectations.rules.looking_back import Looked, Seen, looked_often
from mending.expectations.rules.sections import Nearest
from mending.vault.asking import prepared

FEW, MOST = 8, 24
"""So many are drawn and told one by one at first, and when more are asked for."""
_CHANCES = {
    Nearest.BEST: "best_chance",
    Nearest.LIKELY: "likely_chance",
    Nearest.WORST: "worst_chance",
}
_SHOWN = ("owner", "who", "prediction", "happened_on", "nearest", "strength", "strength_after", "learned_on")


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


def over_time(viewer: Viewer, *, every: bool = False) -> OverTime:
    """How it went, over all of it, and a few of the latest, or, with `every`, more. Three queries, and the key."""
    brought_up = {None, *(one.id for one in names(viewer) if not one.is_quiet)}
    eyes = Eyes(viewer)
    latest = [
        Told(row.pk, eyes.text(row, "prediction") if row.who_id in brought_up else "", _seen(row))
        for row in (_latest(viewer) if every else _few(viewer))
    ]
    return OverTime(_whole(viewer), latest[::-1])


def _whole(viewer: Viewer) -> Looked:
    """All of it, counted. What is alike is looked at once: years of it are many rows and few kinds."""
    rows = _figures(viewer)
    kinds = Counter(row[:4] for row in rows)
    alike = [
        (Seen(date.min, _given(*chances), _nearest(nearest), None, None), often)
        for (nearest, *chances), often in kinds.items()
    ]
    return looked_often(
        alike, [(before, after if is_learned else None) for *_kind, before, after, is_learned in rows]
    )


@prepared
def _figures(viewer: Viewer) -> QuerySet[Expectation, Any]:
    rows = mine(viewer).filter(done_on__isnull=False)
    # As a number: a yes or no would be turned into one for each row, and there are years of them.
    rows = rows.annotate(is_learned=ExpressionWrapper(Q(learned_on__isnull=False), IntegerField()))
    return rows.values_list("nearest", *_CHANCES.values(), "strength", "strength_after", "is_learned")


@prepared
def _latest(viewer: Viewer) -> QuerySet[Expectation]:
    rows = mine(viewer).filter(done_on__isnull=False).only(*_SHOWN, *_CHANCES.values())
    return rows.order_by("-happened_on", "-begun_at", "pk")[:MOST]


@prepared
def _few(viewer: Viewer) -> QuerySet[Expectation]:
    rows = mine(viewer).filter(done_on__isnull=False).only(*_SHOWN, *_CHANCES.values())
    return rows.order_by("-happened_on", "-begun_at", "pk")[:FEW]


def _seen(row: Any) -> Seen:
    chances = _given(*(getattr(row, column) for column in _CHANCES.values()))
    after = row.strength_after if row.learned_on else None
    return Seen(row.happened_on, chances, _nearest(row.nearest), row.strength, after)


def _given(*chances: int | None) -> dict[Nearest, int]:
    return {way: chance for way, chance in zip(_CHANCES, chances, strict=True) if chance is not None}


def _nearest(code: str) -> Nearest | None:
    return Nearest(code) if code else None
