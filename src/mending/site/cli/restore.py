"""`mending restore`: a backup back in its place, with every check told."""

import argparse
from pathlib import Path

from mending.site.cli import place
from mending.site.keeping import holding, home
from mending.site.keeping.restore import restore
from mending.site.keeping.words import told

NAME = "restore"
HELP = "Put a backup back in its place. Mending must be stopped; what is there is kept aside."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument("backup", metavar="FILE", type=Path, help="a file that `mending backup` made")
    parser.add_argument("--replace", action="store_true", help="put the database that is there aside")


def run(args: argparse.Namespace) -> int:
    """Restore, telling each check."""
    place.settle(args.data)
    here = home.find()
    place.set_up_django()
    with told(here.data), holding.alone(here.data):
        restore(here, args.backup.absolute(), replace=args.replace, say=print)
    return 0
