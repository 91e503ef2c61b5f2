"""How a text is sealed: pure functions over bytes.

A sealed text is `format (1 byte) | key version (2 bytes) | nonce (12) | ciphertext and tag`, AES-256-GCM.
The place a text belongs to (table, column, row, owner) is authenticated with it, so a sealed text that
is moved to another row, column or person does not open.
"""

import os
import struct
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
KEY_BYTES = 32
_NONCE_BYTES = 12
_HEAD = struct.Struct(">BH")


class DoesNotOpen(Exception):
    """The seal is broken: another key, another place, or changed bytes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed text lives. All four are bound into the seal."""

    table: str
    column: str
    row: UUID
    owner: UUID

    def name(self) -> bytes:
        return f"{self.table}.{self.column}|{self.row}|{self.owner}".encode()


def seal(key: bytes, version: int, place: Place, text: str) -> bytes:
    """Seal `text` under `key` (32 bytes) for `place`. A fresh random nonce each time, so equal texts differ."""
    nonce = os.urandom(_NONCE_BYTES)
    return _HEAD.pack(FORMAT, version) + nonce + AESGCM(key).encrypt(nonce, text.encode(), place.name())


def key_version(sealed: bytes) -> int:
    """Which version of its owner's key a sealed text needs. Raises DoesNotOpen for an unknown format."""
    if len(sealed) < _HEAD.size + _NONCE_BYTES:
        raise DoesNotOpen("too short")
    written_as, version = _HEAD.unpack_from(sealed)
    if written_as != FORMAT:
        raise DoesNotOpen("unknown format")
    return int(version)


def unseal(key: bytes, place: Place, sealed: bytes) -> str:
    """The text again. Raises DoesNotOpen when key, place or bytes are not those it was sealed with."""
    key_version(sealed)
    nonce, body = sealed[_HEAD.size : _HEAD.size + _NONCE_BYTES], sealed[_HEAD.size + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, place.name()).decode()
    except InvalidTag:
        raise DoesNotOpen("the seal is broken") from None


def wrap(wrapping: bytes, label: str, secret: bytes) -> bytes:
    """Wrap a secret key under another (both 32 bytes); `label` says whose it is and is authenticated."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(wrapping).encrypt(nonce, secret, label.encode())


def unwrap(wrapping: bytes, label: str, wrapped: bytes) -> bytes:
    """The secret key again. Raises DoesNotOpen when the wrapping key or the label is another."""
    try:
        return AESGCM(wrapping).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], label.encode())
    except (InvalidTag, ValueError):
        raise DoesNotOpen("wrapped under another key") from None
