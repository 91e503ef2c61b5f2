"""For commands that work beside the server: the installation is there, is safe, and is up to date."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mending.site.cli import place, server
from mending.site.keeping import holding, home
from mending.site.keeping.words import told
from mending.site.trouble import Stop


@contextmanager
def ready(data: Path | None) -> Iterator[None]:
    """Django is set up over the data folder, shared with a running server. Raises Stop with the reason."""
    folder = place.settle(data)
    os.environ.setdefault("MENDING_URL", f"http://{server.LOOPBACK}:8000")
    place.set_up_django()
    with told(folder):
        _refuse_unready()
        holding.share(folder)
        yield


def _refuse_unready() -> None:
    from mending.site import facts, refusals  # noqa: PLC0415  Django must be set up first
    from mending.site.keeping import migrations  # noqa: PLC0415

    here = home.find()
    if here.is_embedded and not here.file.exists():
        raise Stop(f"There is no database in {here.data} yet. Start Mending once with `mending serve`.")
    found = refusals.refusals(facts.gather(server.LOOPBACK))
    if found:
        raise Stop(found[0].sentence)
    if migrations.pending():
        raise Stop(
            "The tables are those of an earlier version. Start `mending serve` once; it brings them up to date."
        )
