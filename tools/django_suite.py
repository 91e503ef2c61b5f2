"""Runs Django's own test suite against our database backend: `.venv/bin/python tools/django_suite.py`.

Fetches Django's source at the version in uv.lock (once, into a cache folder), runs the labels on encrypted
files and, unless told otherwise, the same labels on Django's stock SQLite, and prints what differs.
The result last kept, with every difference explained, is docs/host/django-suite.md.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "django-suite"
# The first ten are what was promised; the others pass cheaply too.
# fmt: off
LABELS = [
    "basic", "queries", "transactions", "transaction_hooks", "schema", "migrations", "backends",
    "constraints", "db_functions", "expressions", "aggregation", "annotations", "lookup",
    "model_fields", "delete", "update", "bulk_create", "select_for_update", "indexes",
    "introspection", "inspectdb",
]
# fmt: on
ENGINES = {"ours": "mending.vault.sqlcipher", "stock": "django.db.backends.sqlite3"}
SETTINGS = """
_KEYS = {{"OPTIONS": {{"key": "{key}"}}}} if {encrypted} else {{}}
DATABASES = {{
    alias: {{
        "ENGINE": "{engine}",
        "NAME": "{folder}/" + alias,
        "TEST": {{"NAME": "{folder}/test_" + alias}},
        **_KEYS,
    }}
    for alias in ("default", "other")
}}
SECRET_KEY = "only for Django's own tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = False
"""
NAME = r"(?P<name>\S+ \([\w.]+\))"
OUTCOME = re.compile(
    rf"^{NAME}.*? \.\.\. (?P<outcome>ok|FAIL|ERROR|expected failure|unexpected success|skipped .*)$"
)
BROKEN_LINE = re.compile(r"^(\S+ \([\w.]+\))\n", re.MULTILINE)  # a test with a docstring takes two lines
FAILED = {"FAIL", "ERROR"}
HEADING = re.compile(rf"^(?P<outcome>FAIL|ERROR): {NAME}")
COUNT = re.compile(r"^(Ran \d+ tests? in .*|OK.*|FAILED.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """What one run said: outcomes by test name, and its closing lines."""

    outcomes: dict[str, str]
    closing: list[str]
    code: int


def locked_django() -> tuple[str, str]:
    """The version and the SHA-256 of Django's source distribution, as uv.lock has them."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    django = next(package for package in packages if package["name"] == "django")
    return django["version"], django["sdist"]["hash"].removeprefix("sha256:")


def source(cache: Path) -> Path:
    """Django's source tree at the locked version, fetched with pip when it is not in the cache."""
    version, digest = locked_django()
    tree = cache / f"django-{version}"
    if tree.is_dir():
        return tree
    archive = cache / f"django-{version}.tar.gz"
    if not archive.exists():
        fetch = ["pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps", f"django=={version}"]
        subprocess.run(["uvx", *fetch, "--dest", str(cache)], check=True)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{archive} is not the file that uv.lock names. Delete it and run this again.")
    with tarfile.open(archive) as tar:
        tar.extractall(cache, filter="data")
    return tree


def run(tree: Path, engine: str, labels: list[str]) -> Result:
    """Run the labels on one backend, on database files in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        settings = SETTINGS.format(
            engine=ENGINES[engine], encrypted=engine == "ours", key="5e" * 32, folder=folder
        )
        Path(folder, "suite_settings.py").write_text(settings)
        command = [sys.executable, "-W", "ignore", "runtests.py", "--settings=suite_settings", "-v", "2"]
        paths = f"{folder}{os.pathsep}{ROOT / 'src'}"
        done = subprocess.run(
            [*command, "--parallel=1", "--noinput", *labels],
            cwd=tree / "tests",
            env={**os.environ, "PYTHONPATH": paths, "TMPDIR": folder},
            check=False,
            capture_output=True,
            text=True,
        )
    text = done.stdout + done.stderr
    (tree.parent / f"{engine}.log").write_text(text)
    return Result(outcomes(text), COUNT.findall(text), done.returncode)


def outcomes(text: str) -> dict[str, str]:
    """Test names with their outcome: a line of a test, and the headings of the failures at the end.

    A test that failed in one of its subtests has only the heading.
    """
    lines = BROKEN_LINE.sub(r"\1 ", text).splitlines()
    found = {match["name"]: match["outcome"] for match in map(OUTCOME.match, lines) if match}
    found |= {match["name"]: match["outcome"] for match in map(HEADING.match, lines) if match}
    return found


def differences(ours: Result, stock: Result) -> Iterable[str]:
    """Each test whose outcome is another one on our backend, in words."""
    for name in sorted(ours.outcomes.keys() | stock.outcomes.keys()):
        here, there = ours.outcomes.get(name, "not run"), stock.outcomes.get(name, "not run")
        if here != there:
            yield f"{name}: ours {here}; stock {there}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labels", nargs="*", default=LABELS, help="labels of Django's suite (default: ours)")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where Django's source is kept")
    parser.add_argument("--only-ours", action="store_true", help="leave out the run on stock SQLite")
    given = parser.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    tree = source(given.cache)
    results = {
        engine: run(tree, engine, given.labels) for engine in ENGINES if engine == "ours" or not given.only_ours
    }
    for engine, result in results.items():
        print(f"{engine} ({ENGINES[engine]}): {' | '.join(result.closing)}")
    if given.only_ours:
        failed = (f"{name}: {what}" for name, what in results["ours"].outcomes.items() if what in FAILED)
    else:
        failed = differences(results["ours"], results["stock"])
    for line in failed:
        print(f"  {line}")
    return results["ours"].code


if __name__ == "__main__":
    sys.exit(main())
