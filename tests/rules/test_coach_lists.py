"""The quick way to read the files of words reads them as they are written, and hands on what it cannot read."""

import tomllib
from pathlib import Path

import pytest

from mending.coach import lists

FILES = sorted(Path(lists.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_read_as_it_is_written(file):
    assert lists.read(file.name) == tomllib.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_read_the_quick_way(file):
    assert lists._loads(file.read_text("utf-8"))


WRITTEN = '''
top = 1
# a comment
[lists]
few = ["a", "b # no comment",]
"a b" = """one, \\
  two = three"""
  # another
[other.inner]
10 = [
  "x [y]",  "“z”",
]
[other]
'''


def test_tables_keys_and_strings_of_several_lines():
    assert lists._loads(WRITTEN) == {
        "top": 1,
        "lists": {"few": ["a", "b # no comment"], "a b": "one, two = three"},
        "other": {"inner": {"10": ["x [y]", "“z”"]}},
    }


@pytest.mark.parametrize("written", ["a = 'b'", 'a = ["b", # why\n]', "a.b = 1", "[ a ]\nb = 1"])
def test_what_it_cannot_read_is_read_the_long_way(written):
    assert lists.loads(written) == tomllib.loads(written)


@pytest.mark.parametrize("written", ["a = [", "a = 1\na = 2\n", "[a]\n[a]\n", "a\n"])
def test_what_is_no_toml_is_refused(written):
    with pytest.raises(tomllib.TOMLDecodeError):
        lists.loads(written)
