"""The files of this clone that the checks look at."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "mending"


def tracked() -> list[Path]:
    """Every file that is in the project, or about to be. Outside a repository: everything that is not hidden."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        files = [file for file in ROOT.rglob("*") if not _hidden(file)]
    return sorted(file for file in files if file.is_file())


def templates() -> list[Path]:
    """Every HTML template of the product."""
    return sorted(SOURCE.rglob("templates/**/*.html"))


def where(file: Path, line: int = 0) -> str:
    """A file, and a line of it, as a person writes it."""
    name = file.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in file.relative_to(ROOT).parts)
