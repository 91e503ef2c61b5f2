"""Copying an encrypted database into another file while it is in use, and looking whether it is whole."""

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from .connecting import keys_in, open_file

Seen = TypeVar("Seen")

# Where SQLite locks a database file for reading, held as long as a connection in write-ahead mode is open:
# "The default locking" in https://www.sqlite.org/fileformat2.html#the_lock_byte_page
SHARED_FIRST, SHARED_SIZE = 0x40000002, 510


def export(source: Any, target: Path, key: str, look: Callable[[Any], Seen]) -> Seen:
    """Copy all of `source` into the file `target` (missing or empty) under `key`, as it was at one moment.

    Writers go on meanwhile; the copy holds nothing of what they add. `look` is called on `source` within the
    same moment, and what it returns is returned. The file is on the disk when this returns.
    """
    [digits] = keys_in(key)
    source.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target), f"x'{digits}'"))
    try:
        # A copy that was cut short is thrown away, so it needs no journal; it is synced once, at the end.
        source.execute("PRAGMA copy.journal_mode = OFF")
        source.execute("PRAGMA copy.synchronous = OFF")
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM main.sqlite_master").fetchone()
        seen = look(source)
        source.execute("SELECT sqlcipher_export('copy')").fetchone()
        source.execute("COMMIT")
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        source.execute("DETACH DATABASE copy")
    sync(target)
    return seen


def fill(target: Path, key: str, source: Path, source_key: str) -> None:
    """Write all that the file `source` holds into the file `target` (missing or empty) under `key`.

    `source` is not changed. The file is on the disk when this returns.
    """
    [digits] = keys_in(source_key)
    connection = open_file(target, key, mode="rwc")
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        address = f"{source.absolute().as_uri()}?mode=ro"
        connection.execute("ATTACH DATABASE ? AS source KEY ?", (address, f"x'{digits}'"))
        connection.execute("BEGIN")
        connection.execute("SELECT sqlcipher_export('main', 'source')").fetchone()
        connection.execute("COMMIT")
    finally:
        connection.close()
    sync(target)


def forged_pages(connection: Any) -> list[str]:
    """Pages whose authentication fails, in the library's words: bytes changed on the disk, or by someone."""
    return [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]


def broken_structure(connection: Any) -> list[str]:
    """What the library finds wrong with tables and indexes."""
    return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]


def stray_rows(connection: Any) -> list[str]:
    """Rows that point at a row which is not there."""
    return [
        f"{row[0]} points at a missing row of {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
    ]


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table has, by name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608


def in_use(path: Path) -> bool:
    """Whether another program has this database open. Needs no key.

    Not to be asked by a program that has the file open itself: it would let go of its own locks.
    """
    try:
        with path.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
            fcntl.lockf(file, fcntl.LOCK_UN, SHARED_SIZE, SHARED_FIRST)
    except FileNotFoundError:
        return False
    except OSError as trouble:
        if trouble.errno in (errno.EACCES, errno.EAGAIN):
            return True
        raise
    return False


def sync(path: Path) -> None:
    """Wait until the disk holds the file and its name."""
    for place, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        opened = os.open(place, flags)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
