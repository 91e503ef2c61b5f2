"""The texts that are planted, to be looked for afterwards."""

MARK = "zqx"
"""Stands in every planted text, and nowhere else."""


def secret(viewer, what):
    """A text of this viewer's that nobody else may ever get to see."""
    return f"{MARK}{viewer.id.hex[:10]}{what}"


def marks_of(viewer):
    """What every secret text of this viewer begins with."""
    return f"{MARK}{viewer.id.hex[:10]}".encode()
