"""Names to sign in with, and passwords that must not be like them."""

import unicodedata
from difflib import SequenceMatcher

from mending.foundation.text import one_line

NAME_LONGEST = 40
_TOO_LIKE = 0.7


def plain_name(name: str) -> str:
    """The form in which two names to sign in with are compared: one line, no difference of case or width."""
    folded = one_line(name).casefold()
    return one_line(unicodedata.normalize("NFKC", folded).casefold())


def too_like(password: str, name: str) -> bool:
    """Whether someone who knows the name would soon guess the password: it is in it, or nearly the same."""
    typed, known = plain_name(password), plain_name(name)
    if len(known) >= 4 and (known in typed or known[::-1] in typed):
        return True
    return SequenceMatcher(a=typed, b=known).quick_ratio() >= _TOO_LIKE
