"""Marks by rules: words that may land badly, as data in `marks.en.toml`."""

from mending.coach.labels import Kind, Mark


def marks(text: str, kind: Kind) -> tuple[Mark, ...]:
    """What may land badly, in the order of the text."""
    return ()
