"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.consent.queries import rows_whole
from mending.consent.rules import Viewer
from mending.expectations.models import Agreement, Expectation, Homecoming, HomeStretch
from mending.vault.actions import reseal_rows

_TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "expectations": (Expectation, ("day", "begun_at", "pk")),
    "homecomings": (Homecoming, ("comes_on", "begun_at", "pk")),
    "home_stretches": (HomeStretch, ("homecoming", "stretch")),
    "agreements": (Agreement, ("added_at", "pk")),
}


def export(viewer: Viewer) -> dict[str, Any]:
    """Every expectation and every plan for coming home, the removed and the archived too."""
    return {name: rows_whole(viewer, table, *order) for name, (table, order) in _TABLES.items()}


def erase(person_id: UUID) -> None:
    """Delete all of it, what leans on another table first."""
    for table, _ in reversed(_TABLES.values()):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for table, _ in _TABLES.values():
        reseal_rows(person_id, table)
