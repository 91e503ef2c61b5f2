"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.promises.models import Answer, Earlier, LeftOpen, Promise
from mending.vault.actions import reseal as seal_again


def export(viewer: Viewer) -> dict[str, Any]:
    """Every promise, how each read before it was changed, and every answer; the removed ones too."""
    eyes = Eyes(viewer)
    made = Promise.objects.filter(owner=viewer.id).order_by("made_at", "pk")
    earlier = Earlier.objects.filter(owner=viewer.id).order_by("promise", "version")
    answers = Answer.objects.filter(owner=viewer.id).order_by("due_on", "promise")
    left = LeftOpen.objects.filter(owner=viewer.id)
    return {
        "promises": [_promise(eyes, row) for row in made],
        "earlier_promises": [_earlier(eyes, row) for row in earlier],
        "answers": [_answer(eyes, row) for row in answers],
        "left_open": [_left(row) for row in left],
    }


def erase(person_id: UUID) -> None:
    """Delete all that a person promised and answered."""
    LeftOpen.objects.filter(owner=person_id).delete()
    Answer.objects.filter(owner=person_id).delete()
    Earlier.objects.filter(owner=person_id).delete()
    Promise.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for row in Promise.objects.filter(owner=person_id).iterator():
        seal_again(row, "words")
        row.save(update_fields=["words"])
    for earlier in Earlier.objects.filter(owner=person_id).iterator():
        seal_again(earlier, "words")
        earlier.save(update_fields=["words"])
    for answer in Answer.objects.filter(owner=person_id, note__isnull=False).iterator():
        seal_again(answer, "note")
        answer.save(update_fields=["note"])


def _promise(eyes: Eyes, row: Promise) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        **_said(eyes, row),
        "instead_of": row.instead_of_id and str(row.instead_of_id),
        "made_at": row.made_at.isoformat(),
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "version": row.version,
    }


def _earlier(eyes: Eyes, row: Earlier) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "promise": str(row.promise_id),
        "version": row.version,
        **_said(eyes, row),
        "successor": row.successor_id and str(row.successor_id),
        "changed_at": row.changed_at.isoformat(),
    }


def _said(eyes: Eyes, row: Promise | Earlier) -> dict[str, Any]:
    return {
        "words": eyes.text(row, "words"),
        "to": row.to_id and str(row.to_id),
        "kind": row.kind,
        "repeat": row.repeat,
        "starts_on": row.starts_on.isoformat(),
        "until": row.until and row.until.isoformat(),
    }


def _left(row: LeftOpen) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "up_to": row.up_to.isoformat(),
        "earlier": row.earlier and row.earlier.isoformat(),
    }


def _answer(eyes: Eyes, row: Answer) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "promise": str(row.promise_id),
        "to": row.to_id and str(row.to_id),
        "due_on": row.due_on.isoformat(),
        "outcome": row.outcome,
        "note": eyes.text(row, "note"),
        "successor": row.successor_id and str(row.successor_id),
        "answered_at": row.answered_at.isoformat(),
        "is_backdated": row.is_backdated,
        "counts": row.counts,
        "version": row.version,
    }
