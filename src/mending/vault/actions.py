"""Making, changing and destroying keys, and sealing text into rows."""

import os
from typing import Any
from uuid import UUID

from django.db import transaction

from mending.foundation import clock
from mending.vault import keyring, rules
from mending.vault.fields import sealed_columns
from mending.vault.models import HouseKey, PersonKey
from mending.vault.queries import keys_of, let_go, open_text, place_of

HOUSE_PURPOSES = ("names", "ledger", "factors", "held", "reminders", "push")


def open_key(person_id: UUID) -> None:
    """Give a new person their first key."""
    _add_key(person_id, version=1)


def destroy_key(person_id: UUID) -> None:
    """Destroy every version of a person's key. All they ever wrote is unreadable from now on, backups apart."""
    PersonKey.objects.filter(person_id=person_id, wrapped__isnull=False).update(
        wrapped=None, destroyed_at=clock.now()
    )
    let_go(person_id)


def seal_into(row: Any, **texts: str) -> None:
    """Seal each text into the row's column of that name. The row needs its id and owner; it is not saved here.

    An empty text is kept as nothing at all.
    """
    keys = keys_of(getattr(row, "owner_id", row.pk))
    version = max(keys)
    for column, text in texts.items():
        place = place_of(row, column)
        setattr(row, column, rules.seal(keys[version], version, place, text) if text else None)


def renew_key(person_id: UUID) -> int:
    """Give a person a new version of their key; new texts use it. Returns the version to destroy afterwards."""
    old = max(keys_of(person_id))
    _add_key(person_id, version=old + 1)
    return old


def reseal(row: Any, *columns: str) -> None:
    """Seal a row's columns again under its owner's newest key. The row is not saved here."""
    keys = keys_of(getattr(row, "owner_id", row.pk))
    seal_into(row, **{column: open_text(keys, row, column) for column in columns})


def reseal_rows(person_id: UUID, table: type[Any]) -> None:
    """Seal all that a person has in a table again under their newest key, and save it. `table` has an owner."""
    if sealed := sealed_columns(table):
        for row in table.objects.filter(owner=person_id).iterator():
            reseal(row, *sealed)
            row.save(update_fields=sealed)


def retire_key(person_id: UUID, *, version: int) -> None:
    """Destroy one old version of a person's key, once nothing is sealed under it."""
    PersonKey.objects.filter(person_id=person_id, version=version).update(wrapped=None, destroyed_at=clock.now())
    let_go(person_id)


def holders() -> list[UUID]:
    """Everyone who has a key, in no order that says anything."""
    kept = PersonKey.objects.filter(wrapped__isnull=False).order_by("person_id")
    return list(kept.values_list("person_id", flat=True).distinct())


def open_house_keys() -> None:
    """Make the installation's own secrets, once; later starts find them."""
    for purpose in HOUSE_PURPOSES:
        if not HouseKey.objects.filter(purpose=purpose).exists():
            key, wrapped = _wrap(f"house:{purpose}", os.urandom(rules.KEY_BYTES))
            HouseKey.objects.create(purpose=purpose, wrapped_by=key, wrapped=wrapped)


def rewrap_all() -> int:
    """Wrap every key again under the ring's current key, in one transaction. Returns how many there were."""
    with transaction.atomic():
        count = 0
        for house in HouseKey.objects.all():
            _rewrap(house, f"house:{house.purpose}")
            count += 1
        for key in PersonKey.objects.filter(wrapped__isnull=False).iterator():
            _rewrap(key, f"person:{key.person_id}:{key.version}")
            count += 1
    return count


def _rewrap(row: HouseKey | PersonKey, label: str) -> None:
    old = keyring.ring().find(row.wrapped_by)
    secret = rules.unwrap(old.derive("wrapping"), label, bytes(row.wrapped or b""))
    row.wrapped_by, row.wrapped = _wrap(label, secret)
    row.save(update_fields=["wrapped_by", "wrapped"])


def try_keys() -> tuple[int, int]:
    """How many wrapped keys there are, and how many of them do not open with the ring of this installation."""
    wrapped = [(row, f"house:{row.purpose}") for row in HouseKey.objects.all()]
    people = PersonKey.objects.filter(wrapped__isnull=False).iterator()
    tried = [_opens(row, label) for row, label in wrapped]
    tried += [_opens(row, f"person:{row.person_id}:{row.version}") for row in people]
    return len(tried), tried.count(False)


def keys_in_use() -> set[str]:
    """The ids of the installation keys under which something is wrapped."""
    used = set(HouseKey.objects.values_list("wrapped_by", flat=True))
    return used | set(PersonKey.objects.filter(wrapped__isnull=False).values_list("wrapped_by", flat=True))


def _opens(row: Any, label: str) -> bool:
    try:
        rules.unwrap(keyring.ring().find(row.wrapped_by).derive("wrapping"), label, bytes(row.wrapped))
    except (keyring.KeyTrouble, rules.DoesNotOpen):
        return False
    return True


def _add_key(person_id: UUID, *, version: int) -> None:
    key, wrapped = _wrap(f"person:{person_id}:{version}", os.urandom(rules.KEY_BYTES))
    PersonKey.objects.create(
        person_id=person_id, version=version, wrapped_by=key, wrapped=wrapped, made_at=clock.now()
    )
    let_go(person_id)


def _wrap(label: str, secret: bytes) -> tuple[str, bytes]:
    current = keyring.ring().current
    return current.id, rules.wrap(current.derive("wrapping"), label, secret)
