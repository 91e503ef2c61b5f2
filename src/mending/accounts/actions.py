"""Opening and changing accounts."""

from uuid import UUID

from mending.accounts.models import Person
from mending.accounts.queries import name_tag
from mending.consent.actions import deed
from mending.consent.rules import Side, Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import one_line
from mending.vault.actions import open_key, seal_into


def open_account(*, name: str, side: Side, password: str | None = None, zone: str = "UTC") -> UUID:
    """Open an account under a name nobody else signs in with. Without a password only a passkey signs in.

    Raises IntegrityError when the name is taken.
    """
    person = Person(id=new_id(), name_tag=name_tag(name), side=side, zone=zone, joined_at=clock.now())
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    with deed(by=Viewer(person.id, side, zone), verb="account.opened", kind="person", item=person.id):
        open_key(person.id)
        seal_into(person, name=one_line(name))
        person.save(force_insert=True)
    return person.id
