"""What went wrong below, in words for the person who runs Mending."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import Error as DjangoError
from sqlcipher3.dbapi2 import Error as LibraryError

from mending.site.keeping.manifest import ManifestTrouble
from mending.site.trouble import Stop
from mending.vault.keyring import KeyTrouble
from mending.vault.sqlcipher.connecting import WrongKey

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_TOLD = (WrongKey, KeyTrouble, ManifestTrouble)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what can go wrong with keys, files and databases in `folder` into a Stop with a way out."""
    try:
        yield
    except _TOLD as trouble:
        raise Stop(str(trouble)) from None
    except (OSError, DjangoError, LibraryError) as trouble:
        sentence = sentence_for(trouble, folder)
        if sentence is None:
            raise
        raise Stop(sentence) from None


def sentence_for(trouble: Exception, folder: Path) -> str | None:
    """What to say of an error of the system or the database; None for one that is not known."""
    if isinstance(trouble, OSError) and trouble.errno in _FULL:
        return _full(folder)
    if isinstance(trouble, ConnectionError):
        return _absent(folder)
    text = str(trouble).lower()
    for sign, sentence in _SIGNS:
        if sign in text:
            return sentence(folder)
    if isinstance(trouble, PermissionError):
        return _denied(folder)
    return None


def _full(folder: Path) -> str:
    return (
        f"The disk that holds {folder} is full, or a limit on the size of files was reached. Nothing was lost "
        "or half-written. Make room (`df -h` shows where) or choose another disk, then run this again."
    )


def _refused(folder: Path) -> str:
    return (
        f"The disk that holds {folder} did not take what was written: it is full, a limit on the size of "
        "files was reached, or it is failing. Nothing was half-written. Make room (`df -h` shows where), "
        "look at the system's log for errors of the disk, then run this again."
    )


def _denied(folder: Path) -> str:
    return (
        f"This user may not write in {folder}. Run Mending as the user the folder belongs to, "
        "or give it back to that user with chown, then run this again."
    )


def _locked(folder: Path) -> str:
    return (
        f"The database in {folder} is held by another program and stayed locked. "
        "Stop the other Mending (or whatever has the file open), then run this again."
    )


def _damaged(folder: Path) -> str:
    return (
        f"The database in {folder} is damaged. Do not write to it any more: keep the folder as it is, "
        "check the disk, and restore the newest backup with `mending restore`."
    )


def _absent(folder: Path) -> str:
    return (
        f"The database server does not answer, or refuses this user. Check DATABASE_URL and that PostgreSQL "
        f"runs; the data folder is {folder}."
    )


_SIGNS = (
    ("disk is full", _full),
    ("disk i/o error", _refused),
    ("no space left", _full),
    ("database is locked", _locked),
    ("readonly database", _denied),
    ("unable to open database file", _denied),
    ("malformed", _damaged),
    ("connection refused", _absent),
    ("connection failed", _absent),
    ("connection to server", _absent),
    ("connection is bad", _absent),
)
