"""The idle lock: its code, and trying it."""

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from mending.accounts.models import Person
from mending.accounts.rules.lock import TRIES
from mending.consent.actions import deed
from mending.consent.rules import Viewer


def set_lock(*, by: Viewer, minutes: int, code: str) -> None:
    """Lock after so many minutes without use, and open with this code (four to eight digits)."""
    with deed(by=by, verb="lock.set", kind="person", item=by.id):
        Person.objects.filter(pk=by.id).update(idle_minutes=minutes, code_hash=make_password(code), code_tries=0)


def remove_lock(*, by: Viewer) -> None:
    """No lock from now on; nothing happens when there was none."""
    if Person.objects.filter(pk=by.id, idle_minutes__gt=0).exists():
        with deed(by=by, verb="lock.removed", kind="person", item=by.id):
            Person.objects.filter(pk=by.id).update(idle_minutes=0, code_hash="", code_tries=0)


def try_code(*, by: Viewer, code: str) -> int | None:
    """Try a code on the lock. None when it opens; otherwise how many tries are left, 0 to sign out.

    A try is spent before the code is looked at, so that many at once gain nothing. Bookkeeping, not a deed:
    the ledger would become a record of when someone used Mending (SAFETY A3).
    """
    mine = Person.objects.filter(pk=by.id)
    if not mine.filter(code_tries__lt=TRIES).update(code_tries=F("code_tries") + 1):
        return 0
    person = mine.get()
    if person.has_lock and check_password(code, person.code_hash):
        clear_tries(by=by)
        return None
    return max(0, TRIES - person.code_tries)


def clear_tries(*, by: Viewer) -> None:
    """Whoever signed in anew may try the code again."""
    Person.objects.filter(pk=by.id, code_tries__gt=0).update(code_tries=0)
