"""A new key for every person, and all they wrote sealed anew under it."""

from uuid import UUID

from django.db import transaction

from mending.accounts import handover as accounts
from mending.amends import handover as amends
from mending.checkins import handover as checkins
from mending.circle import handover as circle
from mending.expectations import handover as expectations
from mending.lettinggo import handover as lettinggo
from mending.promises import handover as promises
from mending.recovery import handover as recovery
from mending.reminders import handover as reminders
from mending.safetyplan import handover as safetyplan
from mending.vault.actions import holders, renew_key, retire_key
from mending.worksheets import handover as worksheets

ROOMS = (
    accounts,
    circle,
    safetyplan,
    recovery,
    checkins,
    worksheets,
    promises,
    expectations,
    amends,
    reminders,
    lettinggo,
)
"""Every room that keeps sealed text. A test holds this against the tables."""


def renew_everyone() -> int:
    """Renew each person's key, one person a transaction: stopped halfway, nobody is left between two keys.

    Returns how many people there were.
    """
    people = holders()
    for person in people:
        _renew(person)
    return len(people)


@transaction.atomic
def _renew(person: UUID) -> None:
    old = renew_key(person)
    for room in ROOMS:
        room.reseal(person)
    retire_key(person, version=old)
