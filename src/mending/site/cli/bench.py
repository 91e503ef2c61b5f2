"""`mending bench`: how fast, how large, how lean."""

import argparse
import subprocess

from mending.site.cli import check

NAME = "bench"
HELP = "Measure every main page beside the floor of the same run, in a minute or two (for developers, in a clone)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=200, help="requests for each page (200 to be quoted)")


def run(args: argparse.Namespace) -> int:
    """Run the benchmark of the pages; the others have commands of their own, named in bench/RESULTS.md."""
    command = [check.PYTHON, "-m", "bench.run", "--rounds", str(args.rounds)]
    return subprocess.run(command, cwd=check.ROOT, check=False).returncode
