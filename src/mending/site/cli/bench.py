"""`mending bench`: how fast, how large, how lean."""

import argparse
import subprocess

from mending.site.cli import check

NAME = "bench"
HELP = "Measure every main page beside the floor of the same run, in a minute or two (for developers, in a clone)."


WHICH = ("run", "record", "follow_through", "isolation", "reminders", "durability", "forms", "worksheets", "coach")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=200, help="requests for each page (200 to be quoted)")
    parser.add_argument(
        "--which", choices=WHICH, default="run", help="another one than the pages (they take longer)"
    )


def run(args: argparse.Namespace) -> int:
    """Run one benchmark; what each measures is told in bench/RESULTS.md."""
    rounds = ["--rounds", str(args.rounds)] if args.which == "run" else []
    command = [check.PYTHON, "-m", f"bench.{args.which}", *rounds]
    return subprocess.run(command, cwd=check.ROOT, check=False).returncode
