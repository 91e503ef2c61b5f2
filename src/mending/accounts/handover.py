"""This room's part of taking everything along, erasing, and sealing anew."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from mending.accounts.actions.leaving import forget
from mending.accounts.models import Passkey, Person
from mending.accounts.queries import devices_of, settings_of, ways_of
from mending.consent.rules import Viewer
from mending.vault.actions import reseal as seal_anew


def export(viewer: Viewer) -> dict[str, Any]:
    """The viewer's settings, ways to sign in and devices. No secret: no hash, no key, no code."""
    ways = ways_of(viewer)
    return {
        "settings": asdict(settings_of(viewer)),
        "passkeys": [{"name": key.name, "added": key.added.isoformat()} for key in ways.passkeys],
        "authenticator_app": ways.has_app,
        "recovery_codes_left": ways.codes_left,
        "devices": [
            {"browser": each.browser, "system": each.system, "since": each.since.isoformat()}
            for each in devices_of(viewer, current=None)
        ],
    }


def erase(person_id: UUID) -> None:
    """Take away this room's rows of a person."""
    forget(person_id)


def reseal(person_id: UUID) -> None:
    """Seal this room's texts again under the person's newest key."""
    person = Person.objects.select_for_update().get(pk=person_id)
    seal_anew(person, "name", "own_words")
    person.save(update_fields=["name", "own_words"])
    for row in Passkey.objects.filter(owner_id=person_id):
        seal_anew(row, "name")
        row.save(update_fields=["name"])
