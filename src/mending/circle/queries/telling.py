"""Reading the note beside "before you tell someone". Its owner's alone."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mending.circle.models import TellingNote
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class Noted:
    """The note; without words when there is none. `version` is 0 before the first."""

    words: str
    version: int


def telling_note(viewer: Viewer) -> Noted:
    """What the viewer noted. One query."""
    row = _note.first(viewer)
    if row is None:
        return Noted("", 0)
    return Noted("" if row.removed_at else Eyes(viewer).text(row, "note"), row.version)


@prepared
def _note(viewer: Viewer) -> QuerySet[TellingNote]:
    return TellingNote.objects.filter(owner=viewer.id)[:1]
