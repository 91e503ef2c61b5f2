"""Everything Mending says: templates, messages in the code, content, translations."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tools import template_text
from tools.clone import ROOT, SOURCE, templates

_ASKS_FOR_TRANSLATION = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Names and numbers, not sentences of ours.
_NOT_PROSE = {
    "id",
    "code",
    "kind",
    "name",
    "source",
    "call",
    "to",
    "web",
    "drawing",
    "verified",
    "sources",
    "link",
}


@dataclass(frozen=True, slots=True)
class Words:
    """One text and where it stands. `is_prose`: written to be read by the people who use Mending."""

    file: Path
    line: int
    text: str
    is_prose: bool = True


def everything() -> Iterator[Words]:
    """All of it, file by file."""
    yield from in_templates()
    yield from in_code()
    yield from in_content()
    yield from in_translations()
    for file in sorted(SOURCE.rglob("static/**/*.js")):
        yield Words(file, 0, file.read_text("utf-8"), is_prose=False)


def in_templates() -> Iterator[Words]:
    for file in templates():
        for said in page(file).said:
            yield Words(file, said.line, said.text)


@cache
def page(file: Path) -> template_text.Page:
    return template_text.read(file.read_text("utf-8"))


def in_code() -> Iterator[Words]:
    """Every text in the code but docstrings; those handed to gettext are prose."""
    for file in sorted(SOURCE.rglob("*.py")):
        if "migrations" in file.parts:
            continue
        tree = ast.parse(file.read_text("utf-8"))
        silent = _docstrings(tree)
        prose = {id(part) for call in _translated(tree) for argument in call.args for part in ast.walk(argument)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                yield Words(file, node.lineno, node.value, is_prose=id(node) in prose)


def _translated(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _ASKS_FOR_TRANSLATION:
            yield node


def _docstrings(tree: ast.AST) -> set[int]:
    """Texts that stand alone as a statement: they speak to whoever reads the code."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def in_content() -> Iterator[Words]:
    for file in sorted((ROOT / "content").rglob("*.toml")):
        for key, text in _strings(tomllib.loads(file.read_text("utf-8"))):
            yield Words(file, 0, text, is_prose=key not in _NOT_PROSE)
    for file in sorted((ROOT / "content").rglob("*.md")):
        if file.name != "README.md":
            yield Words(file, 0, file.read_text("utf-8"))


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, key)


def in_translations() -> Iterator[Words]:
    for file in sorted(SOURCE.rglob("locale/**/*.po")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if found := re.fullmatch(r'(?:msgstr(?:\[\d\])? )?"(.*)"', line):
                yield Words(file, number, found[1], is_prose=False)
