"""Where the words that are kept as data lie: in `content/`, inside the wheel or beside `src/` in a clone."""

from pathlib import Path

import mending


def folder() -> Path:
    """The folder `content/`. Raises FileNotFoundError when this Mending came without one."""
    package = Path(mending.__file__).parent
    for place in (package / "content", package.parents[1] / "content"):
        if place.is_dir():
            return place
    raise FileNotFoundError("The folder content/ is missing beside Mending. Install it again.")
