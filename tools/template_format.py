"""`python -m tools.template_format`: every template as djade writes it; with `--fix` it writes them so."""

import subprocess
import sys
from pathlib import Path

from tools.clone import ROOT, templates


def main() -> int:
    """Djade's own exit code."""
    check = [] if "--fix" in sys.argv else ["--check"]
    djade = Path(sys.executable).parent / "djade"
    files = [file.relative_to(ROOT).as_posix() for file in templates()]
    return subprocess.run([djade, *check, "--target-version", "5.2", *files], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
