"""What becomes of a promise when the one it was made to is let go. Days that have come stay as they were (A8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mending.promises.rules.schedule import Repeat, Schedule


class Wish(StrEnum):
    """What the owner wishes for the promises to someone who is let go."""

    END = "end"  # they end, all in one go
    MINE = "mine"  # they go on, as promises to oneself


class Fate(StrEnum):
    """What was done to one promise, by which it is brought back."""

    LEFT = "left"  # nothing lies ahead of it any more
    ENDED = "ended"
    PUT_AWAY = "put_away"  # it had not begun
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a promise ends: its fate, and its last day where it has had days."""

    fate: Fate
    last_day: date | None = None


def ending_of(schedule: Schedule, today: date, *, today_answered: bool, ever_answered: bool) -> Ending:
    """How a promise ends on `today` so that no day of it is asked about any more, and no answer is touched.

    What had its last day, or a single day with an answer, is left. A repeating one that has begun ends with today
    when today has its answer, and yesterday otherwise: today does not become a missed day. What has not begun is
    put away.
    """
    if schedule.last < today or (schedule.repeat is Repeat.ONCE and ever_answered):
        return Ending(Fate.LEFT)
    last = today if today_answered else today - timedelta(days=1)
    if schedule.repeat is Repeat.ONCE or schedule.starts > last:
        return Ending(Fate.PUT_AWAY)
    return Ending(Fate.ENDED, last)
