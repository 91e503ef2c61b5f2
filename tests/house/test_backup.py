"""Backup and restore as drills, with real commands on real files (SAFETY D4)."""

import resource
import shutil
import sqlite3
import subprocess
import sys

import pytest

from tests.house.installing import (
    add,
    mending,
    names,
    new_postgres,
    only_file,
    python,
    python_beside,
)
from tests.serving import environment


def backup(data, **more):
    done = mending(data, "backup", **more)
    assert done.returncode == 0, done.stderr
    return only_file(data / "backups", "*.backup")


def checks(done):
    return [line for line in done.stdout.splitlines() if line.startswith(("ok ", "NO "))]


def test_what_was_backed_up_comes_back(data):
    before = names(data)
    kept = backup(data)
    add(data, "later")
    done = mending(data, "restore", kept, "--replace")
    assert done.returncode == 0, done.stderr
    assert names(data) == before


def test_a_restore_tells_at_least_eleven_checks(data):
    done = mending(data, "restore", backup(data), "--replace")
    told = checks(done)
    assert len(told) >= 11
    assert all(line.startswith("ok ") for line in told)


def test_a_backup_restores_into_an_empty_folder_that_has_the_key(data, tmp_path):
    kept = backup(data)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(data / "keys", elsewhere / "keys")
    done = mending(elsewhere, "restore", kept)
    assert done.returncode == 0, done.stderr
    assert names(elsewhere) == names(data)
    assert (elsewhere / "mending.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_for_its_owner_only_and_says_nothing_without_the_key(data):
    kept = backup(data)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not kept.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(kept).execute("SELECT * FROM sqlite_master")
    assert b"ruth" not in kept.read_bytes()
    assert b"CREATE TABLE" not in kept.read_bytes()


def test_the_installation_key_is_not_in_the_backup(data):
    kept = backup(data)
    opened = python(
        data,
        "-c",
        "import sys, pathlib\n"
        "from mending.vault import keyring\n"
        "from mending.site.keeping import container\n"
        "ring = keyring.load(pathlib.Path(sys.argv[1]) / 'keys' / 'installation.key')\n"
        "with container.opened(pathlib.Path(sys.argv[2]), ring) as box:\n"
        "    text = '\\n'.join(repr(row) for (name,) in box.execute(\n"
        "        \"SELECT name FROM sqlite_master WHERE type = 'table'\").fetchall()\n"
        "        for row in box.execute(f'SELECT * FROM \"{name}\"'))\n"
        "import base64\n"
        "secret = ring.current.secret\n"
        "assert 'mending_manifest' not in text and ring.current.id in text\n"
        "for shape in (repr(secret)[2:-1], secret.hex(), base64.b64encode(secret).decode(),\n"
        "              ring.current.derive('database').hex(), ring.current.derive('backup').hex()):\n"
        "    assert shape not in text\n"
        "print('looked')",
        data,
        kept,
    )
    assert opened.stdout.strip() == "looked", opened.stderr


def test_a_wrong_key_is_refused_in_a_clear_sentence(data):
    kept = backup(data)
    mending(data.parent / "other", "keys", "show")
    python(
        data,
        "-c",
        "import sys, pathlib\n"
        "from mending.vault import keyring\n"
        "keyring.write(pathlib.Path(sys.argv[1]), keyring.Ring((keyring.new_key(),)))",
        data / "keys" / "installation.key",
    )
    done = mending(data, "restore", kept, "--replace")
    assert done.returncode == 1
    assert "does not open with this installation key" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_restore_does_not_overwrite_what_is_there(data):
    kept = backup(data)
    before = (data / "mending.db").read_bytes()
    done = mending(data, "restore", kept)
    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert (data / "mending.db").read_bytes() == before


def test_replacing_keeps_the_old_database_aside(data):
    kept = backup(data)
    before = (data / "mending.db").read_bytes()
    assert mending(data, "restore", kept, "--replace").returncode == 0
    assert only_file(data, "mending.db.before-restore-*").read_bytes() == before


@pytest.mark.parametrize("where", [100, 5_000, 60_000, -3_000])
def test_a_changed_byte_is_found_and_nothing_is_touched(data, where):
    kept = backup(data)
    content = bytearray(kept.read_bytes())
    content[where] ^= 1
    kept.write_bytes(content)
    before = (data / "mending.db").read_bytes()
    done = mending(data, "restore", kept, "--replace")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "mending.db").read_bytes() == before


