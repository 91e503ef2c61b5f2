"""`mending keys`: which installation key is in use, and changing it."""

import argparse

from mending.site.cli import place
from mending.site.keeping import holding, home, rotation
from mending.site.keeping.words import told
from mending.vault import keyring

NAME = "keys"
HELP = "Show the installation key's name, change it, or forget older ones. The key itself is never shown."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place.add_place(parser)
    parser.add_argument(
        "what",
        choices=("show", "rotate", "renew", "forget"),
        help="show: which keys the file holds; rotate: make a new one and wrap everything anew under it; renew: a "
        "new key for every person, and all they wrote sealed anew (Mending must be stopped for both); forget: "
        "remove the older ones, after which older backups do not open any more",
    )


def run(args: argparse.Namespace) -> int:
    """Do one of the four."""
    place.settle(args.data)
    return {"show": show, "rotate": rotate, "renew": renew, "forget": forget}[args.what](home.find())


def show(here: home.Home) -> int:
    """Print the names of the keys in the file, the one in use first."""
    with told(here.data):
        ring = keyring.load(here.key_file)
    print(f"{here.key_file}\n{ring.current.id} in use")
    for key in ring.keys[1:]:
        print(f"{key.id} older, opens older backups")
    return 0


def rotate(here: home.Home) -> int:
    """Put a new key in use and wrap everything anew."""
    with told(here.data), holding.alone(here.data):
        ring = rotation.add_key(here)
        place.set_up_django()
        from mending.vault.actions import rewrap_all  # noqa: PLC0415  Django must be set up first

        wrapped = rewrap_all()
    print(
        f"The key {ring.current.id} is in use, and {wrapped} keys are wrapped under it. Everyone signs in again."
    )
    print(f"Keep a new copy of {here.key_file} in a safe place. Older backups need the older key, which stays in")
    print("the file until `mending keys forget`. Take a backup now.")
    return 0


def renew(here: home.Home) -> int:
    """Give every person a new key, and seal all they wrote anew."""
    with told(here.data), holding.alone(here.data):
        place.set_up_django()
        from mending.site.keeping.renewal import renew_everyone  # noqa: PLC0415  Django must be set up first

        people = renew_everyone()
    print(f"{people} people have a new key, and all they wrote is sealed under it. The old ones are destroyed.")
    return 0


def forget(here: home.Home) -> int:
    """Remove the older keys from the file."""
    place.set_up_django()
    from mending.vault.actions import keys_in_use  # noqa: PLC0415  Django must be set up first

    with told(here.data):
        used = keys_in_use()
    gone = rotation.forget(here, used)
    print(
        f"Forgotten: {', '.join(gone)}. Backups made with them do not open any more."
        if gone
        else "There was only one."
    )
    return 0
