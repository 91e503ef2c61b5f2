"""Reading helplines and cards. The files are read once; nobody is asked who is looking."""

import logging
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from mending.foundation import content
from mending.help.rules import (
    EUROPEAN_UNION,
    Card,
    Changes,
    ContentTrouble,
    Country,
    apply,
    parse_card,
    parse_changes,
    parse_country,
)

log = logging.getLogger(__name__)
_own_file: Path | None = None


def keep_at(own_file: Path) -> None:
    """Name the installation's own helplines.toml; it need not exist. Called once, from the settings."""
    global _own_file  # noqa: PLW0603  a place handed down from the settings, like the key's
    _own_file = own_file
    _changes.cache_clear()
    countries.cache_clear()


@cache
def countries() -> tuple[Country, ...]:
    """Every country with the installation's own changes, by name. Raises ContentTrouble for a shipped file.

    A mistake in the installation's own file never takes help away: it is logged and the file is left out.
    """
    try:
        changes = _changes()
    except ContentTrouble as trouble:
        log.error("%s The shipped helplines are shown without it.", trouble)
        changes = Changes()
    files = sorted((content.folder() / "helplines").glob("*.toml"))
    shipped = [parse_country(*_read(file)) for file in files]
    return tuple(sorted((apply(country, changes) for country in shipped), key=lambda country: country.name))


def country(code: str) -> Country | None:
    """The country of this two-letter code in any case, or None."""
    return next((country for country in countries() if country.code == code.upper()), None)


def nearest(code: str) -> Country | None:
    """The country itself, or the European Union for a member without a file of its own, or None."""
    return country(code) or (country("EU") if code.upper() in EUROPEAN_UNION else None)


@cache
def card(name: str, language: str = "en") -> Card:
    """A safety card; in English when there is none in this language."""
    folder = content.folder() / "cards"
    wanted = folder / f"{name}.{language}.toml"
    data, file, _ = _read(wanted if wanted.is_file() else folder / f"{name}.en.toml")
    return parse_card(data, file)


def trouble() -> str:
    """What is wrong with the installation's own helplines.toml, as a sentence; empty when nothing is."""
    try:
        _changes()
    except ContentTrouble as found:
        return str(found)
    return ""


def fingerprint() -> str:
    """Changes whenever any word of help does."""
    return sha256(repr((countries(), card("overdose"))).encode()).hexdigest()[:16]


@cache
def _changes() -> Changes:
    if _own_file is None or not _own_file.is_file():
        return Changes()
    return parse_changes(*_read(_own_file))


def _read(file: Path) -> tuple[Mapping[str, Any], str, str]:
    try:
        text = file.read_text("utf-8")
        return tomllib.loads(text), file.name, text
    except (OSError, ValueError) as error:  # a TOML mistake names its line and column
        raise ContentTrouble(f"{file.name}: {error}.") from error
