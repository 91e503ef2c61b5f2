"""`mending test`: everything the gate asks, from a fresh clone."""

import argparse
import subprocess

from mending.site.cli import check

NAME = "test"
HELP = "Everything: check, then all tests on both databases and in a real browser (for developers, in a clone)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options yet."""


def run(args: argparse.Namespace) -> int:
    """Run the whole gate; 0 when all of it passed."""
    clean = check.run(args) == 0
    tests = subprocess.run([check.PYTHON, "-m", "pytest"], cwd=check.ROOT, check=False)
    return 0 if clean and tests.returncode == 0 else 1
