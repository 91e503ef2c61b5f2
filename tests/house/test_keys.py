"""Changing the installation key, and every way it can be cut short."""

from mending.vault import keyring
from tests.house.installing import add, mending, names, only_file, python, script

TRY = "from mending.vault.actions import try_keys; print(*try_keys())"


def ids(data):
    return [key.id for key in keyring.load(data / "keys" / "installation.key").keys]


def test_the_keys_are_shown_by_name_only(data):
    said = mending(data, "keys", "show").stdout
    [key] = keyring.load(data / "keys" / "installation.key").keys
    assert f"{key.id} in use" in said
    assert key.secret.hex() not in said
    assert keyring._line(key).split()[2] not in said


def test_a_rotation_wraps_everything_under_a_new_key(data):
    [old] = ids(data)
    done = mending(data, "keys", "rotate")
    assert done.returncode == 0, done.stderr
    new, kept = ids(data)
    assert kept == old != new
    assert mending(data, "keys", "forget").returncode == 0
    assert ids(data) == [new]
    assert len(names(data)) == 3
    assert script(data, TRY).split()[1] == "0"


def test_the_old_key_alone_opens_nothing_after_a_rotation(data):
    old = (data / "keys" / "installation.key").read_text()
    mending(data, "keys", "rotate")
    (data / "keys" / "installation.key").write_text(old)
    done = mending(data, "backup")
    assert done.returncode == 1
    assert "does not open with this installation key" in done.stderr


def test_a_rotation_never_shows_the_key(data):
    done = mending(data, "keys", "rotate")
    said = done.stdout + done.stderr
    for key in keyring.load(data / "keys" / "installation.key").keys:
        assert key.secret.hex() not in said
        assert keyring._line(key).split()[2] not in said


def test_a_rotation_cut_short_after_the_key_file_still_starts(data):
    python(
        data,
        "-c",
        "import sys, pathlib\n"
        "from mending.vault import keyring\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "old = keyring.load(path)\n"
        "keyring.write(path, keyring.Ring((keyring.new_key(), *old.keys)))",
        data / "keys" / "installation.key",
    )
    assert len(names(data)) == 3
    add(data, "later")
    assert mending(data, "keys", "forget").returncode == 1
    assert mending(data, "keys", "rotate").returncode == 0
    assert mending(data, "keys", "forget").returncode == 0
    assert len(names(data)) == 4


def test_a_rotation_cut_short_before_wrapping_still_starts(data):
    done = python(data, "-c", "from mending.site.keeping import home, rotation\nrotation.add_key(home.find())")
    assert done.returncode == 0, done.stderr
    add(data, "later")
    assert len(names(data)) == 4
    assert mending(data, "keys", "forget").returncode == 1
    assert script(data, TRY).split()[1] == "0"


def test_older_backups_open_until_their_key_is_forgotten(data):
    mending(data, "backup")
    kept = only_file(data / "backups", "*.backup")
    mending(data, "keys", "rotate")
    assert mending(data, "restore", kept, "--replace").returncode == 0
    assert mending(data, "keys", "rotate").returncode == 0
    assert mending(data, "keys", "forget").returncode == 0
    assert "does not open" in mending(data, "restore", kept, "--replace").stderr


def test_an_organisation_changes_its_key(organisation):
    data, address = organisation
    done = mending(data, "keys", "rotate", DATABASE_URL=address)
    assert done.returncode == 0, done.stderr
    assert mending(data, "keys", "forget", DATABASE_URL=address).returncode == 0
    assert script(data, TRY, DATABASE_URL=address).split()[1] == "0"
