"""What `mending doctor` looks at, each with a finding in words."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3.dbapi2 import sqlite_version

from mending import __version__
from mending.foundation import clock
from mending.help import queries as helplines
from mending.site import facts, refusals
from mending.site.keeping import living, migrations, postgres
from mending.site.keeping.home import Home
from mending.site.keeping.words import told
from mending.site.trouble import Stop
from mending.vault.sqlcipher import copying
from mending.vault.sqlcipher.connecting import open_file

LEAST_ROOM = 200 << 20
OLD_BACKUP = timedelta(days=7)

Trouble = Iterator[str]
"""Sentences that say what is wrong and what to do; none when all is well."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and the sentences of what is wrong with it."""

    what: str
    troubles: list[str]


def examine(home: Home, address: str) -> Iterator[Finding]:
    """Look at everything, one finding at a time. Django must be set up. Changes nothing."""
    for what, look in _looks(home, address):
        try:
            with told(home.data):
                troubles = list(look())
        except Stop as trouble:
            troubles = [str(trouble)]
        yield Finding(what, troubles)
        if what == _FIRST and troubles:
            return


_FIRST = "the key, the settings and the database let Mending start"


def _looks(home: Home, address: str) -> list[tuple[str, Callable[[], Trouble]]]:
    return [
        (_versions(), _nothing),
        (f"the data folder {home.data} is yours alone", lambda: _private(home.data)),
        (f"the key file {home.key_file} is yours alone", lambda: _private(home.key_file)),
        ("the key file lies apart from the backups", lambda: _apart(home)),
        (f"the disk has room ({shutil.disk_usage(home.data).free >> 20} MB free)", lambda: _room(home.data)),
        (_FIRST, lambda: _starts(address)),
        ("the tables are those of this version", _tables),
        ("every page of the database is authentic and whole", lambda: _pages(home)),
        ("everyone's key opens with the installation key", _keys),
        ("the ledger is unbroken", _ledger),
        ("there is a recent backup", lambda: _backup(home)),
        ("your own helplines can be read", _helplines),
        ("e-mail can be handed over, or none is sent", _mail),
    ]


def _versions() -> str:
    return f"Mending {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite_version}"


def _nothing() -> Trouble:
    yield from ()


def _private(path: Path) -> Trouble:
    """A file or folder that others on this machine can open, or that belongs to someone else."""
    if not path.exists():
        return
    found = path.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        modes = "700" if path.is_dir() else "600"
        yield f"Other users of this machine can open {path}. Run: chmod {modes} {path}"
    if found.st_uid != os.getuid():
        yield f"{path} belongs to another user. Run Mending as that user, or: chown {os.getuid()} {path}"


def _helplines() -> Trouble:
    if said := helplines.trouble():
        yield f"{said} Until then the help pages are shown without your own lines."


def _mail() -> Trouble:
    from mending.reminders.actions import mail, outside  # noqa: PLC0415  Django must be set up first

    server = outside.outside().mail
    if server is not None and (said := mail.trouble(server)):
        yield f"The mail server {server.host}:{server.port} takes no e-mail ({said}). Look at MENDING_SMTP."


def _apart(home: Home) -> Trouble:
    if home.key_file.parent == home.backups:
        yield "Whoever gets the backups gets the key with them. Set MENDING_KEY_FILE to a place elsewhere."


def _room(folder: Path) -> Trouble:
    if shutil.disk_usage(folder).free < LEAST_ROOM:
        yield f"The disk that holds {folder} is nearly full. Make room; `df -h` shows where."


def _starts(address: str) -> Trouble:
    for refusal in refusals.refusals(facts.gather(address)):
        yield refusal.sentence


def _tables() -> Trouble:
    waiting = migrations.pending()
    if waiting:
        first = ", ".join(waiting[:3])
        yield f"Changes of the tables wait ({first}). Start Mending once: it keeps a copy and makes them."


def _pages(home: Home) -> Trouble:
    if not home.is_embedded or not home.file.exists():
        return
    connection = open_file(home.file, home.database["OPTIONS"]["key"])
    try:
        found = copying.forged_pages(connection) or copying.broken_structure(connection)
        found += copying.stray_rows(connection)
    finally:
        connection.close()
    if found:
        yield f"The database is damaged ({found[0]}). Stop Mending, keep the folder, restore the newest backup."


def _keys() -> Trouble:
    from mending.vault.actions import try_keys  # noqa: PLC0415  Django must be set up first

    tried, shut = try_keys()
    if shut:
        yield f"{shut} of {tried} keys do not open. Put the key file back that was there when they were made."


def _ledger() -> Trouble:
    trouble = living.ledger_trouble()
    if trouble:
        yield f"{trouble}. Keep the database as it is, take a backup of it, and find out who had access."


def _backup(home: Home) -> Trouble:
    times = [path.stat().st_mtime for path in home.backups.glob("*.backup")]
    if not times:
        yield f"There is no backup in {home.backups}. Run `mending backup` daily (docs/host/backup.md)."
    elif clock.now() - datetime.fromtimestamp(max(times), UTC) > OLD_BACKUP:
        yield f"The newest backup in {home.backups} is over a week old. Run `mending backup` daily."
    if not home.is_embedded:
        postgres.program("pg_dump")
