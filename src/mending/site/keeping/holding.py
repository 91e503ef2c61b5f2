"""Who works on a data folder: servers share it, a restore or a change of key has it alone.

The system lets go of the lock when its process and all its children are gone, however they went.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mending.site.trouble import Stop

_NAME = "mending.lock"
_held: list[int] = []


def share(data: Path) -> None:
    """Hold the folder together with other servers, until this process and its workers end. Raises Stop."""
    lock = _open(data)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Stop(
            f"A restore or a change of key is under way in {data}. Wait for it to end, then start again."
        ) from None
    _held.append(lock)


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Have the folder alone within the block. Raises Stop when a server has it."""
    lock = _open(data)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Stop("Mending is running on this database. Stop it, then run this again.") from None
    finally:
        os.close(lock)


def _open(data: Path) -> int:
    return os.open(data / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
