"""`mending doctor`: what is wrong with an installation, in words."""

import argparse
import os

from mending.site.cli import place
from mending.site.keeping import home
from mending.site.keeping.examination import examine
from mending.site.trouble import Stop

NAME = "doctor"
HELP = "Look at an installation, running or not, and say in words what is wrong and what to do. Changes nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)


def run(args: argparse.Namespace) -> int:
    """Print each finding; 0 when all is well, 1 when something is not."""
    if args.data:
        os.environ["MENDING_DATA"] = str(args.data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mending.site.settings")
    here = home.find()
    if not here.data.is_dir():
        raise Stop(f"There is no data folder {here.data}. Name it with --data, or start Mending once.")
    place.set_up_django()
    ill = 0
    for finding in examine(here, "127.0.0.1"):
        ill += bool(finding.troubles)
        print(f"{'NO ' if finding.troubles else 'ok '} {finding.what}", flush=True)
        for trouble in finding.troubles:
            print(f"      {trouble}")
    print("All is well." if not ill else f"{ill} to see to.")
    return 1 if ill else 0
