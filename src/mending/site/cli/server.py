"""The production server, started from within: gunicorn with a few workers that share what they loaded."""

import os
import socket
from pathlib import Path
from typing import Any

from mending.site.trouble import Stop

ADDRESS = "127.0.0.1"
# Workers tell the arbiter that they live through a file; on a disk that would be a write every second.
MEMORY_DISK = Path("/dev/shm")  # noqa: S108


def refuse_busy_port(port: int) -> None:
    """Say so at once when something else listens there. Raises Stop."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            raise Stop(f"Port {port} is busy: something else listens there. Choose another with --port.") from None


def serve(port: int) -> int:
    """Serve until Ctrl-C or SIGTERM, then let requests under way finish. Returns 0."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  only this command needs the server

    options = {
        "bind": f"{ADDRESS}:{port}",
        "workers": int(os.environ.get("MENDING_WORKERS") or 2),
        "threads": 4,
        "worker_class": "gthread",
        "preload_app": True,
        "keepalive": 15,
        "graceful_timeout": 10,
        "worker_tmp_dir": str(MEMORY_DISK) if MEMORY_DISK.is_dir() else None,
        "loglevel": "warning",
        "control_socket_disable": True,
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings and value is not None:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from mending.site.wsgi import application  # noqa: PLC0415

            return application

    try:
        Server().run()
    except SystemExit as done:
        return int(done.code or 0)
    return 0
