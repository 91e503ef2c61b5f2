"""Each check of a restore sees what it is there to see: a backup changed by someone who has the key."""

import json

import pytest

from mending.site.keeping import backup as backups
from mending.site.keeping import container
from mending.site.keeping.manifest import Manifest, ManifestTrouble, differences, from_rows, to_rows
from mending.vault import keyring
from mending.vault.sqlcipher.connecting import open_file
from tests.house.installing import mending, only_file


@pytest.fixture(scope="session")
def kept_once(made_once):
    """A backup, taken once; tests change copies of it."""
    done = mending(made_once, "backup", "--to", made_once.parent / "kept.backup")
    assert done.returncode == 0, done.stderr
    return made_once.parent / "kept.backup"


@pytest.fixture
def changed(kept_once, data):
    """Run SQL in a copy of the backup, with its own key; the copy."""

    def change(*statements):
        copy = data.parent / "changed.backup"
        copy.write_bytes(kept_once.read_bytes())
        opened = open_file(copy, container.key_for(ring(data).current))
        for statement in statements:
            opened.execute(statement)
        opened.close()
        return copy

    return change


def ring(data):
    return keyring.load(data / "keys" / "installation.key")


def refused(data, copy, check, words):
    before = (data / "mending.db").read_bytes()
    done = mending(data, "restore", copy, "--replace")
    assert done.returncode == 1
    assert any(line.startswith("NO") and check in line for line in done.stdout.splitlines()), done.stdout
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "mending.db").read_bytes() == before
    assert not list(data.glob(".mending.db*"))


def test_a_row_too_few(data, changed):
    copy = changed("DELETE FROM site_cache", "DELETE FROM django_migrations WHERE app = 'sessions'")
    refused(data, copy, "every row it promises", "django_migrations has")
    assert "django_migrations has" in backups.faults(copy, ring(data))[0]


def test_a_newer_mending(data, changed):
    names = json.dumps(["promises.0099_from_the_future"])
    copy = changed(f"UPDATE mending_manifest SET value = '{names}' WHERE name = 'migrations'")
    refused(data, copy, "this Mending or an older one", "newer Mending")


def test_a_newer_format(data, changed):
    copy = changed("UPDATE mending_manifest SET value = '2' WHERE name = 'format'")
    refused(data, copy, "says what it holds", "has format 2")


def test_no_manifest(data, changed):
    refused(data, changed("DROP TABLE mending_manifest"), "says what it holds", "no backup")


def test_a_row_that_points_at_nothing(data, changed):
    copy = changed(
        "PRAGMA foreign_keys = OFF",
        "CREATE TABLE stray (id INTEGER PRIMARY KEY, of INTEGER REFERENCES django_content_type (id))",
        "INSERT INTO stray VALUES (1, 9999)",
        "UPDATE mending_manifest SET value = json_set(value, '$.stray', 1) WHERE name = 'counts'",
    )
    refused(data, copy, "points at a missing one", "missing row of django_content_type")


def test_a_changed_line_of_the_ledger(data, changed):
    copy = changed(
        *_without_triggers(data),
        "UPDATE consent_ledgerrow SET verb = 'nothing' WHERE number = 2",
    )
    refused(data, copy, "ledger is unbroken", "at row 2: changed")


def test_someone_elses_key_inside(data, changed):
    copy = changed("UPDATE vault_personkey SET wrapped = randomblob(length(wrapped)) WHERE id = 1")
    refused(data, copy, "everyone's key opens", "1 of")


def _without_triggers(data):
    opened = open_file(data / "mending.db", ring(data).current.derive("database").hex())
    named = opened.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    opened.close()
    return [f"DROP TRIGGER {name}" for (name,) in named]


def test_a_whole_backup_has_no_faults(data, kept_once):
    assert backups.faults(kept_once, ring(data)) == []


def test_a_manifest_comes_back_as_it_was():
    written = Manifest("embedded", "2026-11-23T00:00:00+00:00", "0.1.0", "abcd1234", ["a.b"], {"t": 1}, 3, "ff")
    assert from_rows(to_rows(written)) == written


@pytest.mark.parametrize("rows", [[], [("database", "nonsense")], [("unknown", "1")]])
def test_a_manifest_that_makes_no_sense_is_refused(rows):
    with pytest.raises(ManifestTrouble):
        from_rows(rows)


def test_differences_are_told_by_table():
    assert differences({"a": 1, "b": 2}, {"a": 1, "c": 3}) == [
        "b has 0 rows in place of 2",
        "c has 3 rows in place of 0",
    ]


def test_only_the_newest_copies_before_upgrades_stay(data, monkeypatch):
    from mending.site.keeping.home import Home  # noqa: PLC0415

    folder = data / "backups"
    folder.mkdir()
    for day in range(10, 17):
        (folder / f"mending-before-upgrade-202611{day}-120000-key-aaaaaaaa.backup").touch()
    (folder / "mending-20261101-120000-key-aaaaaaaa.backup").touch()
    monkeypatch.setattr(backups, "take", lambda _home, final: final.touch())
    backups.take_before_migration(Home(data, data / "keys" / "installation.key", {}))
    left = [path.name for path in folder.glob("mending-before-upgrade-*")]
    assert len(left) == backups.COPIES_KEPT
    assert not any("20261110" in name for name in left)
    assert only_file(folder, "mending-20261101-*")
