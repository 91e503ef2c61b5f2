"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.checkins.models import COLUMNS, ITEMS, CheckIn, Choice, Review, Sign
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.actions import reseal as seal_again


def export(viewer: Viewer) -> dict[str, Any]:
    """Every check-in, review and sign, those taken back or removed too, and what was chosen about them."""
    eyes = Eyes(viewer)
    check_ins = CheckIn.objects.filter(owner=viewer.id).order_by("day", "written_at", "pk")
    reviews = Review.objects.filter(owner=viewer.id).order_by("day", "written_at", "pk")
    choices = Choice.objects.filter(owner=viewer.id)
    signs = Sign.objects.filter(owner=viewer.id).order_by("position", "added_at", "pk")
    return {
        "check_ins": [_entry(eyes, row, COLUMNS) for row in check_ins],
        "reviews": [_entry(eyes, row, ITEMS) for row in reviews],
        "choices": [_choice(row) for row in choices],
        "signs": [_sign(eyes, row) for row in signs],
    }


def erase(person_id: UUID) -> None:
    """Delete all of it."""
    for table in (CheckIn, Review, Choice, Sign):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal every line and sign again under the person's newest key."""
    for table in (CheckIn, Review):
        for row in table.objects.filter(owner=person_id, note__isnull=False).iterator():
            seal_again(row, "note")
            row.save(update_fields=["note"])
    for sign in Sign.objects.filter(owner=person_id).iterator():
        seal_again(sign, "words")
        sign.save(update_fields=["words"])


def _entry(eyes: Eyes, row: CheckIn | Review, columns: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "day": row.day.isoformat(),
        **{column: getattr(row, column) for column in columns},
        "note": eyes.text(row, "note"),
        "instead_of": row.instead_of_id and str(row.instead_of_id),
        "written_at": row.written_at.isoformat(),
        "is_backdated": row.is_backdated,
        "removed_at": row.removed_at and row.removed_at.isoformat(),
    }


def _choice(row: Choice) -> dict[str, Any]:
    return {"id": str(row.pk), "questions": row.questions, "at": row.at and row.at.isoformat()}


def _sign(eyes: Eyes, row: Sign) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "words": eyes.text(row, "words"),
        "position": row.position,
        "added_at": row.added_at.isoformat(),
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "version": row.version,
    }
