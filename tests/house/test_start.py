"""What real starts do when something is wrong: no start, a sentence and a way out (SAFETY C2)."""

import contextlib
import resource
import sqlite3
import subprocess
import sys

import pytest

from mending.site import facts, refusals
from mending.vault.sqlcipher.connecting import open_file
from tests.house.installing import make, mending, names, only_file, python, script
from tests.serving import environment


def refused(done, words):
    assert done.returncode == 1, done.stdout + done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def serve(data, **more):
    return mending(data, "serve", "--port", "8999", **more)


def key_of(data):
    return data / "keys" / "installation.key"


def new_key(data):
    python(
        data,
        "-c",
        "import sys, pathlib\n"
        "from mending.vault import keyring\n"
        "keyring.write(pathlib.Path(sys.argv[1]), keyring.Ring((keyring.new_key(),)))",
        key_of(data),
    )


def test_a_missing_key_is_not_made_again_over_a_database(data):
    key_of(data).unlink()
    refused(serve(data), "There is no key file")
    assert not key_of(data).exists()


def test_a_damaged_key_file(data):
    text = key_of(data).read_text()
    other = "B" if text[-5] == "A" else "A"
    key_of(data).write_text(text[:-5] + other + text[-4:])
    refused(serve(data), "damaged")


def test_a_different_key(data):
    new_key(data)
    refused(serve(data), "does not open with this installation key")


def test_a_database_that_is_not_ours(data):
    (data / "mending.db").unlink()
    with contextlib.closing(sqlite3.connect(data / "mending.db")) as plain:
        plain.execute("CREATE TABLE t (x)")
        plain.commit()
    refused(serve(data), "is not encrypted")


def test_a_damaged_database_file(data):
    file = data / "mending.db"
    content = bytearray(file.read_bytes())
    content[20:4096] = bytes(4076)
    file.write_bytes(content)
    refused(serve(data), "damaged")


def test_a_database_of_a_newer_mending(data):
    script(
        data,
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "from django.db import connection\n"
        "MigrationRecorder(connection).record_applied('promises', '0099_from_the_future')",
    )
    refused(serve(data), "newer Mending")
    assert not (data / "backups").exists()


def test_a_locked_database(data):
    key = script(data, "from mending.site.databases import database_keys; print(database_keys()[0])")
    with contextlib.closing(open_file(data / "mending.db", key)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        refused(serve(data), "held by another program")


def test_a_full_disk(data):
    done = subprocess.run(
        [sys.executable, "-m", "mending", "serve", "--port", "8999"],
        env=environment(data),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
        capture_output=True,
        text=True,
        check=False,
    )
    refused(done, "is full")
    assert len(names(data)) == 3


def test_debug_mode_with_a_public_address(data):
    refused(serve(data, MENDING_DEBUG="yes", MENDING_URL="https://mending.example.org"), "Debug mode")


def test_plain_http_to_others(data):
    refused(serve(data, MENDING_URL="http://mending.example.org"), "not HTTPS")


def load_in_another_server(data, **more):
    return python(data, "-c", "import mending.site.wsgi", **more)


def test_another_server_that_loads_the_application_is_refused_too(data):
    assert load_in_another_server(data).returncode == 0
    assert "not HTTPS" in load_in_another_server(data, MENDING_URL="http://mending.example").stderr
    new_key(data)
    assert "Mending does not start" in load_in_another_server(data).stderr


def test_a_setting_that_makes_no_sense(data):
    refused(serve(data, MENDING_URL="mending.example.org"), "MENDING_URL")


def test_a_busy_port(data):
    done = python(
        data,
        "-c",
        "import socket, sys\n"
        "other = socket.socket(); other.bind(('127.0.0.1', 0)); other.listen()\n"
        "from mending.site.cli import main\n"
        "sys.exit(main(['serve', '--port', str(other.getsockname()[1])]))",
    )
    refused(done, "is busy")


def test_a_copy_is_kept_before_the_tables_change(data):
    script(
        data,
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute(\"DELETE FROM django_migrations WHERE app = 'sessions'\")\n"
        "    cursor.execute('DROP TABLE django_session')",
    )
    again = python(data, "-c", "from mending.site.cli import place; place.open_installation()", **SETTLED)
    assert again.returncode == 0, again.stderr
    assert "A copy was kept" in again.stdout
    kept = only_file(data / "backups", "mending-before-upgrade-*.backup")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(names(data)) == 3


def test_no_copy_is_kept_when_nothing_changes(data):
    again = python(data, "-c", "from mending.site.cli import place; place.open_installation()", **SETTLED)
    assert again.returncode == 0, again.stderr
    assert not (data / "backups").exists()


SETTLED = {"DJANGO_SETTINGS_MODULE": "mending.site.settings"}


def test_the_files_of_a_new_installation_are_its_owners_only(tmp_path):
    data = make(tmp_path / "data")
    assert data.stat().st_mode & 0o777 == 0o700
    assert key_of(data).stat().st_mode & 0o777 == 0o600
    for file in data.glob("mending.db*"):
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_what_is_found_here_lets_mending_start():
    found = facts.gather("127.0.0.1")
    assert refusals.refusals(found) == []
    assert found.sqlite or found.postgres


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_postgres_that_does_not_wait_for_the_disk(name, monkeypatch):
    answers = {"SHOW server_version_num": "150004", f"SHOW {name}": "off"}
    monkeypatch.setattr(facts, "_ask", lambda question: answers.get(question, "on"))
    [refusal] = refusals.refusals(facts._postgres(refusals.Facts()))
    assert refusal.code == f"postgres-{name}"


def test_a_postgres_that_is_too_old(monkeypatch):
    monkeypatch.setattr(facts, "_ask", lambda question: "140010" if "version" in question else "on")
    [refusal] = refusals.refusals(facts._postgres(refusals.Facts()))
    assert refusal.code == "postgres-old"


def test_an_organisation_whose_database_does_not_wait_for_the_disk(organisation):
    data, address = organisation
    script(
        data,
        "from django.db import connection\n"
        "name = connection.settings_dict['NAME']\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute(f'ALTER DATABASE {name} SET synchronous_commit = off')",
        DATABASE_URL=address,
    )
    refused(serve(data, DATABASE_URL=address), "synchronous_commit off")


def test_an_organisation_with_a_different_key(organisation):
    data, address = organisation
    new_key(data)
    refused(serve(data, DATABASE_URL=address), "another installation key")


def test_an_organisation_whose_key_file_is_gone_gets_no_new_one(organisation):
    data, address = organisation
    key_of(data).unlink()
    refused(serve(data, DATABASE_URL=address), "no key file")
    assert not key_of(data).exists()


def test_a_database_server_that_does_not_answer(data):
    refused(serve(data, DATABASE_URL="postgresql://x@127.0.0.1:1/x"), "does not answer")
