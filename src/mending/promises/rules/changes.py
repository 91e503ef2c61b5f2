"""What changing a promise may touch: days that have come stay as they were promised."""

from dataclasses import replace
from datetime import date, timedelta

from mending.promises.rules.schedule import Repeat, Schedule, due_days
from mending.promises.rules.wanted import Wanted

MONTH_MOST = timedelta(days=31)


def is_in_place(old: Wanted, new: Wanted, today: date, *, answered: bool) -> bool:
    """Whether the promise itself can change; otherwise it ends, and what is new goes on as another.

    New words always can. All else can before the first day, while no day has an `answered` one. Afterwards only
    the last day can, when neither the old nor the new one is over.
    """
    if (old.to, old.kind, old.schedule) == (new.to, new.kind, new.schedule):
        return True
    if old.schedule.starts >= today and not answered:
        return True
    return is_same_rhythm(old, new) and min(old.schedule.last, new.schedule.last) >= today


def is_same_rhythm(old: Wanted, new: Wanted) -> bool:
    """Whether both are to the same person, about the same, and on the same days but for the last."""
    return (old.to, old.kind, replace(old.schedule, until=None)) == (
        new.to,
        new.kind,
        replace(new.schedule, until=None),
    )


def going_on(schedule: Schedule, first: date) -> Schedule | None:
    """The schedule from `first` on, keeping its weekday or day of the month; None when no day of it is left."""
    if schedule.starts >= first:
        return schedule
    if schedule.repeat is Repeat.ONCE:
        return replace(schedule, starts=first)
    day = next(due_days(schedule, first, first + MONTH_MOST), None)
    return replace(schedule, starts=day) if day else None
