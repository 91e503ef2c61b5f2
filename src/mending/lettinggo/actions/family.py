"""Shared people and children beside a relationship that ends."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.lettinggo.actions.rows import held, theirs
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.models import Shared
from mending.lettinggo.rules.family import MOST, Bond, is_too_long
from mending.vault.actions import seal_into


def mark(*, by: Viewer, relationship: UUID, person: UUID) -> UUID:
    """Say that someone is close to both; said twice, it is kept once. Nobody is told. Returns the row's id.

    Raises Refused for whom nothing is brought up about (SAFETY A2), and Http404.
    """
    theirs(by, relationship)
    if person == relationship or theirs(by, person).is_quiet:
        raise Refused("person", "quiet")
    try:
        return _mark(by, relationship, person)
    except IntegrityError:
        # Two tabs marked the same person at the same moment.
        return _mark(by, relationship, person)


@transaction.atomic
def _mark(by: Viewer, relationship: UUID, person: UUID) -> UUID:
    rows = Shared.objects.select_for_update(of=("self",)).filter(owner=by.id, relationship=relationship)
    row = rows.filter(person=person).first()
    if row is None:
        if rows.count() >= MOST:
            raise Refused("person", "full")
        row = Shared(id=new_id(), owner_id=by.id, relationship_id=relationship, person_id=person)
        row.added_at = clock.now()
        with deed(by=by, verb="shared.marked", kind="shared", item=row.pk):
            row.save(force_insert=True)
    elif row.removed_at is not None:
        put_back(by=by, shared=row.pk)
    return row.pk


@transaction.atomic
def decide(*, by: Viewer, shared: UUID, version: int, bond: Bond, words: str) -> None:
    """Decide how it goes on with someone; the same again changes nothing. Of a child only the words are kept.

    Raises Conflict on a stale version, Refused for words that are too long, Http404.
    """
    row, kept = held(Shared, by, shared), tidy(words)
    person = theirs(by, row.person_id)
    if row.removed_at is not None or person.is_quiet:
        raise Http404
    if is_too_long(kept):
        raise Refused("words", "too-long")
    bond = Bond.OPEN if person.is_child else bond
    if (row.bond, Eyes(by).text(row, "words")) == (bond.value, kept):
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="shared.decided", kind="shared", item=shared):
        seal_into(row, words=kept)
        row.bond = bond.value
        row.version += 1
        row.save()


@transaction.atomic
def remove(*, by: Viewer, shared: UUID) -> None:
    """Take someone out of the table; nothing else changes for them. Raises Http404."""
    row = held(Shared, by, shared)
    if row.removed_at is None:
        with deed(by=by, verb="shared.removed", kind="shared", item=shared):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, by: Viewer, shared: UUID) -> None:
    """Bring someone back into the table. Raises Http404."""
    row = held(Shared, by, shared)
    if row.removed_at is not None:
        with deed(by=by, verb="shared.put_back", kind="shared", item=shared):
            row.removed_at = None
            row.save(update_fields=["removed_at"])
