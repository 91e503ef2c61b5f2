"""The encrypted database: what the backend promises beyond Django's own."""

import datetime
import os
import threading
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from sqlcipher3 import dbapi2

from mending.vault.sqlcipher import base, copying
from mending.vault.sqlcipher.connecting import PRAGMAS, WrongKey, keys_in, open_file
from tests.house.installing import python_beside

# Some make database connections of their own, which counts as using the database.
pytestmark = pytest.mark.django_db
KEY, OTHER = "5e" * 32, "a1" * 32
embedded = pytest.mark.skipif(connection.vendor != "sqlite", reason="about the embedded database")


@pytest.fixture
def file(tmp_path):
    """An encrypted file with one table in it, as the backend leaves it."""
    path = tmp_path / "test.db"
    opened = open_file(path, KEY, mode="rwc")
    for name, value in PRAGMAS.items():
        opened.execute(f"PRAGMA {name} = {value}")
    opened.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT)")
    opened.execute("INSERT INTO words (text) VALUES ('a planted secret')")
    opened.close()
    return path


def rows(path, key=KEY):
    opened = open_file(path, key, mode="ro")
    try:
        return opened.execute("SELECT text FROM words ORDER BY id").fetchall()
    finally:
        opened.close()


def wrapper(name, **options):
    settings = {
        **connection.settings_dict,
        "NAME": str(name),
        "OPTIONS": options,
        "ENGINE": "mending.vault.sqlcipher",
        "TIME_ZONE": None,
    }
    return base.DatabaseWrapper(settings, alias="other")


@embedded
@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("cipher_version", "4."),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
    ],
)
def test_every_connection_is_set_up_to_keep_what_it_is_given(pragma, expected):
    with connection.cursor() as cursor:
        found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
    assert str(found).startswith(str(expected))


@embedded
def test_tests_run_on_an_encrypted_file():
    with Path(connection.settings_dict["NAME"]).open("rb") as raw:
        assert raw.read(15) != b"SQLite format 3"


def test_nothing_in_the_files_can_be_read_without_the_key(tmp_path):
    path = tmp_path / "test.db"
    opened = open_file(path, KEY, mode="rwc")
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("CREATE TABLE words (text TEXT)")
    opened.execute("INSERT INTO words VALUES ('a planted secret')")
    try:
        content = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    finally:
        opened.close()
    assert "test.db-wal" in content
    for name, held in content.items():
        assert b"planted" not in held, name
        assert b"words" not in held, name


def test_a_wrong_key_is_told_in_a_sentence(file):
    with pytest.raises(WrongKey, match="does not open with this installation key"):
        open_file(file, OTHER)


def test_a_wrong_key_through_django_is_the_same(file):
    with pytest.raises(WrongKey):
        wrapper(file, key=OTHER).ensure_connection()


def test_a_plain_database_is_told_apart_from_a_wrong_key(tmp_path):
    plain = dbapi2.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    with pytest.raises(WrongKey, match="is not encrypted"):
        open_file(tmp_path / "plain.db", KEY)


def test_several_keys_are_tried_in_turn(file):
    assert rows(file, [OTHER, KEY]) == [("a planted secret",)]
    assert rows(file, lambda: [OTHER, KEY]) == [("a planted secret",)]


@pytest.mark.parametrize(
    "key", ["", "5e", "zz" * 32, "5e" * 33, '5e"; DROP', [], [KEY, "short"], "5e" * 32 + "\n"]
)
def test_a_key_is_64_hexadecimal_digits_and_nothing_else(key):
    with pytest.raises(ValueError, match="64 hexadecimal"):
        keys_in(key)


def test_a_file_without_a_key_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured):
        wrapper(tmp_path / "new.db").ensure_connection()


def test_a_missing_file_is_not_made_by_looking(tmp_path):
    with pytest.raises(dbapi2.OperationalError):
        open_file(tmp_path / "none.db", KEY)
    assert not list(tmp_path.iterdir())


def test_a_new_file_and_its_log_are_for_their_owner_only(tmp_path):
    old = os.umask(0o022)
    try:
        database = wrapper(tmp_path / "new.db", key=KEY)
        with database.cursor() as cursor:
            cursor.execute("CREATE TABLE t (x)")
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
        database.close()
    finally:
        os.umask(old)
    assert modes["new.db"] == modes["new.db-wal"] == 0o600


