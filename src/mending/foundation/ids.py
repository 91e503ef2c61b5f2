"""Identifiers that say nothing: not who, not when, not how many."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """A fresh random identifier (122 random bits), safe to show in an address."""
    return uuid4()
