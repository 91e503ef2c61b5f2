"""The idle lock: which codes are fit, and when it falls shut."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

TRIES = 5
MINUTES = (1, 2, 5, 10, 15, 30, 60)
SHORTEST, LONGEST = 4, 8
_CLOCK_SLACK = 60


@dataclass(frozen=True, slots=True)
class Awake:
    """What a browser carries while the lock is open: for which opening of it, and when last used (seconds)."""

    opening: str
    used: int


def is_code(text: str) -> bool:
    """Four to eight digits."""
    return text.isascii() and text.isdecimal() and SHORTEST <= len(text) <= LONGEST


def is_guessable(code: str) -> bool:
    """Whether a code is among the first anyone would try: one digit over and over, or a run up or down."""
    steps = {int(after) - int(before) for before, after in pairwise(code)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def is_shut(awake: Awake | None, *, opening: str | None, now: datetime, minutes: int) -> bool:
    """Whether the lock is shut at `now`. `opening` is the one the session knows, None when it was shut by hand.

    A last use in the future (the clock was set back) counts as shut: it could otherwise stay open for ever.
    """
    if awake is None or opening is None or awake.opening != opening:
        return True
    idle = now.timestamp() - awake.used
    return idle < -_CLOCK_SLACK or idle >= minutes * 60
