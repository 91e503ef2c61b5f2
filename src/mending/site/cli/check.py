"""`mending check`: the fast half of the gate, in seconds."""

import argparse
import subprocess
import sys
from pathlib import Path

NAME = "check"
HELP = "Lint, types, imports and words: the fast half of the gate (for developers, in a clone)."

ROOT = Path(__file__).resolve().parents[4]
PYTHON = sys.executable
STEPS: tuple[tuple[str, list[str]], ...] = (
    ("lint", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ("types", ["-m", "mypy"]),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes no options."""


def run(args: argparse.Namespace) -> int:
    """Run every step, even after one failed; 0 when all are clean."""
    failed = [name for name, command in STEPS if not passes(name, command)]
    print(f"check: {'all clean' if not failed else 'not clean: ' + ', '.join(failed)}")
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one step in the clone and show what it says only when it fails."""
    done = subprocess.run([PYTHON, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0
