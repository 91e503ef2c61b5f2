"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.safetyplan.models import Line
from mending.vault.actions import reseal as seal_again


def export(viewer: Viewer) -> dict[str, Any]:
    """Every line of the plan, the removed and the resting ones too."""
    eyes = Eyes(viewer)
    rows = Line.objects.filter(owner=viewer.id).order_by("part", "position", "added_at", "pk")
    return {"safety_plan": [_line(eyes, row) for row in rows]}


def erase(person_id: UUID) -> None:
    """Delete the whole plan."""
    Line.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for row in Line.objects.filter(owner=person_id).iterator():
        seal_again(row, "words", "phone")
        row.save(update_fields=["words", "phone"])


def _line(eyes: Eyes, row: Line) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "part": row.part,
        "words": eyes.text(row, "words"),
        "person": row.person_id and str(row.person_id),
        "phone": eyes.text(row, "phone"),
        "position": row.position,
        "added_at": row.added_at.isoformat(),
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "version": row.version,
    }
