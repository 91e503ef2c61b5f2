"""`mending demo`: the demo family, to look around."""

import argparse
import os
import shutil
from datetime import date
from pathlib import Path

from mending.site.cli import place, server
from mending.site.keeping import holding
from mending.site.keeping.words import told
from mending.site.trouble import Stop

NAME = "demo"
HELP = "Start Mending with a demo family and fourteen months of their life. Nothing in it is real."

MARK = "demo-made-on"
UNFINISHED = "demo-unfinished"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    server.add_port(parser)


def is_demo(folder: Path) -> bool:
    """Whether a folder was made by the demo: it carries a mark from its first moment."""
    return (folder / MARK).exists() or (folder / UNFINISHED).exists()


def run(args: argparse.Namespace) -> int:
    """Make the family when there is none of today, then serve until stopped."""
    folder = place.settle(args.data, default="data/demo")
    # The demo never touches a real installation, whatever the surroundings say.
    for name in ("DATABASE_URL", "MENDING_KEY_FILE", "MENDING_COUNTRY", "MENDING_DEBUG", "MENDING_SMTP"):
        os.environ.pop(name, None)
    os.environ["MENDING_URL"] = f"http://127.0.0.1:{args.port}"
    server.end_on_signals()
    server.refuse_busy_port(args.port)
    with told(folder):
        _refuse_real(folder)
        _clear_old(folder)
    place.make_key_once(folder, quietly=True)
    place.open_installation()
    if not (folder / MARK).exists():
        with told(folder):
            _make(folder)
    return server.serve(args.port, ready=lambda: _greet(args.port))


def _refuse_real(folder: Path) -> None:
    """Without a mark of ours, somebody's own data may lie there."""
    if not is_demo(folder) and ((folder / "mending.db").exists() or (folder / "keys").exists()):
        raise Stop(f"{folder} holds a real installation. Choose another folder for the demo with --data.")


def _clear_old(folder: Path) -> None:
    """A demo of another day, or one that was cut short, is made anew, so that it always reaches up to today."""
    mark = folder / MARK
    if mark.exists() and mark.read_text().strip() == _today().isoformat():
        return
    with holding.alone(folder):
        if mark.exists():
            print(
                "The demo is of another day. It is made anew, up to today; what you changed in it goes.",
                flush=True,
            )
        elif (folder / "mending.db").exists():
            print("The demo was not finished the last time. It is made anew.", flush=True)
        (folder / UNFINISHED).touch(mode=0o600)
        for name in (MARK, "mending.db", "mending.db-wal", "mending.db-shm"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / "keys", ignore_errors=True)


def _today() -> date:
    from mending.foundation import clock  # noqa: PLC0415  only the demo needs its story
    from mending.site.demo.story import ZONE  # noqa: PLC0415

    return clock.today(ZONE)


def _make(folder: Path) -> None:
    from django.db import connections  # noqa: PLC0415  Django is set up by now

    from mending.site.demo import making  # noqa: PLC0415

    last = _today()
    print("Making a family and fourteen months of their life. All of it is fictional.", flush=True)
    making.make(last, lambda month: print(f"{month.first:%B %Y} …", flush=True))
    connections.close_all()
    with (folder / MARK).open("w") as mark:
        mark.write(f"{last}\n")
    (folder / UNFINISHED).unlink(missing_ok=True)


def _greet(port: int) -> None:
    from mending.site.demo import making  # noqa: PLC0415

    print("\nEveryone in this demo is fictional. Sign in as one of them, with the name and the password:\n")
    for name, password in making.SIGN_INS:
        print(name, password)
    print(
        "\nStart with Ruth. Lena, Ines and Sol work with other people’s records or run the place,"
        " so Mending first asks them to set up a second step (an app that shows codes, or a passkey).\n"
        f"\nMending is open at http://127.0.0.1:{port} (stop with Ctrl-C)",
        flush=True,
    )
