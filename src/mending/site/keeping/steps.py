"""A list of checks told as they are made, that stops at the first which does not pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mending.site.keeping.words import told
from mending.site.trouble import Stop


class Steps:
    """`say` gets a line for each check. `folder` is named when the disk or a file is the trouble."""

    def __init__(self, say: Callable[[str], None], folder: Path) -> None:
        self.say = say
        self.folder = folder
        self.made = 0

    @contextmanager
    def check(self, what: str) -> Iterator[None]:
        """One check: passed when the block ends well. Raises Stop with the trouble in words otherwise."""
        self.made += 1
        try:
            with told(self.folder):
                yield
        except BaseException:
            self.say(f"NO  {self.made:2} {what}")
            raise
        self.say(f"ok  {self.made:2} {what}")

    def passed(self, what: str, troubles: list[str], way_out: str) -> None:
        """One check whose troubles were already found: passed when there are none."""
        with self.check(what):
            if troubles:
                more = f" (and {len(troubles) - 1} more)" if len(troubles) > 1 else ""
                raise Stop(f"{troubles[0]}{more}. {way_out}")
