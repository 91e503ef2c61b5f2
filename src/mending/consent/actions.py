"""The frame of every write: one transaction, and in it one row of the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from mending.consent.models import LedgerHead, LedgerRow
from mending.consent.rules import Viewer
from mending.consent.rules.chain import START, Entry, link, seal_head
from mending.foundation import clock
from mending.vault.tags import house_secret


@contextmanager
def deed(*, by: Viewer, verb: str, kind: str, item: UUID, about: UUID | None = None) -> Iterator[None]:
    """Do something in one transaction and write it down: `by` did `verb` to `item`, which is of `kind`.

    `about` is the person it concerns, by default the one who acts. The ledger row is added last, so that the
    one lock every writer shares is held as briefly as can be.
    """
    with transaction.atomic():
        yield
        _append(actor=by.id, about=about or by.id, verb=verb, kind=kind, item=item)


def _append(*, actor: UUID, about: UUID, verb: str, kind: str, item: UUID) -> None:
    secret = house_secret("ledger")
    head = LedgerHead.objects.select_for_update().get()
    entry = Entry(head.count + 1, clock.now(), actor, about, verb, kind, item)
    head.count, head.last = entry.number, link(secret, head.last, entry)
    head.seal = seal_head(secret, head.count, head.last)
    LedgerRow.objects.create(
        number=entry.number,
        at=entry.at,
        actor=actor,
        about=about,
        verb=verb,
        kind=kind,
        item=item,
        link=head.last,
    )
    head.save(update_fields=["count", "last", "seal"])


def open_ledger() -> None:
    """Make the end of an empty ledger, once, when an installation is set up."""
    if not LedgerHead.objects.exists():
        LedgerHead.objects.create(pk=1, seal=seal_head(house_secret("ledger"), 0, START))
