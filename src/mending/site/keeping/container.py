"""The one file of a backup: an encrypted database that opens with a key derived from the installation key.

The key itself is never in it. It is made under a name of its own, looked through, and only then given its
name, so that a file that bears the name of a backup is a whole one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mending.site.keeping import manifest
from mending.site.keeping.manifest import Manifest, ManifestTrouble
from mending.vault.keyring import InstallationKey, Ring
from mending.vault.sqlcipher.connecting import WrongKey, open_file
from mending.vault.sqlcipher.copying import sync

TABLE = "mending_manifest"
PURPOSE = "backup"


def key_for(key: InstallationKey) -> str:
    return key.derive(PURPOSE).hex()


@contextmanager
def draft(final: Path) -> Iterator[Path]:
    """An empty file beside `final` that only its owner reads; it gets that name if the block goes well."""
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = final.with_name(f".{final.name}.part")
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield path
        path.rename(final)
        sync(final)
    finally:
        path.unlink(missing_ok=True)


def write_manifest(path: Path, key: str, written: Manifest) -> None:
    """Put what the backup says of itself into it, and wait for the disk."""
    connection = open_file(path, key)
    try:
        connection.execute("BEGIN")
        connection.execute(f"CREATE TABLE {TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?)", manifest.to_rows(written))  # noqa: S608
        connection.execute("COMMIT")
    finally:
        connection.close()
    sync(path)


def read_manifest(connection: Any) -> Manifest:
    """Raises ManifestTrouble when the file is no backup."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    if not known:
        raise ManifestTrouble("This file is a database and no backup. Name a file that `mending backup` made.")
    return manifest.from_rows(connection.execute(f"SELECT name, value FROM {TABLE}").fetchall())  # noqa: S608


@contextmanager
def opened(path: Path, ring: Ring) -> Iterator[Any]:
    """The container, to be read only, with whichever key of the ring it was made. Raises WrongKey."""
    connection = open_file(path, [key_for(key) for key in ring.keys], mode="ro")
    try:
        yield connection
    finally:
        connection.close()


def key_of(path: Path, ring: Ring) -> InstallationKey:
    """The key of the ring with which a backup was made. Raises WrongKey, with the way out."""
    for key in ring.keys:
        try:
            open_file(path, key_for(key), mode="ro").close()
        except WrongKey:
            continue
        return key
    have = ", ".join(key.id for key in ring.keys)
    raise WrongKey(
        f"The backup {path.name} does not open with this installation key ({have}). It was made with another "
        "key, or the file is damaged. Put your safe copy of the key it was made with in place of the key file "
        "(the letters after `key-` in the name of a backup tell which), then run this again."
    )
