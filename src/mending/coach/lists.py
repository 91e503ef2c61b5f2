"""Reads the files of words, which are TOML."""

import tomllib
from pathlib import Path
from typing import Any


def read(name: str) -> dict[str, Any]:
    """What a file of this room holds. Raises ValueError for one that is no TOML."""
    return tomllib.loads(written(name))


def written(name: str) -> str:
    """A file of this room as it is written."""
    return Path(__file__).with_name(name).read_text("utf-8")
