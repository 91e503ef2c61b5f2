"""`mending doctor` finds each thing that is wrong, and says what to do."""

import os
import time

from tests.house.installing import add, mending, only_file, script


def doctor(data, **more):
    done = mending(data, "doctor", **more)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def troubles(data, **more):
    return [line.strip() for line in doctor(data, **more).stdout.splitlines() if line.startswith("      ")]


def test_a_sound_installation_is_well(data):
    mending(data, "backup")
    done = doctor(data)
    assert done.returncode == 0
    assert done.stdout.endswith("All is well.\n")


def test_a_missing_backup(data):
    [said] = troubles(data)
    assert "Run `mending backup` daily" in said


def test_an_old_backup(data):
    mending(data, "backup")
    long_ago = time.time() - 8 * 24 * 3600
    os.utime(only_file(data / "backups", "*.backup"), (long_ago, long_ago))
    [said] = troubles(data)
    assert "over a week old" in said


def test_helplines_of_ones_own_that_cannot_be_read(data):
    mending(data, "backup")
    (data / "helplines.toml").write_text('[[line]]\nid = "own.line"\n')
    [said] = troubles(data)
    assert said.startswith("helplines.toml, [[line]] number 1 (line 1): `kind` is missing")


def test_modes_that_let_others_in(data):
    mending(data, "backup")
    data.chmod(0o755)
    (data / "keys" / "installation.key").chmod(0o644)
    said = troubles(data)
    assert f"Other users of this machine can open {data}. Run: chmod 700 {data}" in said
    assert any("chmod 600" in line for line in said)


def test_a_key_beside_the_backups(data):
    mending(data, "backup")
    place = data / "backups" / "installation.key"
    (data / "keys" / "installation.key").rename(place)
    [said] = troubles(data, MENDING_KEY_FILE=str(place))
    assert "Set MENDING_KEY_FILE" in said


def test_a_missing_key(data):
    mending(data, "backup")
    (data / "keys" / "installation.key").unlink()
    [said] = troubles(data)
    assert "There is no key file" in said


def test_a_changed_ledger(data):
    mending(data, "backup")
    add(data, "later")
    script(
        data,
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute(\"SELECT name FROM sqlite_master WHERE type = 'trigger' \"\n"
        "                   \"AND tbl_name = 'consent_ledgerrow'\")\n"
        "    for (name,) in cursor.fetchall():\n"
        "        cursor.execute(f'DROP TRIGGER {name}')\n"
        "    cursor.execute(\"UPDATE consent_ledgerrow SET verb = 'nothing' WHERE number = 2\")",
    )
    [said] = troubles(data)
    assert "at row 2: changed" in said


def test_a_damaged_page(data):
    mending(data, "backup")
    content = bytearray((data / "mending.db").read_bytes())
    content[-2000] ^= 1
    (data / "mending.db").write_bytes(content)
    assert any("damaged" in line for line in troubles(data))


def test_changes_of_the_tables_that_wait(data):
    mending(data, "backup")
    script(
        data,
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute(\"DELETE FROM django_migrations WHERE app = 'sessions'\")",
    )
    [said] = troubles(data)
    assert "Changes of the tables wait (sessions.0001_initial)" in said


def test_what_keeps_mending_from_starting_is_told_too(data):
    mending(data, "backup")
    [said] = troubles(data, MENDING_URL="http://mending.example.org")
    assert "not HTTPS" in said


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    done = doctor(tmp_path / "nowhere")
    assert done.returncode == 1
    assert not (tmp_path / "nowhere").exists()


def test_an_organisation_is_well(organisation):
    data, address = organisation
    mending(data, "backup", DATABASE_URL=address)
    done = doctor(data, DATABASE_URL=address)
    assert done.returncode == 0, done.stdout
