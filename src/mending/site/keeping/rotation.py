"""Changing the installation key: a new one in use, the old ones kept in the file to open what is older.

Each step can be cut short: the key file holds the old key until `forget`, and every opening tries all.
"""

from pathlib import Path

from mending.site.keeping import postgres
from mending.site.keeping.home import Home
from mending.site.keeping.words import told
from mending.site.trouble import Stop
from mending.vault import keyring
from mending.vault.keyring import Ring
from mending.vault.sqlcipher import copying
from mending.vault.sqlcipher.connecting import open_file


def add_key(home: Home) -> Ring:
    """Put a new key in use and write the embedded database anew under it. The server must be stopped.

    What is wrapped inside is wrapped again by `vault.actions.rewrap_all`, which the caller does next.
    """
    with told(home.data):
        _refuse_in_use(home)
        old = keyring.load(home.key_file)
        ring = Ring((keyring.new_key(), *old.keys))
        keyring.write(home.key_file, ring)
        keyring.keep_at(home.key_file)
        if home.is_embedded and home.file.exists():
            rewrite(home.file, ring)
    return ring


def rewrite(file: Path, ring: Ring) -> None:
    """Write the database file anew under the key in use, and let it take the place of the old one at once."""
    keys = [key.derive("database").hex() for key in ring.keys]
    draft = file.with_name(f".{file.name}.rotated")
    draft.unlink(missing_ok=True)
    source = open_file(file, keys)
    try:
        # Whoever starts meanwhile finds the file locked, and cannot write what the new one would not have.
        source.execute("PRAGMA locking_mode = EXCLUSIVE")
        source.execute("BEGIN IMMEDIATE")
        source.execute("COMMIT")
        counted = copying.export(source, draft, keys[0], copying.count_rows)
        _refuse_half(draft, keys[0], counted)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        source.close()
    draft.chmod(0o600)
    draft.rename(file)
    copying.sync(file)


def forget(home: Home, still_used: set[str]) -> list[str]:
    """Leave only the key in use in the key file. Returns the ids of those that went. Raises Stop."""
    with told(home.data):
        ring = keyring.load(home.key_file)
        needed = still_used - {ring.current.id}
        if needed:
            raise Stop(
                f"Something is still wrapped under the older key {', '.join(sorted(needed))}. "
                "Run `mending keys rotate` once more, then this again."
            )
        keyring.write(home.key_file, Ring((ring.current,)))
    return [key.id for key in ring.keys[1:]]


def _refuse_in_use(home: Home) -> None:
    if home.is_embedded:
        used = copying.in_use(home.file)
    else:
        with postgres.connect(home.database) as connection:
            used = bool(postgres.others(connection))
    if used:
        raise Stop("Mending is running on this database. Stop it, then run this again.")


def _refuse_half(draft: Path, key: str, counted: dict[str, int]) -> None:
    connection = open_file(draft, key, mode="ro")
    try:
        whole = copying.count_rows(connection) == counted
        damage = copying.forged_pages(connection) or copying.broken_structure(connection)
    finally:
        connection.close()
    if damage or not whole:
        raise Stop(
            "The database did not come out whole under the new key. The old one is untouched; run it again."
        )
