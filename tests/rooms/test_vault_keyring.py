"""The key file: written safely, and known to be damaged before anything is tried with it."""

import stat

import pytest

from mending.vault import keyring


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "keys" / "installation.key"
    keyring.write(path, keyring.Ring((keyring.new_key(),)))
    return path


def test_a_key_file_is_for_its_owner_only(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_written_is_read_again(path):
    ring = keyring.load(path)
    keyring.write(path, keyring.Ring((keyring.new_key(), *ring.keys)))
    assert keyring.load(path).keys[1] == ring.current


def _cut(text):
    return text[:-10]


def _another_letter(text):
    return text[:-5] + ("A" if text[-5] != "A" else "B") + text[-4:]


def _only_the_preface(text):
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))


DAMAGES = [_cut, _another_letter, _only_the_preface, lambda text: "", lambda text: "\x00" * 80, lambda text: "ä"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_with_a_way_out(path, damage):
    path.write_text(damage(path.read_text()), encoding="utf-8")
    with pytest.raises(keyring.KeyTrouble, match=r"safe copy in its place"):
        keyring.load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(keyring.KeyTrouble, match=r"nowhere\.key"):
        keyring.load(tmp_path / "nowhere.key")


def test_a_key_never_shows_itself(path):
    key = keyring.load(path).current
    assert key.secret.hex() not in repr(keyring.load(path))
    assert str(key.secret) not in repr(keyring.load(path))


def test_purposes_never_share_a_key(path):
    key = keyring.load(path).current
    assert key.derive("database") != key.derive("wrapping")


def test_another_installations_key_is_named_as_such(path):
    with pytest.raises(keyring.KeyTrouble, match="another installation key"):
        keyring.load(path).find("00000000")
