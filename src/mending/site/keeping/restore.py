"""Restoring: look through the backup, write it beside what is there, look through that, then change places.

Nothing that is there is changed before every check has passed, and then it is put aside and not removed.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mending.foundation import clock
from mending.site.keeping import container, embedded, living, migrations, postgres
from mending.site.keeping.home import Home
from mending.site.keeping.manifest import EMBEDDED, Manifest, differences
from mending.site.keeping.steps import Steps
from mending.site.trouble import Stop
from mending.vault import keyring
from mending.vault.sqlcipher import copying
from mending.vault.sqlcipher.connecting import open_file

ANOTHER = "Take another backup: this one is damaged."
ROOM = 16 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was looked through: its file, the ring and the key of it that opens it, what it holds."""

    path: Path
    ring: keyring.Ring
    key: keyring.InstallationKey
    kept: Manifest


def restore(home: Home, path: Path, *, replace: bool, say: Callable[[str], None]) -> None:
    """Put a backup in the place of the installation's database. Django must be set up; the server stopped.

    Raises Stop at the first check that does not pass; then everything is as it was.
    """
    steps = Steps(say, home.data)
    backup = _look_through(home, path, steps)
    if home.is_embedded:
        _into_file(home, backup, steps, replace=replace)
    else:
        _into_postgres(home, backup, steps, replace=replace)
    say(f"Restored {sum(backup.kept.counts.values()):,} rows as they were at {backup.kept.made_at}.")
    say("What was done after that moment is not in it, withdrawals and erasures too. Everyone signs in again.")


def _look_through(home: Home, path: Path, steps: Steps) -> Backup:
    with steps.check("the backup is there and can be read"):
        if not path.is_file():
            raise Stop(f"There is no backup file {path}. Name the file with its whole path.")
        path.open("rb").close()
    with steps.check("the installation key is there and sound"):
        ring = keyring.load(home.key_file)
    with steps.check("the backup opens with this key"):
        key = container.key_of(path, ring)
    with container.opened(path, ring) as opened:
        kept = _manifest(home, opened, steps)
        steps.passed("every page is authentic", copying.forged_pages(opened), ANOTHER)
        steps.passed("its structure is whole", copying.broken_structure(opened), ANOTHER)
        (_rows_are_in_it if home.is_embedded else _dump_is_in_it)(opened, kept, steps)
    return Backup(path, ring, key, kept)


def _manifest(home: Home, opened: Any, steps: Steps) -> Manifest:
    with steps.check("it says what it holds"):
        kept = container.read_manifest(opened)
    with steps.check("it is of this kind of database"):
        if (kept.database == EMBEDDED) is not home.is_embedded:
            raise Stop(_OTHER_KIND[home.is_embedded])
    newer = list(migrations.unknown(kept.migrations))
    steps.passed("it was made by this Mending or an older one", newer, _NEWER)
    return kept


def _rows_are_in_it(opened: Any, kept: Manifest, steps: Steps) -> None:
    found = copying.count_rows(opened)
    found.pop(container.TABLE)
    steps.passed("every row it promises is in it", differences(kept.counts, found), ANOTHER)
    steps.passed("no row points at a missing one", copying.stray_rows(opened), ANOTHER)


def _dump_is_in_it(opened: Any, kept: Manifest, steps: Steps) -> None:
    same = postgres.digest_of(opened) == kept.dump_digest
    steps.passed("its dump is the one that was made", [] if same else ["The dump differs"], ANOTHER)


def _into_file(home: Home, backup: Backup, steps: Steps, *, replace: bool) -> None:
    with steps.check("nothing is in its way"):
        if home.file.exists() and home.file.stat().st_size and not replace:
            raise Stop(_IN_THE_WAY.format(home.file))
    with steps.check("nobody is using the database"):
        if copying.in_use(home.file):
            raise Stop("Mending is running on this database. Stop it, then run this again.")
    with steps.check("the disk has room"):
        _room_for(backup.path, home.data)
    draft = home.file.with_name(f".{home.file.name}.restored")
    _drop(draft)
    try:
        found = _write_anew(backup, draft, steps)
        steps.passed("every row arrived", differences(backup.kept.counts, found), ANOTHER)
        living.look(str(draft), backup.kept, steps)
        with steps.check("it took the place of the old one"):
            _change_places(home.file, draft)
    finally:
        _drop(draft)


def _into_postgres(home: Home, backup: Backup, steps: Steps, *, replace: bool) -> None:
    with steps.check("the database server answers"):
        connection = postgres.connect(home.database)
    with connection:
        with steps.check("nobody is using the database"):
            if postgres.others(connection):
                raise Stop("Other programs are connected to this database. Stop Mending, then run this again.")
        with steps.check("nothing is in its way"):
            occupied = bool(postgres.count_rows(connection))
            if occupied and not replace:
                raise Stop(_IN_THE_WAY.format(home.database["NAME"]))
        with postgres.emptied(connection, aside=occupied):
            with steps.check("its dump is read in"), container.opened(backup.path, backup.ring) as opened:
                postgres.put_back(opened, home.database)
            found = postgres.count_rows(connection)
            steps.passed("every row arrived", differences(backup.kept.counts, found), ANOTHER)
            living.look(None, backup.kept, steps)


def _write_anew(backup: Backup, draft: Path, steps: Steps) -> dict[str, int]:
    key = backup.ring.current.derive("database").hex()
    with steps.check("it is written anew under the key of the database"):
        embedded.put_back(backup.path, container.key_for(backup.key), draft, key)
    with steps.check("the new database opens"):
        connection = open_file(draft, key, mode="ro")
    try:
        return copying.count_rows(connection)
    finally:
        connection.close()


def _change_places(file: Path, draft: Path) -> None:
    """Put the old file and its log aside under a dated name, then give the new one its name."""
    aside = file.with_name(f"{file.name}.before-restore-{clock.now():%Y%m%d-%H%M%S}")
    for ending in ("-wal", "-shm", ""):
        old = Path(f"{file}{ending}")
        if old.exists():
            old.rename(f"{aside}{ending}")
    draft.chmod(0o600)
    draft.rename(file)
    copying.sync(file)


def _drop(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _room_for(backup: Path, folder: Path) -> None:
    need, free = backup.stat().st_size * 2 + ROOM, shutil.disk_usage(folder).free
    if free < need:
        raise Stop(
            f"The disk that holds {folder} has {free >> 20} MB free and restoring needs {need >> 20} MB. "
            "Make room (`df -h` shows where), then run this again."
        )


_NEWER = (
    "The backup was made by a newer Mending than this one. Install that version (CHANGELOG.md names them), "
    "then run this again."
)
_OTHER_KIND = {
    True: "This is a backup of PostgreSQL, and this installation has the embedded database. "
    "Set DATABASE_URL to an empty PostgreSQL database, then run this again.",
    False: "This is a backup of the embedded database, and DATABASE_URL names PostgreSQL. "
    "Unset DATABASE_URL, then run this again.",
}
_IN_THE_WAY = (
    "There is already a database here ({}). Run this again with --replace to put it aside "
    "(it is kept under a dated name), or choose an empty folder with --data."
)
