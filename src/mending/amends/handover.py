"""This room's part of leaving with everything and of erasing everything."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

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
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.actions import reseal as seal_again
from mending.vault.fields import SealedField

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
    eyes = Eyes(viewer)
    return {
        name: [_exported(eyes, row) for row in table.objects.filter(owner=viewer.id).order_by(*order)]
        for name, (table, order) in _TABLES.items()
    }


def erase(person_id: UUID) -> None:
    """Delete all of it."""
    for table, _ in reversed(_TABLES.values()):
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
