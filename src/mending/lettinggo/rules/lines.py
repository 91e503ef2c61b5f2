"""Short lines of one's own about someone, in four lists."""

from enum import StrEnum

from mending.foundation.text import tidy

WORDS_MOST = 1_000
LINES_MOST = 100


class List(StrEnum):
    """Which list a line stands in."""

    KEEP = "keep"  # what I keep
    PUT_DOWN = "put_down"  # what I put down
    MINE = "mine"  # what is mine to do while I wait
    SAY = "say"  # what I would say


def fault(words: str, *, already: int) -> str:
    """Why a line cannot be kept: "missing", "too-long", "full", or nothing."""
    kept = tidy(words)
    if not kept:
        return "missing"
    if len(kept) > WORDS_MOST:
        return "too-long"
    return "full" if already >= LINES_MOST else ""
