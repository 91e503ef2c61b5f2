"""Where in a TOML file a value stands, so that a message can name the line."""

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
KEY = re.compile(r"^\s*([\w-]+)\s*=(.*)$")


def lines_of(text: str) -> dict[Place, int]:
    """The line (from 1) of each table and key, by its place: `("part", 0, "question", 2, "ask")`."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    here: Place = ()
    open_quote, depth = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if open_quote or depth > 0:
            open_quote, depth = _after(line, open_quote, depth)
        elif header := HEADER.match(line):
            here = _table(header[2].split("."), header[1] == "[[", counts)
            found[here] = number
        elif key := KEY.match(line):
            found[(*here, key[1])] = number
            open_quote, depth = _after(key[2], "", 0)
    return found


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a place, or of the nearest table around it; 1 when nothing is nearer."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _table(names: list[str], many: bool, counts: dict[Place, int]) -> Place:
    """The place a header opens; every `[[name]]` is one more of its kind."""
    place: Place = ()
    for depth, name in enumerate(names):
        place = (*place, name)
        if many and depth == len(names) - 1:
            counts[place] = counts.get(place, -1) + 1
            _forget_inside(place, counts)
        if place in counts:
            place = (*place, counts[place])
    return place


def _forget_inside(place: Place, counts: dict[Place, int]) -> None:
    current = (*place, counts[place])
    for other in [one for one in counts if one[: len(current)] == current]:
        del counts[other]


def _after(text: str, open_quote: str, depth: int) -> tuple[str, int]:
    """What is still open at the end of a line: a long quote, or brackets."""
    at = 0
    while at < len(text):
        if open_quote:
            end = text.find(open_quote, at)
            if end < 0:
                return (open_quote, depth) if len(open_quote) == 3 else ("", depth)
            at, open_quote = end + len(open_quote), ""
            continue
        rest = text[at:]
        if rest.startswith(('"""', "'''")):
            open_quote, at = rest[:3], at + 3
        elif rest[0] in "\"'":
            at, open_quote = at + 1, rest[0]
        elif rest[0] == "#":
            break
        else:
            depth += (rest[0] in "[{") - (rest[0] in "]}")
            at += 1
    return open_quote if len(open_quote) == 3 else "", depth
