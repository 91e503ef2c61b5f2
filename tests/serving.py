"""The production server as people run it: `mending serve` on a data folder and a port of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 180  # seconds for a first start, on a busy machine too


@dataclass(frozen=True)
class Server:
    """Where it listens, where its data lies, and what it has said so far."""

    address: str
    data: Path
    log: Path
    temporary: Path
    process: subprocess.Popen

    def stop(self):
        """As Ctrl-C does; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@contextmanager
def serving(folder, *, command="serve", host="127.0.0.1", begun=None, **more):
    """A server on `folder/data`, stopped at the end whatever happens. Needs the loopback.

    `begun`: a data folder to begin with a copy of; else this is a first start.
    """
    port, folder = free_port(), Path(folder)
    if begun:
        shutil.copytree(begun, folder / "data")
    server = _start(folder, f"http://{host}:{port}", port, command, more)
    try:
        _wait(server, port)
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data, **more):
    """The surroundings of a `mending` command that works on `data` and nothing else."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MENDING_")}
    ours.pop("DATABASE_URL", None)
    return {**ours, "PYTHONPATH": str(ROOT / "src"), "MENDING_DATA": str(data), **more}


def _start(folder, address, port, command, more):
    data, log, temporary = folder / "data", folder / "server.log", folder / "tmp"
    temporary.mkdir()
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "mending", command, "--data", str(data), "--port", str(port)],
            env=environment(data, TMPDIR=str(temporary), **{"MENDING_URL": address, **more}),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    return Server(address, data, log, temporary, process)


def _wait(server, port):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.process.poll() is None, server.log.read_text()
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/help/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"No answer in {PATIENCE} s:\n{server.log.read_text()}")
