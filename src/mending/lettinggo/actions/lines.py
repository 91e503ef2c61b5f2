"""Adding a line to one of the lists, taking it away and bringing it back."""

from uuid import UUID

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import tidy
from mending.lettinggo.actions.rows import held, is_there, theirs
from mending.lettinggo.actions.trouble import Refused
from mending.lettinggo.models import OwnLine
from mending.lettinggo.rules.lines import List, fault
from mending.vault.actions import seal_into


def add(*, by: Viewer, id: UUID, relationship: UUID, list: List, words: str) -> None:
    """Add a line under an id chosen beforehand; said twice, it is written once. Raises Refused, Http404."""
    theirs(by, relationship)
    if is_there(OwnLine, by, id):
        return
    rows = OwnLine.objects.filter(owner=by.id, relationship=relationship, list=list.value, removed_at=None)
    if code := fault(words, already=rows.count()):
        raise Refused("words", code)
    row = OwnLine(id=id, owner_id=by.id, relationship_id=relationship, list=list.value, added_at=clock.now())
    seal_into(row, words=tidy(words))
    try:
        with deed(by=by, verb="line.added", kind="ownline", item=id):
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(OwnLine, by, id):
            raise


@transaction.atomic
def remove(*, by: Viewer, line: UUID) -> None:
    """Take a line away. `put_back` brings it back. Raises Http404."""
    row = held(OwnLine, by, line)
    if row.removed_at is None:
        with deed(by=by, verb="line.removed", kind="ownline", item=line):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, by: Viewer, line: UUID) -> None:
    """Bring a line back. Raises Http404."""
    row = held(OwnLine, by, line)
    if row.removed_at is not None:
        with deed(by=by, verb="line.put_back", kind="ownline", item=line):
            row.removed_at = None
            row.save(update_fields=["removed_at"])
