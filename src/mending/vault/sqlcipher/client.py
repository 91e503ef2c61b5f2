"""No shell on the database."""

from collections.abc import Iterable

from django.core.management.base import CommandError
from django.db.backends.base.client import BaseDatabaseClient


class DatabaseClient(BaseDatabaseClient):
    """Refuses `dbshell`: the key would stand in the list of processes, and the consent rules would not."""

    def runshell(self, parameters: Iterable[str]) -> None:
        raise CommandError(
            "There is no shell on an encrypted database. "
            "`mending doctor` checks it, `mending backup` copies it, and your own export is in the app."
        )
