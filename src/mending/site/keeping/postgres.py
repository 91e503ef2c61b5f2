"""Backup of PostgreSQL: its own dump of one moment, made while the server runs, in chunks in the container."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from mending.foundation import clock
from mending.site.keeping import container
from mending.site.keeping.embedded import describe
from mending.site.keeping.manifest import POSTGRESQL, Manifest
from mending.site.trouble import Stop
from mending.vault.keyring import InstallationKey
from mending.vault.sqlcipher.connecting import open_file

CHUNK = 1 << 20
PLACES = Path("/usr/lib/postgresql")
DUMP = ("pg_dump", "--format=custom", "--no-owner", "--no-acl", "--schema=public")
RESTORE = ("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl")

Settings = Mapping[str, Any]
"""What Django's settings say of the database."""


def address(database: Settings) -> str:
    """Where the server is, for its programs. Without the password, which a list of processes would show."""
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415  costs an embedded start memory and time

    parts = {
        "dbname": database["NAME"],
        "user": database["USER"],
        "host": database["HOST"],
        "port": database["PORT"],
    }
    return make_conninfo("", **{name: value for name, value in {**parts, **database["OPTIONS"]}.items() if value})


def connect(database: Settings) -> Any:
    """A connection of its own in autocommit. Raises ConnectionError."""
    import psycopg  # noqa: PLC0415  as above

    password = database["PASSWORD"] or None
    try:
        return psycopg.connect(address(database), password=password, autocommit=True)
    except psycopg.OperationalError as trouble:
        raise ConnectionError(str(trouble)) from None


def take(database: Settings, draft: Path, key: InstallationKey) -> Manifest:
    """Dump the database into `draft`, with a manifest of the same moment."""
    with connect(database) as source:
        source.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        [snapshot] = source.execute("SELECT pg_export_snapshot()").fetchone()
        written = describe(source, POSTGRESQL, key.id, count_rows)
        digest = _dump(database, snapshot, draft, container.key_for(key))
    written = replace(written, dump_digest=digest)
    container.write_manifest(draft, container.key_for(key), written)
    return written


def put_back(opened: Any, database: Settings) -> None:
    """Write the dump in an open backup into an empty schema, all of it or nothing."""
    _through((*RESTORE, f"--dbname={address(database)}"), database, chunks(opened))


def listing(opened: Any) -> str:
    """What the dump in an open backup holds, as PostgreSQL's own program reads it. Raises Stop."""
    return _through(("pg_restore", "--list"), None, chunks(opened))


def chunks(opened: Any) -> Iterator[bytes]:
    """The dump in an open backup, piece by piece."""
    for (piece,) in opened.execute("SELECT bytes FROM mending_dump ORDER BY number"):
        yield bytes(piece)


def digest_of(opened: Any) -> str:
    """SHA-256 of the dump in an open backup."""
    digest = hashlib.sha256()
    for piece in chunks(opened):
        digest.update(piece)
    return digest.hexdigest()


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table has, by name."""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM public."{name}"').fetchone()[0] for (name,) in names}  # noqa: S608


def others(connection: Any) -> int:
    """How many other programs are connected to the same database."""
    [found] = connection.execute(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    ).fetchone()
    return int(found)


@contextmanager
def emptied(connection: Any, *, aside: bool) -> Iterator[None]:
    """No schema within the block, as a dump makes its own. What was there is kept under a dated name if `aside`.

    When the block fails, all is as it was.
    """
    kept_as = f"before_restore_{clock.now():%Y%m%d_%H%M%S}"
    put_aside = f"ALTER SCHEMA public RENAME TO {kept_as}"
    take_back = f"ALTER SCHEMA {kept_as} RENAME TO public"
    _together(connection, put_aside if aside else _DROP_EMPTY)
    try:
        yield
    except BaseException:
        _together(connection, _DROP_SCHEMA, take_back if aside else _NEW_SCHEMA)
        raise


def _together(connection: Any, *statements: str) -> None:
    with connection.transaction():
        for statement in statements:
            connection.execute(statement)


_NEW_SCHEMA = "CREATE SCHEMA public"
_DROP_EMPTY = "DROP SCHEMA IF EXISTS public"
_DROP_SCHEMA = "DROP SCHEMA IF EXISTS public CASCADE"


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, the newest installed. Raises Stop."""
    found = sorted(PLACES.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3].split(".")[0]))
    where = str(found[-1]) if found else shutil.which(name)
    if where is None:
        raise Stop(
            f"PostgreSQL's program {name} is not installed here, and a copy cannot be made without it. "
            "Install the client programs (on Debian or Ubuntu: apt install postgresql-client) "
            "of the server's version or newer, then run this again."
        )
    return where


def _dump(database: Settings, snapshot: str, draft: Path, digits: str) -> str:
    command = (*DUMP, f"--snapshot={snapshot}", f"--dbname={address(database)}")
    digest = hashlib.sha256()
    box = open_file(draft, digits)
    try:
        box.execute("PRAGMA journal_mode = OFF")
        box.execute("PRAGMA synchronous = OFF")
        box.execute("CREATE TABLE mending_dump (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        box.execute("BEGIN")
        with _started(command, database, stdout=subprocess.PIPE) as running:
            while piece := _pipe(running.stdout).read(CHUNK):
                digest.update(piece)
                box.execute("INSERT INTO mending_dump (bytes) VALUES (?)", (piece,))
        box.execute("COMMIT")
    finally:
        box.close()
    return digest.hexdigest()


def _through(command: tuple[str, ...], database: Settings | None, pieces: Iterator[bytes]) -> str:
    with tempfile.TemporaryFile() as out:
        # When it stops reading it either had enough, or its exit code will say why not.
        pipes = {"stdin": subprocess.PIPE, "stdout": out}
        with _started(command, database, **pipes) as running, suppress(BrokenPipeError):
            for piece in pieces:
                _pipe(running.stdin).write(piece)
            _pipe(running.stdin).close()
        out.seek(0)
        return out.read().decode(errors="replace")


@contextmanager
def _started(
    command: tuple[str, ...], database: Settings | None, **pipes: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of PostgreSQL's programs; when it ends badly, Stop with its own last words."""
    secret = {"PGPASSWORD": database["PASSWORD"]} if database and database["PASSWORD"] else {}
    with tempfile.TemporaryFile() as complaints:
        whole = [program(command[0]), *command[1:]]
        with subprocess.Popen(whole, stderr=complaints, env={**os.environ, **secret}, **pipes) as running:  # noqa: S603
            try:
                yield running
            except BaseException:
                running.kill()
                raise
        if running.returncode:
            complaints.seek(0)
            words = complaints.read().decode(errors="replace").strip()
            raise Stop(f"PostgreSQL's own program could not do it. It says: {words or running.returncode}")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("This program was started without a pipe.")
    return pipe
