"""From parsed TOML to values, with messages that name the file, the place and what to write."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mending.help.rules.lines import Changes, Country, Kind, Line, Texting, day
from mending.help.rules.trouble import ContentTrouble

_NUMBER = re.compile(r"[0-9][0-9 \-]*")
_REQUIRED = ("id", "kind", "name", "what", "hours", "source")
_OPTIONAL = ("call", "text", "web", "more", "doubt", "verified", "verified_by", "who_answers", "country")


def parse_country(data: Mapping[str, Any], file: str, text: str = "") -> Country:
    """A country from its parsed TOML; `text` lets messages name the line. Raises ContentTrouble."""
    for key in ("code", "name", "emergency"):
        if not isinstance(data.get(key), str) or not data[key]:
            raise ContentTrouble(f'{file}: `{key}` is missing. Write {key} = "..." at the top.')
    lines = parse_lines(data, file, text)
    if not any(line.kind is Kind.EMERGENCY for line in lines):
        raise ContentTrouble(f'{file}: no line has kind = "emergency".')
    return Country(data["code"], data["name"], data["emergency"], lines)


def parse_lines(data: Mapping[str, Any], file: str, text: str = "") -> tuple[Line, ...]:
    """All `[[line]]` tables of a file, each with an id of its own. Raises ContentTrouble."""
    places = _places(text)
    lines = []
    for index, entry in enumerate(data.get("line", [])):
        where = f"{file}, [[line]] number {index + 1}"
        where += f" (line {places[index]})" if index < len(places) else ""
        lines.append(_line(entry, where))
        if [line.id for line in lines].count(lines[-1].id) > 1:
            raise ContentTrouble(f"{where}: the id {lines[-1].id!r} is used twice. Give each line its own.")
    return tuple(lines)


def parse_changes(data: Mapping[str, Any], file: str, text: str = "") -> Changes:
    """An installation's helplines.toml. Raises ContentTrouble."""
    verified = {str(key): str(value) for key, value in data.get("verified", {}).items()}
    for key, value in verified.items():
        _checked_day(value, f"{file}, [verified] {key}")
    hide = data.get("hide", [])
    if not isinstance(hide, list) or not all(isinstance(name, str) for name in hide):
        raise ContentTrouble(f'{file}: `hide` must be a list of ids, like hide = ["us.frank"].')
    return Changes(parse_lines(data, file, text), frozenset(hide), verified)


def _line(entry: Mapping[str, Any], where: str) -> Line:
    for key in _REQUIRED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise ContentTrouble(f'{where}: `{key}` is missing. Write {key} = "...".')
    unknown = sorted(set(entry) - {*_REQUIRED, *_OPTIONAL})
    if unknown:
        raise ContentTrouble(f"{where}: `{unknown[0]}` is not known here. Is it misspelt?")
    if entry["kind"] not in list(Kind):
        raise ContentTrouble(f"{where}: kind {entry['kind']!r} is not one of {', '.join(Kind)}.")
    line = Line(
        **{
            **entry,
            "kind": Kind(entry["kind"]),
            "call": tuple(_numbers(entry.get("call", []), where)),
            "text": tuple(_texts(entry.get("text", []), where)),
            "verified": str(entry.get("verified", "")),
        }
    )
    _checked_day(line.verified, f"{where}, `verified`")
    if not (line.call or line.text or line.web):
        raise ContentTrouble(f'{where}: there is no way to reach it. Write call = ["..."], text or web.')
    return line


def _numbers(numbers: Any, where: str) -> Iterator[str]:
    for number in numbers if isinstance(numbers, list) else [None]:
        if not isinstance(number, str) or not _NUMBER.fullmatch(number):
            raise ContentTrouble(f'{where}: `call` must be numbers in quotes, like call = ["116 123"].')
        yield number


def _texts(texts: Any, where: str) -> Iterator[Texting]:
    for text in texts if isinstance(texts, list) else [None]:
        if not isinstance(text, dict) or not _NUMBER.fullmatch(str(text.get("to", ""))):
            raise ContentTrouble(f'{where}: `text` must be like text = [{{ to = "741741", words = "HOME" }}].')
        yield Texting(text["to"], text.get("words", ""))


def _checked_day(text: str, where: str) -> None:
    if text and day(text) is None:
        raise ContentTrouble(f"{where}: {text!r} is no date. Write it as 2026-11-23 or 2026-11.")


def _places(text: str) -> list[int]:
    """The line numbers, from 1, at which a `[[line]]` begins."""
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[line]]"]