def test_a_backup_cut_short_is_found(data):
    kept = backup(data)
    kept.write_bytes(kept.read_bytes()[:-8192])
    done = mending(data, "restore", kept, "--replace")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_running_mending_is_not_restored_over(data):
    kept = backup(data)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import django; django.setup()\n"
            "from mending.accounts.models import Person\n"
            "Person.objects.count(); print('open', flush=True); input()",
        ],
        env=environment(data, DJANGO_SETTINGS_MODULE="mending.site.settings"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"open\n"
        done = mending(data, "restore", kept, "--replace")
        turned = mending(data, "keys", "rotate")
        holder.communicate(b"\n")
    assert done.returncode == turned.returncode == 1
    assert "Mending is running" in done.stderr
    assert "Mending is running" in turned.stderr


def test_a_server_that_nobody_used_yet_counts_as_running(data):
    kept = backup(data)
    holder = python_beside(
        "import pathlib, sys\nfrom mending.site.keeping import holding\n"
        "holding.share(pathlib.Path(sys.argv[1])); print('held', flush=True); input()",
        data,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        done = mending(data, "restore", kept, "--replace")
        assert mending(data, "backup", "--to", data / "meanwhile.backup").returncode == 0
        holder.communicate(b"\n")
    assert done.returncode == 1
    assert "Mending is running" in done.stderr


def test_nothing_starts_while_a_restore_is_under_way(data):
    holder = python_beside(
        "import pathlib, sys\nfrom mending.site.keeping import holding\n"
        "with holding.alone(pathlib.Path(sys.argv[1])): print('held', flush=True); input()",
        data,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        done = mending(data, "serve", "--port", "8998")
        holder.communicate(b"\n")
    assert done.returncode == 1
    assert "under way" in done.stderr


def test_a_full_disk_is_told_and_leaves_nothing_half_written(data):
    limit = 64 * 1024

    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "mending", "backup"],
        env=environment(data),
        preexec_fn=small_files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is full" in done.stderr
    assert "run this again" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (data / "backups").iterdir()] == []
    assert len(names(data)) == 3


def test_a_full_disk_while_restoring_leaves_the_old_database(data):
    kept = backup(data)
    limit = 64 * 1024
    before = (data / "mending.db").read_bytes()

    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "mending", "restore", str(kept), "--replace"],
        env=environment(data),
        preexec_fn=small_files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is full" in done.stderr
    assert (data / "mending.db").read_bytes() == before
    assert not list(data.glob(".mending.db*"))


def test_a_backup_never_overwrites_another(data, tmp_path):
    place = tmp_path / "mine.backup"
    assert mending(data, "backup", "--to", place).returncode == 0
    before = place.read_bytes()
    done = mending(data, "backup", "--to", place)
    assert done.returncode == 1
    assert "already a file" in done.stderr
    assert place.read_bytes() == before


def test_sessions_do_not_come_back_to_life(data):
    from tests.house.installing import script  # noqa: PLC0415

    script(
        data,
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "store = SessionStore(); store['x'] = 1; store.save()",
    )
    assert mending(data, "restore", backup(data), "--replace").returncode == 0
    assert (
        script(data, "from django.contrib.sessions.models import Session\nprint(Session.objects.count())") == "0"
    )


def test_a_folder_without_a_database_says_so(tmp_path):
    data = tmp_path / "empty"
    data.mkdir()
    done = mending(data, "backup")
    assert done.returncode == 1
    assert "There is no" in done.stderr


def test_what_is_no_backup_is_refused(data, tmp_path):
    other = tmp_path / "notes.backup"
    other.write_text("dear diary")
    for wrong in (other, tmp_path / "nowhere.backup", data / "mending.db"):
        done = mending(data, "restore", wrong, "--replace")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


def test_an_organisation_restores_into_an_empty_database(organisation):
    data, address = organisation
    before = names(data, DATABASE_URL=address)
    kept = backup(data, DATABASE_URL=address)
    fresh = new_postgres()
    done = mending(data, "restore", kept, DATABASE_URL=fresh)
    assert done.returncode == 0, done.stderr
    assert len(checks(done)) >= 11
    assert names(data, DATABASE_URL=fresh) == before


def test_an_organisation_keeps_what_was_there_aside(organisation):
    data, address = organisation
    before = names(data, DATABASE_URL=address)
    kept = backup(data, DATABASE_URL=address)
    add(data, "later", DATABASE_URL=address)
    assert mending(data, "restore", kept, DATABASE_URL=address).returncode == 1
    done = mending(data, "restore", kept, "--replace", DATABASE_URL=address)
    assert done.returncode == 0, done.stderr
    assert names(data, DATABASE_URL=address) == before


def test_the_dump_of_an_organisation_is_encrypted(organisation):
    data, address = organisation
    content = backup(data, DATABASE_URL=address).read_bytes()
    assert b"PGDMP" not in content
    assert b"accounts_person" not in content


def test_each_kind_of_backup_stays_with_its_kind(organisation, tmp_path):
    data, address = organisation
    kept = backup(data, DATABASE_URL=address)
    done = mending(data, "restore", kept)
    assert done.returncode == 1
    assert "backup of PostgreSQL" in done.stderr
