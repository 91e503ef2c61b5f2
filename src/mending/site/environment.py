"""What the surroundings say: every setting of an installation, read once, refused loudly when wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from mending.reminders.actions.outside import MailServer


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
    mail: MailServer | None
    clock: str
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
        mail=_mail(variables.get("MENDING_SMTP", ""), variables.get("MENDING_MAIL_FROM", "")),
        clock=_choice("MENDING_CLOCK", variables.get("MENDING_CLOCK") or "inside", ("inside", "apart")),
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


_PORTS = {"smtps": 465, "smtp": 587}
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def _mail(url: str, sender: str) -> MailServer | None:
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingTrouble("MENDING_SMTP must look like smtps://user:password@mail.example.org:465.")
    name, _at, domain = sender.partition("@")
    if not (name and domain and sender.isascii() and sender.isprintable()) or set(sender) & set(" <>,;@") - {"@"}:
        raise SettingTrouble(
            "MENDING_MAIL_FROM must be the address that e-mail comes from, like note@example.org."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    port = _port(parts) or _PORTS[parts.scheme]
    return MailServer(parts.hostname, port, _safety(parts), user, password, sender)


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise SettingTrouble("The port in MENDING_SMTP is not a number from 1 to 65535.") from None


def _safety(parts: SplitResult) -> str:
    """Nothing crosses a network unencrypted: without TLS from the start, it begins before a password is said."""
    if parts.scheme == "smtps":
        return "tls"
    return "none" if parts.hostname in _THIS_MACHINE else "starttls"
