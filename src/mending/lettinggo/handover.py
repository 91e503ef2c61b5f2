"""This room's part of leaving with everything and of erasing everything."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.lettinggo.models import Ending, GriefStep, HardDay, LetPromise, OwnLine, Shared
from mending.vault.actions import reseal as seal_again
from mending.vault.fields import SealedField

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
    eyes = Eyes(viewer)
    return {
        name: [_exported(eyes, row) for row in table.objects.filter(owner=viewer.id).order_by(*order)]
        for name, (table, order) in _TABLES.items()
    }


def erase(person_id: UUID) -> None:
    """Delete all of it."""
    for table in (LetPromise, Ending, GriefStep, OwnLine, Shared, HardDay):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for table, _ in _TABLES.values():
        if sealed := _sealed(table):
            for row in table.objects.filter(owner=person_id).iterator():
                seal_again(row, *sealed)
                row.save(update_fields=sealed)


def _exported(eyes: Eyes, row: Any) -> dict[str, Any]:
    sealed = _sealed(type(row))
    kept = [field for field in row._meta.concrete_fields if field.name != "owner"]
    return {
        field.name: eyes.text(row, field.name) if field.name in sealed else _plain(getattr(row, field.attname))
        for field in kept
    }


def _sealed(table: type[Model]) -> list[str]:
    return [field.name for field in table._meta.concrete_fields if isinstance(field, SealedField)]


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
