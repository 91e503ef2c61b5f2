"""Opening an encrypted file, without Django: used by the backend, the backup and the checks."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as Database

Keys = str | Sequence[str]
"""One raw key as 64 hexadecimal digits, or several to try in turn."""
Key = Keys | Callable[[], Keys]

BUSY_SECONDS = 20.0
"""How long a writer waits for another before it gives up."""

PRAGMAS: Mapping[str, str] = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # one sync to disk for each commit: SAFETY D1
    "foreign_keys": "ON",
    "legacy_alter_table": "OFF",
    "temp_store": "MEMORY",  # sorted rows never reach the disk in the clear
    "secure_delete": "ON",  # a destroyed key is overwritten, not only unlinked
}

_PLAIN_HEADER = b"SQLite format 3\x00"
_HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")


class WrongKey(Exception):
    """The file does not open with this key. The message is a sentence for the person who runs Mending."""


def keys_in(key: Key) -> tuple[str, ...]:
    """The keys to try, first the one in use. Raises ValueError for anything but 64 hexadecimal digits each:
    a key becomes part of a PRAGMA, where nothing can be bound as a parameter.
    """
    given = key() if callable(key) else key
    keys = (given,) if isinstance(given, str) else tuple(given)
    if not keys or not all(_HEX_KEY.fullmatch(digits) for digits in keys):
        raise ValueError("A database key is 64 hexadecimal digits.")
    return keys


def connect(name: str | Path, key: Key, **parameters: Any) -> Any:
    """Connect as the library does with `parameters`, unlocked by the first key that fits.

    The bytes are used as they are (a raw key), so that no slow derivation happens for each connection.
    Several keys matter only after a rotation that was cut short. Raises WrongKey when none fits.
    """
    for digits in keys_in(key):
        connection = Database.connect(**parameters)
        try:
            if _unlocks(connection, digits):
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
    raise WrongKey(_sentence(name))


def open_file(name: str | Path, key: Key, *, mode: str = "rw") -> Any:
    """A connection of its own to an encrypted file, in autocommit.

    `mode` is `ro`, `rw` (a missing file is an OperationalError) or `rwc` (a missing file is made).
    """
    if mode == "rwc":
        make_private(name)
    address = f"{Path(name).absolute().as_uri()}?mode={mode}"
    connection = connect(name, key, database=address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def make_private(name: str | Path) -> None:
    """Make an empty database file that only its owner reads, if there is none. Its log and index follow it."""
    with suppress(FileExistsError):
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def is_plain(name: str | Path) -> bool:
    """Whether the file is an ordinary SQLite file that anyone can read."""
    try:
        with Path(name).open("rb") as file:
            return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER
    except OSError:
        return False


def _unlocks(connection: Any, digits: str) -> bool:
    """Give a connection its key and read one page with it. A connection that refused cannot be used again."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told in words, once
    connection.execute(f"PRAGMA key = \"x'{digits}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        return False
    return True


def _sentence(name: str | Path) -> str:
    if is_plain(name):
        return (
            f"The database {name} is not encrypted, so it was not made by Mending. "
            "Point MENDING_DATA at another folder or move this file away."
        )
    return (
        f"The file {name} does not open with this installation key. "
        "Either the key file belongs to another installation or the file is damaged. "
        "Put back the key file that was there when it was made, or restore a backup with its own key."
    )
