"""A throwaway PostgreSQL server whose processes may be killed: durable settings, a socket and no port."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

PLACES = Path("/usr/lib/postgresql")


def program(name: str) -> str | None:
    """The newest of PostgreSQL's programs of that name on this machine, if there is one."""
    found = sorted(PLACES.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


class Cluster:
    """Lies wholly in `folder`. PostgreSQL refuses to run as root, so root hands it to another user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.socket = folder / "s"
        self.socket.mkdir(parents=True)
        self.user = _other_user() if os.getuid() == 0 else None
        if self.user:
            for place in (folder, self.socket):
                os.chown(place, self.user.pw_uid, self.user.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", "mending", "-A", "trust", "--no-sync")

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
        self._run("createdb", "-h", str(self.socket), "-U", "mending", name)
        return f"postgresql://mending@/{name}?host={self.socket}"

    def _run(self, name: str, *words: str) -> None:
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        path = program(name)
        if path is None:
            raise SystemExit(f"PostgreSQL's {name} is not here. On Debian or Ubuntu: apt install postgresql")
        subprocess.run([path, *words], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **who)


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
    raise SystemExit("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")