def test_there_is_no_shell_on_the_database(file):
    with pytest.raises(CommandError, match="no shell"):
        wrapper(file, key=KEY).client.runshell([])


@embedded
def test_dbshell_is_refused():
    with pytest.raises(CommandError, match="no shell"):
        call_command("dbshell")


@contextmanager
def one_transaction(database):
    """As `atomic` begins and ends one, on a connection that Django does not know by a name."""
    database.ensure_connection()
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    yield
    database.commit()
    database.close()


def test_a_transaction_takes_its_turn_at_its_start(file):
    entered, left = threading.Event(), []

    def other():
        with one_transaction(wrapper(file, key=KEY)):
            left.append("second")
        entered.set()

    with one_transaction(wrapper(file, key=KEY)):
        thread = threading.Thread(target=other)
        thread.start()
        assert not entered.wait(0.2)
        left.append("first")
    thread.join()
    assert left == ["first", "second"]


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        ("SELECT %s, '%%'", [1], (1, "%")),
        ("SELECT %(one)s + %(two)s", {"one": 1, "two": 2}, (3,)),
        ("SELECT '%'", None, ("%",)),
        ("SELECT %s", [Decimal("1.50")], ("1.50",)),
        ("SELECT %s", [datetime.date(2026, 11, 23)], ("2026-11-23",)),
    ],
)
def test_the_marks_and_values_of_django_arrive(file, sql, params, expected):
    database = wrapper(file, key=KEY)
    with database.cursor() as cursor:
        assert cursor.execute(sql, params).fetchone() == expected
    database.close()


def test_many_rows_may_come_from_a_generator(file):
    database = wrapper(file, key=KEY)
    with database.cursor() as cursor:
        cursor.executemany("INSERT INTO words (text) VALUES (%s)", ([str(n)] for n in range(3)))
        cursor.executemany("INSERT INTO words (text) VALUES (%(t)s)", ({"t": str(n)} for n in range(3)))
        cursor.executemany("INSERT INTO words (text) VALUES (%s)", iter([]))
    database.close()
    assert len(rows(file)) == 7


def test_a_copy_holds_one_moment_and_leaves_out_what_is_written_meanwhile(file, tmp_path):
    writer = open_file(file, KEY)

    def look(source):
        before = copying.count_rows(source)
        writer.execute("INSERT INTO words (text) VALUES ('too late')")
        return before

    source = open_file(file, KEY)
    seen = copying.export(source, tmp_path / "copy.db", OTHER, look)
    source.close()
    writer.close()
    assert seen == {"words": 1}
    assert rows(tmp_path / "copy.db", OTHER) == [("a planted secret",)]
    assert len(rows(file)) == 2


def test_a_copy_that_fails_leaves_the_source_as_it_was(file, tmp_path):
    source = open_file(file, KEY)
    with pytest.raises(RuntimeError):
        copying.export(source, tmp_path / "copy.db", OTHER, _boom)
    assert source.execute("SELECT count(*) FROM words").fetchone() == (1,)
    assert not source.in_transaction
    source.close()


def _boom(_):
    raise RuntimeError("boom")


@pytest.mark.parametrize("where", [30, 2_000, 4_096 + 100, -1])
def test_every_changed_byte_is_noticed(file, where):
    content = bytearray(file.read_bytes())
    content[where] ^= 1
    file.write_bytes(content)
    try:
        opened = open_file(file, KEY)
    except WrongKey:
        return
    assert copying.forged_pages(opened)
    opened.close()


def test_a_file_that_another_program_has_open_is_in_use(file):
    holder = "import sys; from mending.vault.sqlcipher.connecting import open_file\n"
    holder += f"held = open_file(sys.argv[1], '{KEY}'); print('open', flush=True); input()"
    with python_beside(holder, file) as beside:
        assert beside.stdout.readline() == b"open\n"
        assert copying.in_use(file)
        beside.communicate(b"\n")
    assert not copying.in_use(file)
    assert not copying.in_use(file.with_name("none.db"))
