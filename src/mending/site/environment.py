"""What the surroundings say: every setting of an installation, read once, refused loudly when wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class SettingTrouble(Exception):
    """A setting makes no sense; the message names it and says what to write instead."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Each field is one environment variable, described in docs/host/settings.md."""

    data: Path
    key_file: Path
    database_url: str
    url: str
    name: str
    country: str
    exit_url: str
    signup: str
    workers: int
    half_life: float
    debug: bool

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_https(self) -> bool:
        return self.url.startswith("https://")


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read the MENDING_* variables. Raises SettingTrouble."""
    data = Path(variables.get("MENDING_DATA") or "data/mending").absolute()
    return Environment(
        data=data,
        key_file=Path(variables.get("MENDING_KEY_FILE") or data / "keys" / "installation.key").absolute(),
        database_url=variables.get("DATABASE_URL", ""),
        url=_url(variables.get("MENDING_URL") or "http://127.0.0.1:8000"),
        name=variables.get("MENDING_NAME") or "Mending",
        country=(variables.get("MENDING_COUNTRY") or "").upper(),
        exit_url=variables.get("MENDING_EXIT_URL", ""),
        signup=_choice("MENDING_SIGNUP", variables.get("MENDING_SIGNUP") or "open", ("open", "closed")),
        workers=_whole("MENDING_WORKERS", variables.get("MENDING_WORKERS") or "2", 1, 64),
        half_life=_whole("MENDING_HALF_LIFE_MONTHS", variables.get("MENDING_HALF_LIFE_MONTHS") or "6", 1, 120),
        debug=_choice("MENDING_DEBUG", variables.get("MENDING_DEBUG") or "no", ("yes", "no")) == "yes",
    )


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingTrouble(
            f"MENDING_URL is {text!r}. Write the whole address, like https://mending.example.org."
        )
    return text.rstrip("/")


def _choice(name: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise SettingTrouble(f"{name} is {text!r}. Write one of: {', '.join(choices)}.")
    return text


def _whole(name: str, text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingTrouble(f"{name} is {text!r}. Write a whole number from {least} to {most}.")
    return int(text)
