"""The record: each month, what was promised and how it turned out. Counts and words, never a score.

Nothing here resets, weighs one person against another, or sums up a relationship.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mending.foundation.dates import Month
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Schedule, days_mask


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """One month of promises: how many came due, and how each turned out. In the current month, up to today.

    A day is planned when at least one promise was due on it, and practised when at least one of them was kept.
    """

    month: Month
    promised: int = 0
    kept: int = 0
    renegotiated: int = 0
    told: int = 0
    found_out: int = 0
    days_planned: int = 0
    days_practised: int = 0

    @property
    def open(self) -> int:
        """Days without an answer yet. Never below nothing, also when a promise was shortened afterwards."""
        return max(0, self.promised - self.answered)

    @property
    def answered(self) -> int:
        return self.kept + self.renegotiated + self.told + self.found_out

    @property
    def missed(self) -> int:
        return self.told + self.found_out

    def __add__(self, other: "MonthCounts") -> "MonthCounts":
        """Both together, under the earlier month's name."""
        return MonthCounts(
            min(self.month, other.month),
            self.promised + other.promised,
            self.kept + other.kept,
            self.renegotiated + other.renegotiated,
            self.told + other.told,
            self.found_out + other.found_out,
            self.days_planned + other.days_planned,
            self.days_practised + other.days_practised,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many in a month, and on which days of it: a bit each, bit 0 for the first."""

    count: int = 0
    days: int = 0


Answers = Mapping[tuple[int, Outcome], Tally]
"""The answers of each outcome to days due in each month: (Month.index, outcome) -> tally."""

_NONE = Tally()


def months(
    window: Sequence[Month],
    schedules: Iterable[Schedule],
    once: Mapping[int, Tally],
    answers: Answers,
    today: date,
) -> list[MonthCounts]:
    """The counts of each month of `window`, oldest first.

    `schedules` are the repeating promises, `once` the single ones that fall due in each month (Month.index) up
    to today. Days after `today` are not promised yet. The cost grows with repeating promises times months, not
    with days.
    """
    repeating = list(schedules)
    return [_month(month, repeating, once.get(month.index, _NONE), answers, today) for month in window]


def total(counts: Iterable[MonthCounts]) -> MonthCounts | None:
    """All months together; None for no months."""
    together: MonthCounts | None = None
    for month in counts:
        together = month if together is None else together + month
    return together


def _month(month: Month, repeating: list[Schedule], once: Tally, answers: Answers, today: date) -> MonthCounts:
    last = min(month.last, today)
    promised, days = once.count, once.days
    for schedule in repeating:
        due = days_mask(schedule, month, last)
        promised += due.bit_count()
        days |= due
    found = {outcome: answers.get((month.index, outcome), _NONE) for outcome in Outcome}
    return MonthCounts(
        month,
        promised,
        found[Outcome.KEPT].count,
        found[Outcome.RENEGOTIATED].count,
        found[Outcome.TOLD].count,
        found[Outcome.FOUND_OUT].count,
        days.bit_count(),
        (found[Outcome.KEPT].days & days).bit_count(),
    )
