"""Why a write was refused; the pages have the words."""

from collections.abc import Mapping

from mending.worksheets.rules.validating import Problem


class Conflict(Exception):
    """It was changed in another place since this page was opened."""


class Refused(Exception):
    """Answers that cannot be kept: what is wrong, by path."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(dict(problems))
        self.problems = problems


class NotThen(Exception):
    """A day that cannot be. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Changed(Exception):
    """A published version was changed without a new number: nothing is filled in with it."""
