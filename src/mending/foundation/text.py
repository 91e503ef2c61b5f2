"""Plain text as people type it."""

import re
import unicodedata

_NOT_PLAIN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_BLANK_RUN = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """The same words, safe to keep and show: one kind of line end, no control or direction-turning marks.

    Never changes a visible letter; composes accents (Unicode NFC) so that equal words compare equal.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANK_RUN.sub("\n\n", _NOT_PLAIN.sub("", plain)).strip()


def one_line(text: str) -> str:
    """`tidy` text on a single line, runs of white space folded to one blank."""
    return " ".join(tidy(text).split())
