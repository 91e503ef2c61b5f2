"""`mending backup`: everything in one encrypted file, while Mending runs."""

import argparse
from pathlib import Path

from mending.site.cli import place
from mending.site.keeping import backup, home
from mending.site.keeping.words import told
from mending.vault import keyring

NAME = "backup"
HELP = "Write everything into one encrypted file, while Mending runs. The key is not in it: keep that apart."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument(
        "--to", metavar="PLACE", type=Path, help="a file, or a folder (otherwise `backups` in the data folder)"
    )


def run(args: argparse.Namespace) -> int:
    """Take the backup and say where it is and what it needs."""
    place.settle(args.data)
    here = home.find()
    with told(here.data):
        ring = keyring.load(here.key_file)
    final = (args.to or here.backups).absolute()
    if args.to is None or final.is_dir():
        final /= backup.name_for(ring)
    written = backup.take(here, final)
    rows, tables = sum(written.counts.values()), len(written.counts)
    print(f"Backup: {final}")
    print(f"{rows:,} rows in {tables} tables, opened and looked through. Encrypted; readable only with the key")
    print(f"{here.key_file} ({written.key}). Keep a copy of the key in a safe place, apart from the backups.")
    return 0
