"""`mending remind`: the clock by itself, for organisations that keep it apart from the pages."""

import argparse
import signal
import threading

from mending.site.cli import place, server
from mending.site.cli.ready import ready

NAME = "remind"
HELP = "Send what is due and do the daily work until stopped. Any number of these may run at once."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument("--once", action="store_true", help="send what is due now, then end (for a timer)")


def run(args: argparse.Namespace) -> int:
    """Look once, or again and again until Ctrl-C or SIGTERM."""
    server.end_on_signals()
    with ready(args.data):
        return _once() if args.once else _on_and_on()


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
