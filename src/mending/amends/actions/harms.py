"""The list of harms: adding, changing, removing, putting back."""

from uuid import UUID

from django.db import IntegrityError, transaction

from mending.amends.actions.rows import held, is_there, refuse_stale, save, standing
from mending.amends.actions.trouble import Refused
from mending.amends.models import Harm
from mending.amends.rules.amends import HARM_MOST
from mending.circle.queries import relationship
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


def add_harm(*, by: Viewer, id: UUID, who: UUID, words: str) -> None:
    """Write a harm down, under an id chosen beforehand; said twice, it is written once.

    It may be about someone who is quiet: looking at what I did reaches nobody. Raises Refused, Http404.
    """
    if is_there(Harm, by, id):
        return
    kept = _checked(words)
    relationship(by, who)
    try:
        with deed(by=by, verb="harm.added", kind="harm", item=id):
            row = Harm(id=id, owner_id=by.id, who_id=who, added_at=clock.now())
            seal_into(row, words=kept)
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(Harm, by, id):
            raise


@transaction.atomic
def change_harm(*, by: Viewer, harm: UUID, version: int, words: str) -> None:
    """Reword a harm; the same again changes nothing. Raises Conflict on a stale version, Refused, Http404."""
    row, kept = standing(Harm, by, harm), _checked(words)
    if Eyes(by).text(row, "words") == kept:
        return
    refuse_stale(row, version)
    with deed(by=by, verb="harm.changed", kind="harm", item=harm):
        seal_into(row, words=kept)
        save(row)


@transaction.atomic
def remove_harm(*, by: Viewer, harm: UUID) -> None:
    """Take a harm out of the list. `put_back_harm` brings it back. Raises Http404."""
    row = held(Harm, by, harm)
    if row.removed_at is None:
        with deed(by=by, verb="harm.removed", kind="harm", item=harm):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_harm(*, by: Viewer, harm: UUID) -> None:
    """Bring a removed harm back. Raises Http404."""
    row = held(Harm, by, harm)
    if row.removed_at is not None:
        with deed(by=by, verb="harm.put_back", kind="harm", item=harm):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _checked(words: str) -> str:
    kept = tidy(words)
    if not kept or len(kept) > HARM_MOST:
        raise Refused(("words", "long" if kept else "empty"))
    return kept
