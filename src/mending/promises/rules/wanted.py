"""A promise as somebody wants to make it, and what is in the way."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Repeat, Schedule, count_due

WORDS_MOST = 500
BACK_MOST = timedelta(days=366)
AHEAD_MOST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a promise says, to whom (None for myself), what about, and when it is due."""

    words: str
    to: UUID | None
    kind: Kind
    schedule: Schedule


def faults(wanted: Wanted, today: date) -> list[tuple[str, str]]:
    """What is in the way, as (field, code); empty when it can be made.

    A promise may be back-dated by a year, to bring in what was said before Mending, and lie five years ahead.
    """
    found = []
    schedule = wanted.schedule
    if not wanted.words:
        found.append(("words", "empty"))
    if len(wanted.words) > WORDS_MOST:
        found.append(("words", "long"))
    if not today - BACK_MOST <= schedule.starts <= today + AHEAD_MOST:
        found.append(("starts", "far"))
    elif schedule.until is not None and schedule.repeat is not Repeat.ONCE:
        found += _faults_of_the_end(schedule, today)
    return found


def _faults_of_the_end(schedule: Schedule, today: date) -> list[tuple[str, str]]:
    assert schedule.until is not None
    if schedule.until < schedule.starts:
        return [("until", "before-start")]
    if schedule.until > today + AHEAD_MOST:
        return [("until", "far")]
    if not count_due(schedule, schedule.starts, schedule.until):
        return [("until", "no-day")]
    return []
