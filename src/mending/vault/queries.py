"""Opening keys and sealed texts.

This module is protected: only the consent room and the vault's own actions may import it, so that nothing
is unsealed before the yes/no was asked.
"""

from typing import Any
from uuid import UUID

from mending.vault import keyring, rules
from mending.vault.models import PersonKey


class KeyDestroyed(Exception):
    """This person was erased: their key is gone and nothing of theirs opens again."""


def keys_of(person_id: UUID) -> dict[int, bytes]:
    """Every version of a person's key that still exists, newest last. Raises KeyDestroyed when none does."""
    rows = PersonKey.objects.filter(person_id=person_id, wrapped__isnull=False).order_by("version")
    keys = {row.version: _open(row) for row in rows}
    if not keys:
        raise KeyDestroyed(str(person_id))
    return keys


def place_of(row: Any, column: str) -> rules.Place:
    """The place a row's column names, as bound into its seal. A person is the owner of their own row."""
    return rules.Place(row._meta.db_table, column, row.pk, getattr(row, "owner_id", row.pk))


def open_text(keys: dict[int, bytes], row: Any, column: str) -> str:
    """The text in a row's sealed column; empty when nothing was written there."""
    sealed = getattr(row, column)
    if sealed is None:
        return ""
    version = rules.key_version(sealed)
    if version not in keys:
        raise KeyDestroyed(str(row.pk))
    return rules.unseal(keys[version], place_of(row, column), sealed)


def _open(row: PersonKey) -> bytes:
    wrapping = keyring.ring().find(row.wrapped_by).derive("wrapping")
    return rules.unwrap(wrapping, f"person:{row.person_id}:{row.version}", bytes(row.wrapped or b""))
