"""The clock of the house: a thread in each server process, or a command of its own. Django must be set up.

Any number of them may run side by side; which of them takes a reminder is decided in the database.
"""

import logging
import threading
import time

from django.db import close_old_connections, connection

from mending.accounts.queries import preferences
from mending.accounts.web.words import app_title
from mending.reminders import tasks

EVERY = 5
"""Seconds between two looks at what is due."""
NOW_AND_THEN = 60
PATIENCE = 5
"""Seconds that an ending waits for what is on its way."""
_log = logging.getLogger(__name__)


class Clock(threading.Thread):
    """Looks again and again until it is stopped, and survives its own errors."""

    def __init__(self, every: float = EVERY) -> None:
        super().__init__(name="clock", daemon=True)
        self._every = every
        self._over = threading.Event()
        self._seldom = 0.0

    def run(self) -> None:
        while not self._over.wait(self._every):
            try:
                self._look()
            except Exception:  # a database that is away, a full disk: it looks again
                _log.exception("The clock could not look at what is due.")
                _drop_connection()
        connection.close()

    def _look(self) -> None:
        close_old_connections()
        if time.monotonic() - self._seldom > NOW_AND_THEN or not self._seldom:
            self._seldom = time.monotonic()
            tasks.now_and_then()
        once()

    def stop(self) -> None:
        """Look no more, and let what is on its way finish."""
        self._over.set()
        self.join(PATIENCE)


def once() -> int:
    """Send what is due now. Returns how many reminders were taken up."""
    return tasks.tick(title=lambda person: app_title(preferences(person)))


def _drop_connection() -> None:
    try:
        connection.close()
    except Exception:
        _log.exception("A broken connection could not be closed.")
