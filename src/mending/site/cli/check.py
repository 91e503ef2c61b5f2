"""`mending check`: the fast half of the gate, in seconds."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

NAME = "check"
HELP = "Lint, types, imports and words: the fast half of the gate (for developers, in a clone)."

ROOT = Path(__file__).resolve().parents[4]
PYTHON = sys.executable
# The slowest first: they run side by side.
STEPS: dict[str, list[str]] = {
    "types": ["-m", "mypy"],
    "imports": ["-c", "import sys; from importlinter.cli import lint_imports_command as run; run(sys.argv[1:])"],
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "templates": ["-m", "tools.template_format"],
    "words": ["-m", "tools.words"],
    "pages": ["-m", "tools.pages"],
    "papers": ["-m", "tools.papers"],
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names of steps, when only some are wanted."""
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"only these: {', '.join(STEPS)}")


def run(args: argparse.Namespace) -> int:
    """Run every step, even after one failed; 0 when all is well."""
    began = monotonic()
    failed = [name for name, said in results(args.steps or list(STEPS)) if not passed(name, said)]
    verdict = f"not well: {', '.join(failed)}" if failed else "all is well"
    print(f"check: {verdict} ({monotonic() - began:.0f} s)", flush=True)
    return 1 if failed else 0


def results(names: list[str]) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Run the steps two at a time; each with what it said."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from zip(names, pool.map(run_step, names), strict=True)


def run_step(name: str) -> subprocess.CompletedProcess[str]:
    """One step, in the clone."""
    return subprocess.run(
        [PYTHON, *STEPS[name]], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def passed(name: str, done: subprocess.CompletedProcess[str]) -> bool:
    """Say how a step ended, and what it said only when it failed."""
    print(f"{'FAIL' if done.returncode else 'ok  '} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0
