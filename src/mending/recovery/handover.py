"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.recovery.models import Counter, Reflection, Slip, Window
from mending.vault.actions import reseal as seal_again

_REFLECTED = ("before", "helped", "worked", "next_step")


def export(viewer: Viewer) -> dict[str, Any]:
    """Every time, return to use, look back and window; the removed and closed ones too."""
    eyes = Eyes(viewer)
    counters = Counter.objects.filter(owner=viewer.id).order_by("starts_on", "pk")
    slips = Slip.objects.filter(owner=viewer.id).order_by("recorded_at", "pk")
    reflections = Reflection.objects.filter(owner=viewer.id).order_by("written_at", "pk")
    windows = Window.objects.filter(owner=viewer.id).order_by("on", "pk")
    return {
        "times": [_counter(eyes, row) for row in counters],
        "returns": [_slip(row) for row in slips],
        "reflections": [_reflection(eyes, row) for row in reflections],
        "windows": [_window(row) for row in windows],
    }


def erase(person_id: UUID) -> None:
    """Delete all of it."""
    for table in (Window, Reflection, Slip, Counter):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for counter in Counter.objects.filter(owner=person_id, name__isnull=False).iterator():
        seal_again(counter, "name")
        counter.save(update_fields=["name"])
    for row in Reflection.objects.filter(owner=person_id).iterator():
        seal_again(row, *_REFLECTED)
        row.save(update_fields=_REFLECTED)


def _counter(eyes: Eyes, row: Counter) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "name": eyes.text(row, "name"),
        "starts_on": row.starts_on.isoformat(),
        "is_hidden": row.is_hidden,
        "added_at": row.added_at.isoformat(),
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "version": row.version,
    }


def _slip(row: Slip) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "counter": row.counter_id and str(row.counter_id),
        "on": row.on and row.on.isoformat(),
        "until": row.until and row.until.isoformat(),
        "new_start": row.new_start and row.new_start.isoformat(),
        "written_on": row.written_on.isoformat(),
        "recorded_at": row.recorded_at.isoformat(),
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "version": row.version,
    }


def _reflection(eyes: Eyes, row: Reflection) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "slip": str(row.slip_id),
        **{column: eyes.text(row, column) for column in _REFLECTED},
        "written_at": row.written_at.isoformat(),
        "version": row.version,
    }


def _window(row: Window) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "event": row.event,
        "on": row.on.isoformat(),
        "slip": row.slip_id and str(row.slip_id),
        "naloxone": row.naloxone,
        "not_alone": row.not_alone,
        "opened_at": row.opened_at.isoformat(),
        "closed_at": row.closed_at and row.closed_at.isoformat(),
    }
