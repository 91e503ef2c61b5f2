"""Looking, at start, for what `refusals` decides on."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mending.site import environment
from mending.site.keeping import home, migrations
from mending.site.keeping.words import told
from mending.site.refusals import POSTGRES_DURABLE, Facts
from mending.site.trouble import Stop
from mending.vault import keyring

START_PATIENCE_MS = 3_000
"""How long a start waits for a database that another program holds."""


def gather(address: str) -> Facts:
    """What is so, for a server that will listen on `address`. Django must be set up. Makes no database file."""
    given = environment.read()
    facts = Facts(address=address, url=given.url, debug=given.debug)
    try:
        with told(given.data):
            return _with_database(facts, home.find())
    except Stop as trouble:
        return replace(facts, trouble=str(trouble))


def _with_database(facts: Facts, here: home.Home) -> Facts:
    keyring.load(here.key_file)
    facts = _embedded(facts, here.file) if here.is_embedded else _postgres(facts)
    if here.is_embedded and not here.file.exists():
        return facts
    applied = migrations.applied()
    if "vault.0001_initial" in applied:
        _key_fits()
    return replace(facts, unknown_migrations=migrations.unknown(applied))


def _embedded(facts: Facts, file: Path) -> Facts:
    from sqlcipher3.dbapi2 import sqlite_version_info  # noqa: PLC0415  only where this database is used

    facts = replace(facts, sqlite=tuple(sqlite_version_info))
    if not file.exists():
        return facts
    mode, synchronous = str(_ask("PRAGMA journal_mode")), int(_ask("PRAGMA synchronous"))
    _write_something()
    return replace(facts, journal_mode=mode, synchronous=synchronous)


def _postgres(facts: Facts) -> Facts:
    settings = {name: str(_ask(f"SHOW {name}")) for name in POSTGRES_DURABLE}
    return replace(facts, postgres=int(_ask("SHOW server_version_num")) // 10_000, postgres_settings=settings)


def _write_something() -> None:
    """Write a number that is there again, so that a locked file, a full disk or a read-only one shows now."""
    from django.db import connection, transaction  # noqa: PLC0415

    version, patience = int(_ask("PRAGMA user_version")), int(_ask("PRAGMA busy_timeout"))
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {START_PATIENCE_MS}")
        with transaction.atomic():
            cursor.execute(f"PRAGMA user_version = {version}")
        cursor.execute(f"PRAGMA busy_timeout = {patience}")


def _key_fits() -> None:
    """Raises KeyTrouble when the installation's own secrets are wrapped under a key that is not in the ring."""
    from mending.vault.actions import keys_in_use  # noqa: PLC0415  Django must be set up first

    for key_id in sorted(keys_in_use()):
        keyring.ring().find(key_id)


def _ask(question: str) -> Any:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
