"""Test databases: encrypted files like the real one, with their companions."""

import shutil
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import creation as stock

COMPANIONS = ("-wal", "-shm", "-journal")


class DatabaseCreation(stock.DatabaseCreation):
    """Django's, for a database that lies in up to three files while it is open."""

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = super()._create_test_db(verbosity, autoclobber, keepdb)
        if not keepdb:
            self._drop_companions(name)
        return name

    def _clone_test_db(self, suffix: str, verbosity: int, keepdb: bool = False) -> None:
        name = self.connection.settings_dict["NAME"]
        clone = self.get_test_db_clone_settings(suffix)["NAME"]
        if self.is_in_memory_db(name) or (keepdb and Path(clone).exists()):
            super()._clone_test_db(suffix, verbosity, keepdb)
            return
        # What was written last still lies in the log beside the file; move it in before copying.
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._drop_companions(clone)
        shutil.copy(name, clone)

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)
        self._drop_companions(test_database_name)

    def _drop_companions(self, name: Any) -> None:
        if name and not self.is_in_memory_db(name):
            for ending in COMPANIONS:
                Path(f"{name}{ending}").unlink(missing_ok=True)
