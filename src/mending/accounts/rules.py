"""Pure decisions about accounts."""

from mending.foundation.text import one_line


def plain_name(name: str) -> str:
    """The form in which two names to sign in with are compared: one line, no difference of case."""
    return one_line(name).casefold()
