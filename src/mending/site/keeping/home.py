"""Where an installation's files lie and which database it has, as its settings say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mending.site import databases, environment
from mending.site.trouble import Stop
from mending.vault import keyring


@dataclass(frozen=True, slots=True)
class Home:
    """`database` is what Django's settings say of it."""

    data: Path
    key_file: Path
    database: Mapping[str, Any]

    @property
    def is_embedded(self) -> bool:
        return bool(self.database["ENGINE"] == "mending.vault.sqlcipher")

    @property
    def file(self) -> Path:
        """The embedded database's file."""
        return Path(self.database["NAME"])

    @property
    def backups(self) -> Path:
        return self.data / "backups"


def find() -> Home:
    """The installation that the surroundings name. Raises Stop when a setting makes no sense."""
    try:
        given = environment.read()
        keyring.keep_at(given.key_file)
        return Home(given.data, given.key_file, databases.choose(given))
    except environment.SettingTrouble as trouble:
        raise Stop(str(trouble)) from None
