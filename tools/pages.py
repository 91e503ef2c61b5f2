"""`python -m tools.pages`: templates say nothing untranslated, carry no inline script or style, and neither
they nor our CSS and JavaScript name another host (SAFETY C4). What may stand: pages.toml."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import said
from tools.clone import SOURCE, templates, where

ALLOWED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "pages.toml").read_text("utf-8"))
_HOST = re.compile(r"""https?://[^\s"'<>)]*|(?<=["'(=])//[\w.-]+\.\w+""")
_SHOWN_ARGUMENTS = {"label", "help_text", "empty_label", "required", "invalid"}
_SHOWS = re.compile(r"forms\.\w+Field|ValidationError|forms\.\w*Input")


def main() -> int:
    """Print each fault with its place; 1 when there is one."""
    faults = [*untranslated(), *unwrapped_labels(), *inline(), *other_hosts()]
    print("\n".join(faults))
    return 1 if faults else 0


def untranslated() -> Iterator[str]:
    """Words in a template outside {% translate %} and {% blocktranslate %}."""
    for file in templates():
        if not _may(file):
            for words in said.page(file).said:
                if not words.translatable:
                    yield f"{where(file, words.line)}: “{words.text.strip()[:60]}” is not in {{% translate %}}."


def unwrapped_labels() -> Iterator[str]:
    """Labels, hints and errors of forms that are not handed to gettext."""
    for file in sorted(SOURCE.rglob("web/**/*.py")):
        if not _may(file):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _SHOWS.fullmatch(ast.unparse(node.func)):
                    yield from (f"{where(file, line)}: “{text}” is not in gettext." for line, text in _plain(node))


def _plain(call: ast.Call) -> Iterator[tuple[int, str]]:
    shown = [keyword.value for keyword in call.keywords if keyword.arg in _SHOWN_ARGUMENTS]
    if "ValidationError" in ast.unparse(call.func):
        shown += call.args[:1]
    for value in shown:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.strip():
            yield value.lineno, value.value


def inline() -> Iterator[str]:
    """Script and style that stand in the page itself: the policy would refuse them."""
    for file in templates():
        for tag in said.page(file).tags:
            for what in _inline(tag.name, dict(tag.attributes)):
                yield f"{where(file, tag.line)}: {what}. The content security policy refuses it; use a file."


def _inline(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if name == "style" or name.startswith("inline "):
        yield f"<{name.removeprefix('inline ')}> in the page"
    for attribute, value in attributes.items():
        if attribute == "style" or attribute.startswith("on"):
            yield f"the attribute {attribute}"
        if value.strip().lower().startswith("javascript:"):
            yield "a javascript: address"


def other_hosts() -> Iterator[str]:
    """Addresses of other hosts in templates, style sheets, scripts and drawings."""
    endings = {".html", ".css", ".js", ".svg", ".webmanifest", ".txt"}
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix in endings and {"templates", "static"} & set(file.parts):
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                for found in _HOST.findall(line):
                    if not found.startswith(tuple(ALLOWED["hosts"])):
                        yield f"{where(file, number)}: {found} is another host; pages ask nobody else."


def _may(file: Path) -> bool:
    return where(file).startswith(tuple(ALLOWED["untranslated"]))


if __name__ == "__main__":
    sys.exit(main())
