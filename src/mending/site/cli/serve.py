"""`mending serve`: the real thing."""

import argparse
import os
from pathlib import Path

from mending.site.cli import demo, place, server
from mending.site.trouble import Stop

NAME = "serve"
HELP = "Start Mending. The first start makes the data folder and the key; the first page makes the first account."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    server.add_port(parser)
    parser.add_argument(
        "--host",
        default=server.LOOPBACK,
        help="the address to listen on (default 127.0.0.1); any that others can reach needs an https MENDING_URL",
    )


def run(args: argparse.Namespace) -> int:
    """Make ready, then serve until stopped."""
    folder = place.settle(args.data)
    _refuse_demo(folder)
    os.environ.setdefault("MENDING_URL", f"http://{server.LOOPBACK}:{args.port}")
    server.end_on_signals()
    server.refuse_busy_port(args.port, args.host)
    place.make_key_once(folder)
    place.open_installation(args.host)
    return server.serve(args.port, args.host, ready=lambda: _greet(folder))


def _refuse_demo(folder: Path) -> None:
    """Everybody can read the demo's passwords."""
    if demo.is_demo(folder):
        raise Stop(f"{folder} holds the demo family. Choose another folder for your own Mending with --data.")


def _greet(folder: Path) -> None:
    print(f"Data: {folder}\nOpen {os.environ['MENDING_URL']} (stop with Ctrl-C)", flush=True)
