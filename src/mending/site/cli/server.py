"""The production server, started from within: gunicorn with a few workers that share what they loaded."""

import argparse
import errno
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mending.site.trouble import Stop

LOOPBACK = "127.0.0.1"
THREADS = 4
# Workers tell the arbiter that they live through a file; on a disk that would be a write every second.
MEMORY_DISK = Path("/dev/shm")  # noqa: S108


def add_port(parser: argparse.ArgumentParser) -> None:
    """The option of every command that listens."""
    parser.add_argument("--port", type=_port, default=8000, help="the port to listen on (default 8000)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port. Write a number from 1 to 65535.")
    return int(text)


def end_on_signals() -> None:
    """Let Ctrl-C and SIGTERM end what comes before the server too: open transactions are taken back."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)


def _end(number: int, frame: object) -> None:
    sys.exit(128 + number)


def refuse_busy_port(port: int, host: str = LOOPBACK) -> None:
    """Say so at once when something else listens there. Raises Stop."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        raise Stop(f"This user may not listen on port {port}. Choose one above 1023 with --port.") from None
    except OSError as trouble:
        if trouble.errno != errno.EADDRINUSE:
            raise Stop(f"{host} is no address of this machine. Choose another with --host.") from None
        raise Stop(f"Port {port} is busy: something else listens there. Choose another with --port.") from None


def serve(port: int, host: str = LOOPBACK, *, ready: Callable[[], None]) -> int:
    """Serve until Ctrl-C or SIGTERM, then let requests under way finish. Returns 0.

    `ready` is called once, when the port is open and a page can be asked for. Each worker has a clock of its own
    (site/clock.py), which ends with it and comes back with the worker that takes its place.
    """
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  only this command needs the server

    options = _options(port, host) | _clock() | {"when_ready": lambda arbiter: ready()}

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

            return get_wsgi_application()

    try:
        Server().run()
    except SystemExit as done:
        return int(done.code or 0)
    return 0


def _options(port: int, host: str) -> dict[str, Any]:
    data = os.environ["MENDING_DATA"]
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": int(os.environ.get("MENDING_WORKERS") or 2),
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "keepalive": 15,
        "graceful_timeout": 5,
        "worker_tmp_dir": str(MEMORY_DISK) if os.access(MEMORY_DISK, os.W_OK) else data,
        "loglevel": "warning",
        # Nothing is written outside the data folder.
        "control_socket_disable": True,
    }


def _clock() -> dict[str, Any]:
    """What starts and ends the clock of a worker; nothing when it runs apart, as `mending remind`."""
    if os.environ.get("MENDING_CLOCK") == "apart":
        return {}
    from mending.site.clock import Clock  # noqa: PLC0415  Django must be set up first

    running: list[Clock] = []

    def start(worker: Any) -> None:
        running[:] = [Clock()]
        running[0].start()

    def end(arbiter: Any, worker: Any) -> None:
        for clock in running:
            clock.stop()

    return {"post_worker_init": start, "worker_exit": end}
