"""`mending test`: everything the gate asks, from a fresh clone."""

import argparse
import subprocess

from mending.site.cli import check

NAME = "test"
HELP = "Everything: check, then all tests on both databases and in a real browser (for developers, in a clone)."
MAY_BE_LEFT_OUT = ("postgres", "browser")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--without",
        action="append",
        choices=MAY_BE_LEFT_OUT,
        default=[],
        help="leave a part out where it cannot run; the end says loudly that it was left out",
    )


def run(args: argparse.Namespace) -> int:
    """Run the whole gate; 0 when all of it passed."""
    # It lies in tools/, beside the product and not in it.
    command = [check.PYTHON, "-m", "tools.gate", *(f"--without={part}" for part in args.without)]
    return subprocess.run(command, cwd=check.ROOT, stdin=subprocess.DEVNULL, check=False).returncode
