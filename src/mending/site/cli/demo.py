"""`mending demo`: the demo family, to look around."""

import argparse

from mending.site.cli import place

NAME = "demo"
HELP = "Start Mending with a demo family and fourteen months of their life. Nothing in it is real."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default 8000)")


def run(args: argparse.Namespace) -> int:
    """Make the demo family, then serve until stopped."""
    raise NotImplementedError
