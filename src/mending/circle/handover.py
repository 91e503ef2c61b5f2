"""This room's part of leaving with everything and of erasing everything."""

from datetime import date, time
from typing import Any
from uuid import UUID

from mending.circle.models import (
    Contact,
    Group,
    NobodyDay,
    Relationship,
    Rhythm,
    StateChange,
    TellingNote,
    Watch,
    Went,
)
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.actions import reseal as seal_again


def export(viewer: Viewer) -> dict[str, Any]:
    """Everyone in the viewer's circle and every line of their histories, the removed and taken back too."""
    eyes = Eyes(viewer)
    people = Relationship.objects.filter(owner=viewer.id).order_by("added_at", "pk")
    lines = StateChange.objects.filter(owner=viewer.id).order_by("relationship", "number")
    return {
        "relationships": [_relationship(eyes, row) for row in people],
        "state_changes": [_line(eyes, row) for row in lines],
        "contacts": [_plain(row) for row in Contact.objects.filter(owner=viewer.id).order_by("on", "pk")],
        "nobody_days": [_plain(row) for row in NobodyDay.objects.filter(owner=viewer.id).order_by("on")],
        "rhythms": [_plain(row) for row in Rhythm.objects.filter(owner=viewer.id).order_by("pk")],
        "groups": [_group(eyes, row) for row in Group.objects.filter(owner=viewer.id).order_by("added_at", "pk")],
        "went": [_plain(row) for row in Went.objects.filter(owner=viewer.id).order_by("on", "pk")],
        "telling_notes": [_told_note(eyes, row) for row in TellingNote.objects.filter(owner=viewer.id)],
        "watch": [_plain(row) for row in Watch.objects.filter(owner=viewer.id)],
    }


def _group(eyes: Eyes, row: Group) -> dict[str, Any]:
    return _plain(row) | {"name": eyes.text(row, "name"), "place": eyes.text(row, "place")}


def _told_note(eyes: Eyes, row: TellingNote) -> dict[str, Any]:
    return _plain(row) | {"note": eyes.text(row, "note")}


def _plain(row: Contact | Group | NobodyDay | Rhythm | TellingNote | Watch | Went) -> dict[str, Any]:
    """What is not sealed of a row, each column by its name, as text where it is a day, a moment or an id."""
    columns = (field.name for field in row._meta.concrete_fields if field.name != "owner")
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in columns}  # type: ignore[union-attr]
    return {name: _told(value) for name, value in values.items()}


def _told(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def erase(person_id: UUID) -> None:
    """Delete the whole circle of a person. Rooms above erase what points to it first."""
    for table in (Went, Group, TellingNote, Watch, Rhythm, NobodyDay, Contact, StateChange):
        table.objects.filter(owner=person_id).delete()
    Relationship.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for row in Relationship.objects.filter(owner=person_id).iterator():
        seal_again(row, "nickname", "note")
        row.save(update_fields=["nickname", "note"])
    for line in StateChange.objects.filter(owner=person_id).iterator():
        seal_again(line, "reason")
        line.save(update_fields=["reason"])
    for told in TellingNote.objects.filter(owner=person_id).iterator():
        seal_again(told, "note")
        told.save(update_fields=["note"])
    for group in Group.objects.filter(owner=person_id).iterator():
        seal_again(group, "name", "place")
        group.save(update_fields=["name", "place"])


def _relationship(eyes: Eyes, row: Relationship) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "nickname": eyes.text(row, "nickname"),
        "note": eyes.text(row, "note"),
        "kind": row.kind,
        "closeness": row.closeness,
        "support": row.support,
        "uses_near_me": row.uses_near_me,
        "wish": row.wish,
        "state": row.state,
        "no_contact": row.no_contact,
        "since": row.since.isoformat(),
        "added_at": row.added_at.isoformat(),
        "archived_at": row.archived_at and row.archived_at.isoformat(),
        "removed_at": row.removed_at and row.removed_at.isoformat(),
        "version": row.version,
    }


def _line(eyes: Eyes, row: StateChange) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "relationship": str(row.relationship_id),
        "number": row.number,
        "state": row.state,
        "no_contact": row.no_contact,
        "on": row.on.isoformat(),
        "reason": eyes.text(row, "reason"),
        "recorded_at": row.recorded_at.isoformat(),
        "undone_at": row.undone_at and row.undone_at.isoformat(),
    }
