"""`mending remind`: the clock by itself, for organisations that keep it apart from the pages."""

import argparse
import os
import signal
import threading

from mending.site.cli import place, server
from mending.site.keeping import holding, home
from mending.site.keeping.words import told
from mending.site.trouble import Stop

NAME = "remind"
HELP = "Send what is due and do the daily work until stopped. Any number of these may run at once."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument("--once", action="store_true", help="send what is due now, then end (for a timer)")


def run(args: argparse.Namespace) -> int:
    """Look once, or again and again until Ctrl-C or SIGTERM."""
    folder = place.settle(args.data)
    os.environ.setdefault("MENDING_URL", f"http://{server.LOOPBACK}:8000")
    server.end_on_signals()
    place.set_up_django()
    with told(folder):
        _refuse_unready()
        holding.share(folder)
        return _once() if args.once else _on_and_on()


def _refuse_unready() -> None:
    from mending.site import facts, refusals  # noqa: PLC0415  Django must be set up first
    from mending.site.keeping import migrations  # noqa: PLC0415

    here = home.find()
    if here.is_embedded and not here.file.exists():
        raise Stop(f"There is no database in {here.data} yet. Start Mending once with `mending serve`.")
    found = refusals.refusals(facts.gather(server.LOOPBACK))
    if found:
        raise Stop(found[0].sentence)
    if migrations.pending():
        raise Stop(
            "The tables are those of an earlier version. Start `mending serve` once; it brings them up to date."
        )


def _once() -> int:
    from mending.reminders import tasks  # noqa: PLC0415
    from mending.site import clock  # noqa: PLC0415

    tasks.now_and_then()
    while clock.once():
        pass
    return 0


def _on_and_on() -> int:
    from mending.site.clock import Clock  # noqa: PLC0415

    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: over.set())
    clock = Clock()
    clock.start()
    print("Sending what is due (stop with Ctrl-C)", flush=True)
    over.wait()
    clock.stop()
    return 0
