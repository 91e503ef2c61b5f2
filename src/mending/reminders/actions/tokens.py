"""What stands in for signing in, in a link or a code: made from the installation's secret, checked against it."""

import base64
import hashlib
import hmac
from typing import Literal
from uuid import UUID

from mending.reminders.models import Address
from mending.reminders.rules.places import decoded
from mending.vault.tags import house_secret

Stops = Literal["choice", "address", "person"]
_MARKS: dict[Stops, bytes] = {"choice": b"c", "address": b"a", "person": b"p"}
_SIZE = 1 + 16 + 16


def stop_token(what: Stops, id: UUID) -> str:
    """The end of a link that stops reminders: of one kind, to an address, or the pushes of a person."""
    subject = _MARKS[what] + id.bytes
    return base64.urlsafe_b64encode(subject + _mac(b"stop" + subject)[:16]).decode()


def read_stop_token(token: str) -> tuple[Stops, UUID] | None:
    """What a link stops; None when it was not made here."""
    if not token.isascii() or len(found := decoded(token)) != _SIZE:
        return None
    subject, mac = found[:17], found[17:]
    if not hmac.compare_digest(_mac(b"stop" + subject)[:16], mac):
        return None
    what = next((name for name, mark in _MARKS.items() if mark == subject[:1]), None)
    return None if what is None else (what, UUID(bytes=subject[1:]))


def code_of(row: Address) -> str:
    """The six digits that confirm an address: others for each time they were asked for, kept nowhere."""
    number = int.from_bytes(_mac(b"code" + row.pk.bytes + str(row.asked).encode())[:8])
    return f"{number % 1_000_000:06}"


def _mac(text: bytes) -> bytes:
    return hmac.digest(house_secret("reminders"), text, hashlib.sha256)
