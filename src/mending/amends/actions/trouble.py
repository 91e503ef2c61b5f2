"""Why a write was refused, in codes; the pages have the words."""


class Refused(Exception):
    """It cannot be done. `faults` are (field, code) pairs; the field is empty when it is none in particular."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(faults)
        self.faults = faults


class Conflict(Exception):
    """It was changed in another tab since the form was opened. Nothing was written."""
