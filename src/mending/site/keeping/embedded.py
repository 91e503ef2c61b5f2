"""Backup of the embedded database: a copy of all its rows as they were at one moment, while the server runs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mending import __version__
from mending.foundation import clock
from mending.site.keeping import container
from mending.site.keeping.manifest import EMBEDDED, Manifest
from mending.vault.keyring import InstallationKey
from mending.vault.sqlcipher.connecting import Key, open_file
from mending.vault.sqlcipher.copying import count_rows, export, fill


def take(database: Path, database_key: Key, draft: Path, key: InstallationKey) -> Manifest:
    """Copy the database file into `draft`, with its manifest. Raises the library's errors."""
    source = open_file(database, database_key)
    try:
        written = export(
            source, draft, container.key_for(key), lambda seen: describe(seen, EMBEDDED, key.id, count_rows)
        )
    finally:
        source.close()
    container.write_manifest(draft, container.key_for(key), written)
    return written


def put_back(backup: Path, backup_key: str, target: Path, database_key: str) -> None:
    """Write what a backup holds into the new file `target`, as a database and no longer as a backup."""
    fill(target, database_key, backup, backup_key)
    connection = open_file(target, database_key)
    try:
        connection.execute(f"DROP TABLE {container.TABLE}")
    finally:
        connection.close()


def describe(connection: Any, database: str, key: str, count: Callable[[Any], dict[str, int]]) -> Manifest:
    """What is in a database at this moment. Works alike on both, through `connection.execute`."""
    counts = count(connection)
    counts.pop(container.TABLE, None)
    ledger, last = 0, ""
    if "consent_ledgerhead" in counts:
        head = connection.execute("SELECT count, last FROM consent_ledgerhead").fetchone()
        ledger, last = head or (ledger, last)
    migrations = []
    if "django_migrations" in counts:
        found = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
        migrations = [f"{app}.{name}" for app, name in found]
    return Manifest(
        database=database,
        made_at=clock.now().isoformat(timespec="seconds"),
        mending=__version__,
        key=key,
        migrations=migrations,
        counts=counts,
        ledger=ledger,
        ledger_last=last,
    )
