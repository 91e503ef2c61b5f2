"""Loaded before Django reads its settings: a data folder and key of its own for each test process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="mending-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ["MENDING_DATA"] = str(FOLDER)
os.environ["MENDING_URL"] = "http://127.0.0.1:8000"
os.environ.pop("MENDING_KEY_FILE", None)

from mending.vault import keyring  # noqa: E402  the folder must be named first

keyring.write(FOLDER / "keys" / "installation.key", keyring.Ring((keyring.new_key(),)))
