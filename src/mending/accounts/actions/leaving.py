"""Erasing an account."""

from uuid import UUID

from mending.accounts.actions.rows import end_sessions
from mending.accounts.models import Person
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.vault.actions import destroy_key


def erase_account(*, by: Viewer) -> None:
    """Destroy the actor's key and take every row of theirs away. The ledger stays; nothing undoes this.

    Rooms above point to the person with keys that cascade, so their rows go too.
    """
    with deed(by=by, verb="account.erased", kind="person", item=by.id):
        destroy_key(by.id)
        forget(by.id)


def forget(person_id: UUID) -> None:
    """Take away this room's rows of a person: the account, allauth's factors and devices, and the sessions."""
    end_sessions(person_id)
    Person.objects.filter(pk=person_id).delete()
