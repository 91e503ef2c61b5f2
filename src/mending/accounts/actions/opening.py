"""Opening an account."""

from typing import Any
from uuid import UUID

from django.db import transaction

from mending.accounts.actions.rows import keep_passkey
from mending.accounts.models import Person
from mending.accounts.queries import name_tag
from mending.accounts.rules.choices import fit_zone
from mending.consent.actions import deed
from mending.consent.rules import Side, Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import one_line
from mending.vault.actions import open_key, seal_into


class NotTheFirst(Exception):
    """Someone else has an account here already, so nobody can open the first one."""


def open_account(
    *,
    name: str,
    side: Side,
    password: str | None = None,
    passkey: tuple[str, dict[str, Any]] | None = None,
    zone: str = "UTC",
    country: str = "",
    account: UUID | None = None,
    as_the_first: bool = False,
) -> UUID:
    """Open an account under a name nobody else signs in with. Without a password only a passkey signs in.

    `passkey` is what to call it and the credential as it was registered. `account` is the id the form carried.
    `as_the_first` opens it only in an empty installation, even when two people try at once.
    Raises IntegrityError when the name or the id is taken, NotTheFirst.
    """
    person = Person(
        id=account or new_id(),
        name_tag=name_tag(name),
        side=side,
        zone=fit_zone(zone),
        country=country,
        joined_at=clock.now(),
    )
    person.set_password(password)
    with transaction.atomic():
        with deed(by=Viewer(person.id, side, zone), verb="account.opened", kind="person", item=person.id):
            open_key(person.id)
            seal_into(person, name=one_line(name))
            person.save(force_insert=True)
            if passkey:
                keep_passkey(person, *passkey)
        # The deed's line in the ledger is one at a time: whoever comes second sees the first from here.
        if as_the_first and Person.objects.exclude(pk=person.id).exists():
            raise NotTheFirst
    return person.id
