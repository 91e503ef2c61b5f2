"""Reads the files of words: of TOML first only what they use, three times as quickly as all of it.

A line begins a table, a key, or goes on with what was begun; strings are in double quotes, one or three. So a
table can be read as JSON, once comments and last commas are gone. What cannot, `tomllib` reads. A test holds every
file to what that reads.
"""

import json
import re
import tomllib
from functools import reduce
from pathlib import Path
from typing import Any

_COMMENT = re.compile(r"^[ \t]*#.*\n", re.M)
_LONG = re.compile(r'"""(.*?)"""', re.S)
_JOINT = re.compile(r"\\\n\s*")
_TABLE = re.compile(r"^\[([\w.]+)\]\s*$", re.M)
_KEY = re.compile(r'^("[^"\n]*"|[\w-]+) = ', re.M)
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_LAST_COMMA = re.compile(r",\s*\]")


def read(name: str) -> dict[str, Any]:
    """What a file of this room holds. Raises ValueError for one that is no TOML."""
    return loads(written(name))


def written(name: str) -> str:
    """A file of this room as it is written."""
    return Path(__file__).with_name(name).read_text("utf-8")


def loads(written: str) -> dict[str, Any]:
    """What is written. Raises ValueError for what is no TOML."""
    try:
        return _loads(written)
    except ValueError:
        return tomllib.loads(written)


def _loads(written: str) -> dict[str, Any]:
    short = _LONG.sub(lambda found: _quoted(_JOINT.sub("", found[1])), written)
    first, *named = _TABLE.split(_COMMENT.sub("", short))
    made = _table(first)
    for name, body in zip(named[::2], named[1::2], strict=True):
        *outer, last = name.split(".")
        table = reduce(lambda into, step: into.setdefault(step, {}), outer, made)
        table.setdefault(last, {}).update(_table(body))
    if len(set(named[::2])) < len(named[::2]):
        raise ValueError("a table stands twice")
    return made


def _table(body: str) -> dict[str, Any]:
    nothing, *several = _KEY.split(_LAST_COMMA.sub("]", body))
    if nothing.strip():
        raise ValueError(f"no key before “{nothing.strip()[:40]}”")
    pairs = (f'"{key.strip(chr(34))}":{value}' for key, value in zip(several[::2], several[1::2], strict=True))
    made: dict[str, Any] = json.loads(f"{{{','.join(pairs)}}}")
    if len(made) < len(several) // 2:
        raise ValueError("a key stands twice")
    return made
