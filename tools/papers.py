"""`python -m tools.papers`: the documents name every setting, no secret is in the project, nothing is too long."""

import ast
import re
import sys
from collections.abc import Iterator

from tools.clone import ROOT, SOURCE, tracked, where

_SETTING = re.compile(r"\bMENDING_[A-Z_]+[A-Z]\b")
_PAPER = ROOT / "docs" / "host" / "settings.md"
_SECRETS = {
    "an installation key": re.compile(rb"mending-key-1 [0-9a-f]{8} [A-Za-z0-9+/]{40,}"),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20,}"),
    "a token": re.compile(rb"\b(?:ghp|gho|ghs|github_pat|glpat|sk_live|xox[bap])[_-][A-Za-z0-9_-]{20,}"),
    "an access key": re.compile(rb"\bAKIA[0-9A-Z]{16}\b"),
    "a secret key": re.compile(rb"SECRET_KEY\s*=\s*[\"'][^\"']{16,}"),
    "a password in an address": re.compile(rb"postgres(?:ql)?://\w+:(?!password@|\{)[^@\s\"']+@(?!host)"),
}
_FILES_OF_AN_INSTALLATION = {".db", ".key", ".backup", ".sqlite3", ".pem", ".env", ".dump"}
LONGEST_FILE = 400
LONG_FUNCTION = 30
SHARE_OF_SHORT = 0.9


def main() -> int:
    """Print each fault with its place; 1 when there is one."""
    faults = [*settings(), *secrets(), *sizes()]
    print("\n".join(faults))
    return 1 if faults else 0


def settings() -> Iterator[str]:
    """Settings the code reads and the paper does not name, and the other way round."""
    read = {name for file in SOURCE.rglob("*.py") for name in _SETTING.findall(file.read_text("utf-8"))}
    told = set(_SETTING.findall(_PAPER.read_text("utf-8")))
    yield from (f"{where(_PAPER)}: {name} is not described." for name in sorted(read - told))
    yield from (f"{where(_PAPER)}: {name} is described, and nothing reads it." for name in sorted(told - read))


def secrets() -> Iterator[str]:
    """Keys, tokens and files of an installation among the project's files."""
    for file in tracked():
        if file.suffix in _FILES_OF_AN_INSTALLATION or file.name == ".env":
            yield f"{where(file)}: a file of an installation does not belong here."
        content = file.read_bytes()
        yield from (f"{where(file)}: holds {what}." for what, look in _SECRETS.items() if look.search(content))


def sizes() -> Iterator[str]:
    """Files nobody reads to the end, and a house where too many functions are long."""
    lengths: list[int] = []
    for file in sorted([*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]):
        text = file.read_text("utf-8")
        if text.count("\n") > LONGEST_FILE:
            yield f"{where(file)}: {text.count(chr(10))} lines, more than {LONGEST_FILE}. Make two of it."
        if file.is_relative_to(SOURCE):
            lengths += _functions(text)
    short = sum(length <= LONG_FUNCTION for length in lengths) / len(lengths)
    if short < SHARE_OF_SHORT:
        yield f"Only {short:.0%} of the functions have at most {LONG_FUNCTION} lines; {SHARE_OF_SHORT:.0%} should."


def _functions(text: str) -> list[int]:
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


if __name__ == "__main__":
    sys.exit(main())
