"""The installation key: one small file, kept outside the database and outside every backup.

The file is a ring: its first key is in use, the others are only there to open what was wrapped before a
rotation. Each line carries a checksum, so that a damaged file is known before anything is tried with it.
"""

import base64
import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mending.vault.rules import KEY_BYTES

_MARK = "mending-key-1"
_PREFACE = (
    "# The key of this Mending installation. Keep a copy in a safe place, apart from the backups.\n"
    "# Without it nothing can be read again. Whoever has it and the database can read everything.\n"
)


class KeyTrouble(Exception):
    """The key file is missing, damaged or unfit; the message says what to do."""


@dataclass(frozen=True, slots=True)
class InstallationKey:
    secret: bytes

    @property
    def id(self) -> str:
        """Eight letters that tell keys apart and reveal nothing."""
        return hashlib.sha256(b"mending key id" + self.secret).hexdigest()[:8]

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose (HKDF-SHA256, RFC 5869); purposes never share a key."""
        return _derive(self.secret, purpose)

    def __repr__(self) -> str:
        return f"InstallationKey({self.id})"


@lru_cache(maxsize=32)
def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, f"mending {purpose}".encode()).derive(secret)


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of an installation, the one in use first."""

    keys: tuple[InstallationKey, ...]

    @property
    def current(self) -> InstallationKey:
        return self.keys[0]

    def find(self, key_id: str) -> InstallationKey:
        for key in self.keys:
            if key.id == key_id:
                return key
        raise KeyTrouble(
            "The database belongs to another installation key "
            f"({key_id}; this file has {self.current.id}). Put the right key file in place and start again."
        )


def new_key() -> InstallationKey:
    return InstallationKey(os.urandom(KEY_BYTES))


def write(path: Path, ring: Ring) -> None:
    """Write the ring so that a crash leaves the old file or the new one, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = _PREFACE + "".join(_line(key) for key in ring.keys)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load(path: Path) -> Ring:
    """Read a key file. Raises KeyTrouble with a sentence that says what to do."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        raise KeyTrouble(
            f"There is no key file at {path}. Put your copy there, or set MENDING_KEY_FILE."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise KeyTrouble(f"The key file {path} cannot be read. Put your safe copy in its place.") from None
    keys = tuple(_parse(line, path) for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        raise KeyTrouble(f"The key file {path} holds no key. Put your safe copy in its place.")
    return Ring(keys)


def _line(key: InstallationKey) -> str:
    return f"{_MARK} {key.id} {base64.b64encode(key.secret).decode()}\n"


def _parse(line: str, path: Path) -> InstallationKey:
    damaged = KeyTrouble(f"The key file {path} is damaged. Put your safe copy in its place and start again.")
    try:
        mark, key_id, text = line.split()
        key = InstallationKey(base64.b64decode(text, validate=True))
    except ValueError:
        raise damaged from None
    if mark != _MARK or len(key.secret) != KEY_BYTES or key.id != key_id:
        raise damaged
    return key


_at: list[Path] = []
_opened: list[Ring] = []


def keep_at(path: Path) -> None:
    """Say once, from the settings, where the key file lies. It is read when first needed."""
    _at[:] = [path]
    _opened.clear()


def ring() -> Ring:
    """The ring of this installation, read once per process."""
    if not _opened:
        if not _at:
            raise KeyTrouble("No key file is named. Set MENDING_KEY_FILE.")
        _opened.append(load(_at[0]))
    return _opened[0]
