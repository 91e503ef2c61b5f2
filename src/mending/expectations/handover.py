"""This room's part of leaving with everything and of erasing everything."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.models import Agreement, Expectation, Homecoming, HomeStretch
from mending.vault.actions import reseal as seal_again
from mending.vault.fields import SealedField

_TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "expectations": (Expectation, ("day", "begun_at", "pk")),
    "homecomings": (Homecoming, ("comes_on", "begun_at", "pk")),
    "home_stretches": (HomeStretch, ("homecoming", "stretch")),
    "agreements": (Agreement, ("added_at", "pk")),
}


def export(viewer: Viewer) -> dict[str, Any]:
    """Every expectation and every plan for coming home, the removed and the archived too."""
    eyes = Eyes(viewer)
    return {
        name: [_exported(eyes, row) for row in table.objects.filter(owner=viewer.id).order_by(*order)]
        for name, (table, order) in _TABLES.items()
    }


def erase(person_id: UUID) -> None:
    """Delete all of it."""
    for table in (Agreement, HomeStretch, Homecoming, Expectation):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for table, _ in _TABLES.values():
        sealed = _sealed(table)
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
