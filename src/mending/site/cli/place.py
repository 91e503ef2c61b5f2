"""Where an installation lies, and making it ready to start."""

import argparse
import os
from pathlib import Path

from mending.site.environment import SettingTrouble
from mending.site.keeping import holding, home
from mending.site.keeping.words import told
from mending.site.trouble import Stop
from mending.vault import keyring


def add_place(parser: argparse.ArgumentParser) -> None:
    """The option every command shares: which data folder."""
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="the data folder (otherwise MENDING_DATA)")


def settle(data: Path | None, default: str = "data/mending") -> Path:
    """Decide the data folder for this process and all it starts, and make it readable by its owner only."""
    folder = Path(data or os.environ.get("MENDING_DATA") or default).absolute()
    os.environ["MENDING_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mending.site.settings")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise Stop(
            f"The data folder {folder} cannot be made ({trouble.strerror}). Choose another with --data."
        ) from None
    return folder


def make_key_once(folder: Path, *, quietly: bool = False) -> Path:
    """Make the installation key where none is yet and nothing was written under another. Returns its path."""
    here = home.find()
    with told(folder):
        if not here.key_file.exists() and not _has_data(here):
            keyring.write(here.key_file, keyring.Ring((keyring.new_key(),)))
            if not quietly:
                print(f"A new installation key was made: {here.key_file}")
                print("Keep a copy in a safe place, apart from the backups.", flush=True)
    return here.key_file


def _has_data(here: home.Home) -> bool:
    if here.is_embedded:
        return here.file.exists()
    from mending.site.keeping import postgres  # noqa: PLC0415  only where this database is used

    with postgres.connect(here.database) as connection:
        return bool(postgres.count_rows(connection))


def set_up_django() -> None:
    """Read the settings of the data folder that `settle` decided on. Raises Stop when one makes no sense."""
    import django  # noqa: PLC0415  the data folder must be settled before settings are read

    try:
        django.setup()
    except SettingTrouble as trouble:
        raise Stop(str(trouble)) from None


def open_installation(address: str = "127.0.0.1") -> None:
    """Set Django up, bring the database to this version, and make what an installation needs once.

    Raises Stop, before anything is written, when Mending must not start listening on `address`.
    """
    set_up_django()
    from django.db import connections  # noqa: PLC0415

    from mending.site import starting  # noqa: PLC0415

    folder = Path(os.environ["MENDING_DATA"])
    with told(folder):
        holding.share(folder)
        starting.refuse(address)
        _bring_up_to_date()
        _make_ready()
    # An open database must not be carried into the workers that are forked from here.
    connections.close_all()


def _bring_up_to_date() -> None:
    """Change the tables when this version wants it; before that, keep what is there (SAFETY D5).

    A database without tables has nothing to keep.
    """
    from django.core.management import call_command  # noqa: PLC0415

    from mending.site.keeping import backup, migrations  # noqa: PLC0415

    if not migrations.pending():
        return
    if migrations.applied():
        print(f"The tables change with this version. A copy was kept: {backup.take_before_migration(home.find())}")
    call_command("migrate", verbosity=0, interactive=False)


def _make_ready() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from mending.consent.actions import open_ledger  # noqa: PLC0415
    from mending.site import served  # noqa: PLC0415
    from mending.vault.actions import open_house_keys  # noqa: PLC0415

    call_command("createcachetable", verbosity=0)
    served.collect()
    open_house_keys()
    open_ledger()
