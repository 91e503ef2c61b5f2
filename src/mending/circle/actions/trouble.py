"""Why a write was refused; the pages have the words."""

from mending.circle.rules.states import Verdict


class CircleFull(Exception):
    """There are as many people in this circle as one circle holds."""


class NameTaken(Exception):
    """Someone else in this circle goes by that nickname."""


class Conflict(Exception):
    """It was changed in another place since this form was opened."""


class NotAllowed(Exception):
    """The rules of the states do not allow it."""

    def __init__(self, verdict: Verdict | None = None) -> None:
        super().__init__(verdict)
        self.verdict = verdict


class PointedTo(Exception):
    """Something else, such as a promise, is about this person: they can be archived, not removed."""


class NotThen(Exception):
    """It cannot have been on that day, or not so often. `code` says why; the pages have the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """What was wished for cannot be kept. `faults` are pairs of field and code; the pages have the words."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(faults)
        self.faults = faults
