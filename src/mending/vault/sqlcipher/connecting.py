"""Opening an encrypted file, without Django: used by the backend, the backup and the checks."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as Database

Key = str | Callable[[], str]

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


def key_pragma(key: Key) -> str:
    """The value that hands SQLCipher 32 raw bytes, so that no slow derivation happens for each connection.

    Raises ValueError for anything but 64 hexadecimal digits (the value cannot be bound as a parameter).
    """
    digits = key() if callable(key) else key
    if not _HEX_KEY.fullmatch(digits):
        raise ValueError("A database key is 64 hexadecimal digits.")
    return f"\"x'{digits}'\""


def unlock(connection: Any, key: Key, name: str | Path) -> None:
    """Give `connection` its key and read one page with it. Raises WrongKey when that cannot be done."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told in words, once
    connection.execute(f"PRAGMA key = {key_pragma(key)}")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise WrongKey(_sentence(name)) from None


def open_file(name: str | Path, key: Key, *, read_only: bool = False) -> Any:
    """A connection of its own to an encrypted file, in autocommit.

    With `read_only` a missing file is an error (`OperationalError`) and nothing of it is changed.
    """
    mode = "ro" if read_only else "rwc"
    address = f"{Path(name).absolute().as_uri()}?mode={mode}"
    connection = Database.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        unlock(connection, key, name)
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _sentence(name: str | Path) -> str:
    if is_plain(name):
        return (
            f"The database {name} is not encrypted, so it was not made by Mending. "
            "Point MENDING_DATA at another folder or move this file away."
        )
    return (
        f"The database {name} does not open with this installation key. "
        "Either the key file belongs to another installation or the database file is damaged. "
        "Put back the key file that was there when the database was made, "
        "or restore a backup with its own key."
    )


def is_plain(name: str | Path) -> bool:
    """Whether the file is an ordinary SQLite file that anyone can read."""
    try:
        with Path(name).open("rb") as file:
            return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER
    except OSError:
        return False
