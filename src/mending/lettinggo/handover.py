"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.consent.queries import rows_whole
from mending.consent.rules import Viewer
from mending.lettinggo.models import Ending, GriefStep, HardDay, LetPromise, OwnLine, Shared
from mending.vault.actions import reseal_rows

_TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "endings": (Ending, ("ended_at", "pk")),
    "let_promises": (LetPromise, ("ending", "pk")),
    "grief_steps": (GriefStep, ("relationship", "step")),
    "own_lines": (OwnLine, ("added_at", "pk")),
    "shared_people": (Shared, ("added_at", "pk")),
    "hard_days": (HardDay, ("on", "pk")),
}


def export(viewer: Viewer) -> dict[str, Any]:
    """Every ending and everything written beside one, the removed and taken back too."""
    return {name: rows_whole(viewer, table, *order) for name, (table, order) in _TABLES.items()}


def erase(person_id: UUID) -> None:
    """Delete all of it, what leans on another table first."""
    for table, _ in reversed(_TABLES.values()):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for table, _ in _TABLES.values():
        reseal_rows(person_id, table)
