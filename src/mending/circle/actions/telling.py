"""The note beside "before you tell someone": one's own words, one note a person."""

from django.db import IntegrityError, transaction

from mending.circle.actions.trouble import Conflict, Refused
from mending.circle.models import TellingNote
from mending.circle.rules.people import NOTE_LENGTH
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


def write_telling_note(*, by: Viewer, words: str, version: int) -> None:
    """Write the note, or change it; the same again changes nothing. `version` is 0 before the first.

    Raises Conflict when another tab came first, Refused for words that cannot be kept.
    """
    kept = tidy(words)
    if not kept or len(kept) > NOTE_LENGTH:
        raise Refused(("note", "too-long" if kept else "missing"))
    try:
        _write(by, kept, version)
    except IntegrityError:
        # Two tabs wrote the first one at the same moment; what the other wrote is there now.
        _write(by, kept, version)


@transaction.atomic
def _write(by: Viewer, kept: str, version: int) -> None:
    row = _row(by) or TellingNote(id=new_id(), owner_id=by.id, version=0)
    if row.version and row.removed_at is None and Eyes(by).text(row, "note") == kept:
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="telling.noted", kind="tellingnote", item=row.pk):
        seal_into(row, note=kept)
        row.written_at, row.removed_at, row.version = clock.now(), None, version + 1
        row.save(force_insert=version == 0)


@transaction.atomic
def remove_telling_note(*, by: Viewer) -> None:
    """Take the note away; none there is no error. `put_back_telling_note` brings it back."""
    row = _row(by)
    if row is not None and row.removed_at is None:
        with deed(by=by, verb="telling.note_removed", kind="tellingnote", item=row.pk):
            row.removed_at = clock.now()
            row.version += 1
            row.save(update_fields=["removed_at", "version"])


@transaction.atomic
def put_back_telling_note(*, by: Viewer) -> None:
    """Undo the removal; none there is no error."""
    row = _row(by)
    if row is not None and row.removed_at is not None:
        with deed(by=by, verb="telling.note_put_back", kind="tellingnote", item=row.pk):
            row.removed_at = None
            row.version += 1
            row.save(update_fields=["removed_at", "version"])


def _row(by: Viewer) -> TellingNote | None:
    return TellingNote.objects.select_for_update().filter(owner=by.id).first()
