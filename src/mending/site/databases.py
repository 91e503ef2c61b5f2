"""Which database: the encrypted file by default, PostgreSQL when DATABASE_URL names one."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from mending.site.environment import Environment, SettingTrouble
from mending.vault import keyring


def choose(environment: Environment) -> dict[str, Any]:
    """Django's settings of the one database. Raises SettingTrouble for an address it does not know."""
    if not environment.database_url:
        return _embedded(environment)
    return _postgresql(environment.database_url)


def database_keys() -> list[str]:
    """The raw keys the encrypted file may open with, as 64 hex digits, the one in use first.

    The others matter only after a rotation of the installation key that was cut short.
    """
    return [key.derive("database").hex() for key in keyring.ring().keys]


def _embedded(environment: Environment) -> dict[str, Any]:
    return {
        "ENGINE": "mending.vault.sqlcipher",
        "NAME": str(environment.data / "mending.db"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"key": database_keys},
        # Tests too run on an encrypted file: in memory nothing would be encrypted.
        "TEST": {"NAME": str(environment.data / "test.db")},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise SettingTrouble("DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
