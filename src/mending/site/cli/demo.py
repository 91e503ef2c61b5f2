"""`mending demo`: the demo family, to look around."""

import argparse
import os
import shutil
from datetime import date
from pathlib import Path

from mending.site.cli import place, server
from mending.site.trouble import Stop

NAME = "demo"
HELP = "Start Mending with a demo family and fourteen months of their life. Nothing in it is real."

MARK = "demo-made-on"
UNFINISHED = "demo-unfinished"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")


def run(args: argparse.Namespace) -> int:
    """Make the family when there is none of today, then serve until stopped."""
    folder = place.settle(args.data, default="data/demo")
    # The demo never touches a real installation, whatever the surroundings say.
    for name in ("DATABASE_URL", "MENDING_KEY_FILE"):
        os.environ.pop(name, None)
    os.environ["MENDING_URL"] = f"http://127.0.0.1:{args.port}"
    server.refuse_busy_port(args.port)
    _clear_old(folder)
    is_new = not (folder / MARK).exists()
    if is_new:
        (folder / UNFINISHED).touch()
    place.make_key_once(folder)
    place.open_installation()
    if is_new:
        _make(folder)
    _greet(args.port)
    return server.serve(args.port)


def _clear_old(folder: Path) -> None:
    """A demo of another day is made anew, so that it always reaches up to today."""
    made_on = folder / MARK
    if not made_on.exists():
        if (folder / "mending.db").exists():
            _clear_unfinished(folder)
        return
    if made_on.read_text().strip() != date.today().isoformat():  # noqa: DTZ011  the day on this machine's calendar
        print("The demo is of another day. It is made anew, up to today.")
        _clear(folder)


def _clear_unfinished(folder: Path) -> None:
    if not (folder / UNFINISHED).exists():
        raise Stop(f"{folder} holds a real installation. Choose another folder for the demo with --data.")
    print("The demo was not finished the last time. It is made anew.")
    _clear(folder)


def _clear(folder: Path) -> None:
    for name in ("mending.db", "mending.db-wal", "mending.db-shm", MARK, UNFINISHED):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "keys", ignore_errors=True)


def _make(folder: Path) -> None:
    from django.db import connections  # noqa: PLC0415  Django is set up by now

    from mending.site.demo import life  # noqa: PLC0415

    today = date.today()  # noqa: DTZ011
    print("Making a family and fourteen months of their life:", end="", flush=True)
    life.live(today, lambda name: print(f" {name}", end="", flush=True))
    print(flush=True)
    (folder / UNFINISHED).unlink(missing_ok=True)
    (folder / MARK).write_text(f"{today}\n")
    connections.close_all()


def _greet(port: int) -> None:
    from mending.site.demo import family  # noqa: PLC0415

    print("\nEveryone in this demo is made up. Sign in as one of them (name, password):\n")
    for member in family.CAST:
        print(f"{member.name} {family.PASSWORD}")
    print(
        "\nLena, Ines and Sol work with other people’s records or run the place,"
        " so Mending asks them to set up a second step first.\n"
        f"\nOpen http://127.0.0.1:{port} (stop with Ctrl-C)",
        flush=True,
    )
