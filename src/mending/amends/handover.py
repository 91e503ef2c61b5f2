"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.amends.models import (
    Amends,
    Harm,
    Instalment,
    Letter,
    LetterVersion,
    LivingPromise,
    MoneyPlan,
    ScreenAnswer,
)
from mending.consent.queries import rows_whole
from mending.consent.rules import Viewer
from mending.vault.actions import reseal_rows

_TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "amends": (Amends, ("begun_at", "pk")),
    "harms": (Harm, ("added_at", "pk")),
    "amends_screen": (ScreenAnswer, ("amends", "answered_at", "pk")),
    "money_plans": (MoneyPlan, ("begun_at", "pk")),
    "instalments": (Instalment, ("plan", "number")),
    "living_promises": (LivingPromise, ("linked_at", "pk")),
    "letters": (Letter, ("begun_at", "pk")),
    "letter_versions": (LetterVersion, ("letter", "number")),
}


def export(viewer: Viewer) -> dict[str, Any]:
    """Every harm, every amends with its money and promises, and every letter as it ever read; the removed too."""
    return {name: rows_whole(viewer, table, *order) for name, (table, order) in _TABLES.items()}


def erase(person_id: UUID) -> None:
    """Delete all of it, what leans on another table first."""
    for table, _ in reversed(_TABLES.values()):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for table, _ in _TABLES.values():
        reseal_rows(person_id, table)
