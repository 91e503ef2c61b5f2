"""Style, scripts and pictures as they are served: gathered, compressed, named by what is in them."""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command

from mending.site.settings import ENVIRONMENT, STATIC_ROOT, STORAGES


def collect() -> None:
    """Gather them into the data folder, when something changed since the last time."""
    stamp, wanted = ENVIRONMENT.data / "static-made-of", "\n".join(_sources())
    if stamp.exists() and stamp.read_text("utf-8") == wanted and (STATIC_ROOT / "staticfiles.json").exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted, "utf-8")


def _sources() -> Iterator[str]:
    """Each file there is to serve, with its size and age, and how it is stored."""
    yield STORAGES["staticfiles"]["BACKEND"]
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{name} {found.st_size} {found.st_mtime_ns}"
