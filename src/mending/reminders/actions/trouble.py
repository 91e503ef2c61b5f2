"""Why something could not be done."""


class Conflict(Exception):
    """Another tab changed it since this form was opened."""


class Refused(Exception):
    """It cannot be done as asked; `faults` are (field, code)."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(str(faults))
        self.faults = faults
