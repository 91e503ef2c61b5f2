"""This room's part of leaving with everything and of erasing everything. Forms themselves are nobody's."""

import json
from typing import Any
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.actions import reseal as seal_again
from mending.worksheets.models import Favourite, Fitting, Sheet


def export(viewer: Viewer) -> dict[str, Any]:
    """Everything the viewer wrote in forms, with the words as they stood, the removed too."""
    eyes = Eyes(viewer)
    sheets = Sheet.objects.filter(owner=viewer.id).select_related("version").order_by("begun_at", "pk")
    fittings = Fitting.objects.filter(owner=viewer.id).order_by("form")
    liked = Favourite.objects.filter(owner=viewer.id).order_by("form")
    return {
        "sheets": [_sheet(eyes, row) for row in sheets],
        "fittings": [
            {"id": str(row.pk), "form": row.form, "words": _opened(eyes, row, "words"), "edition": row.edition}
            for row in fittings
        ],
        "favourites": [{"id": str(row.pk), "form": row.form, "since": row.since.isoformat()} for row in liked],
    }


def erase(person_id: UUID) -> None:
    """Delete all a person wrote here. Versions of forms stay: they say nothing of anybody."""
    for table in (Sheet, Fitting, Favourite):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for sheet in Sheet.objects.filter(owner=person_id).iterator():
        seal_again(sheet, "kept")
        sheet.save(update_fields=["kept"])
    for fitting in Fitting.objects.filter(owner=person_id).iterator():
        seal_again(fitting, "words")
        fitting.save(update_fields=["words"])


def _sheet(eyes: Eyes, row: Sheet) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "version": str(row.version_id),
        "form": row.form,
        "number": row.version.number,
        "language": row.version.language,
        "day": row.day.isoformat(),
        "kept": _opened(eyes, row, "kept"),
        "begun_at": row.begun_at.isoformat(),
        "done_at": row.done_at and row.done_at.isoformat(),
        "is_backdated": row.is_backdated,
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "edition": row.edition,
    }


def _opened(eyes: Eyes, row: Sheet | Fitting, column: str) -> Any:
    text = eyes.text(row, column)
    return json.loads(text) if text else {}
