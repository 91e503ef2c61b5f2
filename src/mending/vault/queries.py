"""Opening keys and sealed texts.

This module is protected: only the consent room and the vault's own actions may import it, so that nothing
is unsealed before the yes/no was asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mending.vault import keyring, rules
from mending.vault.asking import prepared
from mending.vault.models import PersonKey


class KeyDestroyed(Exception):
    """This person was erased: their key is gone and nothing of theirs opens again."""


_held: ContextVar[dict[UUID, dict[int, bytes]] | None] = ContextVar("held_keys", default=None)


@contextmanager
def holding_keys() -> Iterator[None]:
    """Within the block, each person's keys are fetched once. Meant for one request; nothing is held after it."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def let_go(person_id: UUID) -> None:
    """Fetch a person's keys anew the next time: they were changed."""
    (_held.get() or {}).pop(person_id, None)


def keys_of(person_id: UUID) -> dict[int, bytes]:
    """Every version of a person's key that still exists, newest last. Raises KeyDestroyed when none does."""
    held = _held.get()
    if held is None:
        return _fetch(person_id)
    if person_id not in held:
        held[person_id] = _fetch(person_id)
    return held[person_id]


def _fetch(person_id: UUID) -> dict[int, bytes]:
    keys = {row.version: _open(row) for row in _there(person_id)}
    if not keys:
        raise KeyDestroyed(str(person_id))
    return keys


@prepared
def _there(person: UUID) -> QuerySet[PersonKey]:
    return PersonKey.objects.filter(person_id=person, wrapped__isnull=False).order_by("version")


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
