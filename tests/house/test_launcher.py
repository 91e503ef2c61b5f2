"""The launcher on a machine that has Python and nothing else: no uv, no pip, no network of ours."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A Python that says what it was asked. Pip is set up for real, elsewhere; what would be fetched is made up.
PYTHON = """#!/bin/sh
echo "python $*" >>"$SAID"
case "$*" in
    *"-m venv"*) for folder; do :; done; mkdir -p "$folder/bin"; cp "$0" "$folder/bin/python" ;;
    "-m ensurepip"*) shift 2; exec "$REAL" -m ensurepip --root "$ELSEWHERE" "$@" ;;
    "-m pip install"*)
        uv="$(dirname "$0")/uv"
        printf '#!/bin/sh\\necho "uv $*" >>"$SAID"\\n' >"$uv"
        chmod +x "$uv" ;;
esac
"""


@pytest.fixture
def alone(tmp_path):
    """A copy of the launcher, and a way to run it there with nothing but `sh` and this Python in reach."""
    programs, clone, said = tmp_path / "programs", tmp_path / "clone", tmp_path / "said"
    programs.mkdir()
    clone.mkdir()
    for name in ("mending", "uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, clone / name)
    for name in ("sh", "dirname", "cksum", "cut", "mkdir", "cp", "chmod"):
        (programs / name).symlink_to(shutil.which(name))
    (programs / "python3.11").write_text(PYTHON)
    (programs / "python3.11").chmod(0o755)

    def run(*words):
        surroundings = {
            "PATH": str(programs),
            "SAID": str(said),
            "REAL": sys.executable,
            "HOME": os.environ["HOME"],
        }
        done = subprocess.run(
            [clone / "mending", *words],
            env={**surroundings, "ELSEWHERE": str(tmp_path / "elsewhere")},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return done, said.read_text().splitlines()

    return run


def test_without_uv_the_launcher_sets_up_pip_fetches_uv_and_runs_the_command(alone):
    done, said = alone("check")
    assert done.returncode == 0, done.stderr
    asked = [line for line in said if not line.startswith("python -c")]
    assert [line.split()[:3] for line in asked] == [
        ["python", "-m", "venv"],
        ["python", "-m", "ensurepip"],
        ["python", "-m", "pip"],
        ["uv", "sync", "-q"],
        ["python", "-m", "mending"],
    ]


def test_what_was_set_up_is_not_set_up_again(alone):
    alone("check")
    _, said = alone("check")
    assert sum(line.startswith("uv sync") for line in said) == 1
