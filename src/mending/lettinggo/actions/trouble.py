"""Why a write was refused; the pages have the words."""


class Conflict(Exception):
    """It was changed in another place since this form was opened."""


class Refused(Exception):
    """What was wished for cannot be done. `field` is "" for the whole; `code` says why."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(field, code)
        self.field, self.code = field, code
