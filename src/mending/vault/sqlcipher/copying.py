"""Copying an encrypted database into another file while it is in use, and looking whether it is whole."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from .connecting import keys_in

Seen = TypeVar("Seen")


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


def damage(connection: Any) -> list[str]:
    """What is wrong with an open database, in the library's words; empty when it is whole.

    Checks the authentication of every page, then the structure, then every foreign key.
    """
    pages = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    structure = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    strays = [
        f"{row[0]} points at a missing row of {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return pages + [line for line in structure if line != "ok"] + strays


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table has, by name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608


def only_user(connection: Any) -> bool:
    """Whether nobody else has this database open. Leaves it with its log folded in and no companion files."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except Exception as error:
        if "locked" in str(error):
            return False
        raise
    return bool(mode == "delete")


def sync(path: Path) -> None:
    """Wait until the disk holds the file and its name."""
    for place, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        opened = os.open(place, flags)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
