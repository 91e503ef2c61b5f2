"""Reading accounts."""

from typing import Any

from mending.accounts.models import Person
from mending.accounts.rules import plain_name
from mending.consent.rules import Side, Viewer
from mending.vault.tags import blind_tag


def viewer_of(person: Any) -> Viewer | None:
    """The viewer a signed-in account is, with the grants made to it; None for a visitor."""
    if not person.is_authenticated:
        return None
    return Viewer(id=person.pk, side=Side(person.side), zone=person.zone)


def find(name: str) -> Person | None:
    """Only for signing in: the account of this name, however it is written, or None."""
    return Person.objects.filter(name_tag=name_tag(name)).first()


def name_tag(name: str) -> str:
    """The keyed fingerprint under which a name to sign in with is kept."""
    return blind_tag("names", plain_name(name))
