"""`python -m tools.gate`: the whole gate, part by part, and a sum of them at the end.

Every part runs even when an earlier one failed. A part that cannot run has failed, with a sentence that names
what to install; `--without` leaves it out, and then the end says so.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree

from tools import browser, postgres
from tools.clone import ROOT

PLACES = ["tests/rules", "tests/rooms", "tests/pages", "tests/house"]
ASKING = [place for place in PLACES if place != "tests/rules"]
WITHOUT_A_DATABASE = ["tests/house/test_gate.py", "tests/house/test_launcher.py"]
"""What would say the same on every database is tried once, and so are rules."""
SIDE_BY_SIDE = ["-n", "2", "--dist", "worksteal"]


@dataclass
class Sum:
    """What all parts together came to."""

    counts: dict[str, int] = field(default_factory=lambda: {"failed": 0, "passed": 0, "skipped": 0, "errors": 0})
    troubles: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Add a report of pytest's, as JUnit writes it."""
        suite = ElementTree.parse(report).getroot().find("testsuite")
        found = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
        self.counts["failed"] += found["failures"]
        self.counts["errors"] += found["errors"]
        self.counts["skipped"] += found["skipped"]
        self.counts["passed"] += found["tests"] - found["failures"] - found["errors"] - found["skipped"]

    def line(self, seconds: float) -> str:
        """The sum as pytest says it."""
        said = ", ".join(f"{count} {what}" for what, count in self.counts.items() if count)
        return f"{said or 'no tests ran'} in {seconds:.2f}s"


def main() -> int:
    """0 when all of it passed."""
    parser = argparse.ArgumentParser(prog="mending test")
    parser.add_argument("--without", action="append", choices=("postgres", "browser"), default=[])
    left_out = parser.parse_args().without
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began, total = monotonic(), Sum()
    parts = {"check": check, "embedded": embedded, "postgres": on_postgres, "browser": journeys}
    for name, part in parts.items():
        if name not in left_out:
            _run(name, part, total)
    for name in left_out:
        print(f"\n!!! LEFT OUT: {name}. This was not the whole gate. !!!")
    for trouble in total.troubles:
        print(f"\nFAILED: {trouble}")
    print(f"\n{total.line(monotonic() - began)}", flush=True)
    return 1 if total.troubles else 0


def _run(name: str, part: Callable[[Sum], None], total: Sum) -> None:
    print(f"\n== {name} ==", flush=True)
    try:
        part(total)
    except (postgres.NoPostgres, browser.NoBrowser, subprocess.CalledProcessError, OSError) as trouble:
        total.counts["errors"] += 1
        total.troubles.append(f"{name}: {trouble} To leave it out: ./mending test --without {name}")


def check(total: Sum) -> None:
    """Lint, types, imports, words: the fast half."""
    done = subprocess.run([sys.executable, "-m", "mending", "check"], cwd=ROOT, check=False)
    if done.returncode:
        total.counts["failed"] += 1
        total.troubles.append("check")


def embedded(total: Sum) -> None:
    """Everything on the encrypted file."""
    pytest("embedded", [*SIDE_BY_SIDE, *PLACES], total)


def on_postgres(total: Sum) -> None:
    """All that asks a database, again on PostgreSQL."""
    with postgres.throwaway() as cluster:
        # Backups need `pg_dump` beside the server; with the wheel it is in no usual place.
        path = f"{os.environ['PATH']}{os.pathsep}{cluster.programs}"
        address = cluster.database("mending")
        left = [f"--ignore={place}" for place in WITHOUT_A_DATABASE]
        pytest("postgres", [*SIDE_BY_SIDE, *ASKING, *left], total, DATABASE_URL=address, PATH=path)


def journeys(total: Sum) -> None:
    """The journeys, in a browser against the production server."""
    pytest("browser", [*SIDE_BY_SIDE, "tests/journeys"], total, **{browser.CHOSEN: browser.provide()})


def pytest(name: str, words: list[str], total: Sum, **more: str) -> None:
    """Run pytest and add what it came to."""
    with tempfile.TemporaryDirectory(prefix="mending-gate-", dir=postgres.roomy_folder()) as folder:
        # Other users go through it to databases of theirs.
        Path(folder).chmod(0o755)
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", f"--junitxml={report}", *words],
            cwd=ROOT,
            env=_surroundings(TMPDIR=folder, **more),
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if report.exists():
            total.add(report)
    if done.returncode:
        total.troubles.append(name)


def _surroundings(**more: str) -> Mapping[str, str]:
    """The same for everyone: no setting of this machine's own reaches the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MENDING_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, **more}


if __name__ == "__main__":
    sys.exit(main())
