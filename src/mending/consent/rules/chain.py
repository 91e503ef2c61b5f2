"""The chain of the ledger: each row carries a keyed hash of itself and of the row before it."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: ids and codes, never a text (SAFETY B7)."""

    number: int
    at: datetime
    actor: UUID
    about: UUID
    verb: str
    kind: str
    item: UUID

    def line(self) -> str:
        parts = (self.number, self.at.isoformat(), self.actor, self.about, self.verb, self.kind, self.item)
        return "|".join(str(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row at which the ledger is not what was written."""

    number: int
    what: str


def link(secret: bytes, before: str, entry: Entry) -> str:
    """The hash of `entry` after a row whose hash is `before` (HMAC-SHA256, 64 hex digits)."""
    return hmac.new(secret, f"{before}|{entry.line()}".encode(), hashlib.sha256).hexdigest()


def seal_head(secret: bytes, count: int, last: str) -> str:
    """A keyed seal over how many rows there are and the last hash: rows cut off the end are missed too."""
    return hmac.new(secret, f"head|{count}|{last}".encode(), hashlib.sha256).hexdigest()


def first_fault(secret: bytes, rows: Iterable[tuple[Entry, str]], count: int, head_seal: str) -> Fault | None:
    """Walk the rows in order of number; None when every row, their order and their end are as written."""
    before, expected = START, 0
    for entry, kept in rows:
        expected += 1
        if entry.number != expected:
            return Fault(expected, "missing")
        if not hmac.compare_digest(link(secret, before, entry), kept):
            return Fault(expected, "changed")
        before = kept
    if expected != count:
        return Fault(expected + 1, "missing")
    if not hmac.compare_digest(seal_head(secret, count, before), head_seal):
        return Fault(expected, "end changed")
    return None
