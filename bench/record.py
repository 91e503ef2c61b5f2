"""What five years of daily promises cost the pure record. `.venv/bin/python -m bench.record`.

The rule is given what the database hands it: repeating promises as schedules, answers counted by month. So its
cost goes with months and repeating promises, not with days or answers. Processor time is measured, not the
clock on the wall, so that a busy machine changes little.
"""

from collections.abc import Sequence
from datetime import date
from statistics import median, quantiles
from time import process_time

from mending.foundation.dates import Month, months_back
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.record import Answers, MonthCounts, Tally, months, total
from mending.promises.rules.schedule import Repeat, Schedule

TODAY = date(2026, 6, 17)
START = date(2021, 6, 18)
ROUNDS = 300


def five_years(today: date = TODAY) -> tuple[list[Month], Answers]:
    """Sixty months, each with answers of every outcome."""
    window = months_back(Month.of(today), 60)
    shares = {Outcome.KEPT: 22, Outcome.RENEGOTIATED: 2, Outcome.TOLD: 3, Outcome.FOUND_OUT: 1}
    every_day = (1 << 28) - 1
    return window, {(m.index, outcome): Tally(n, every_day) for m in window for outcome, n in shares.items()}


def record(window: Sequence[Month], schedules: Sequence[Schedule], answers: Answers) -> list[MonthCounts]:
    """All months and their sum, as a page needs them."""
    counts = months(window, schedules, {month.index: Tally(2, 0b101) for month in window}, answers, TODAY)
    total(counts)
    return counts


def milliseconds(schedules: Sequence[Schedule], span: int, rounds: int = ROUNDS) -> list[float]:
    """How long each of `rounds` records of the last `span` months took."""
    window, answers = five_years()
    took = []
    for _ in range(rounds):
        start = process_time()
        record(window[-span:], schedules, answers)
        took.append((process_time() - start) * 1000)
    return took


def main() -> None:
    daily = [Schedule(START, Repeat.DAILY)]
    many = [Schedule(START, repeat) for repeat in (Repeat.DAILY, Repeat.WEEKDAYS, Repeat.WEEKLY, Repeat.MONTHLY)]
    for name, schedules, span in (
        ("one daily promise, 1 month", daily, 1),
        ("one daily promise, 12 months", daily, 12),
        ("one daily promise, 60 months", daily, 60),
        ("eight of every kind, 60 months", many * 2, 60),
    ):
        took = milliseconds(schedules, span)
        print(f"{name:32} median {median(took):.3f} ms, p95 {quantiles(took, n=20)[-1]:.3f} ms")


if __name__ == "__main__":
    main()
