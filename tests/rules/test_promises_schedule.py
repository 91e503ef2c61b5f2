"""On which days a promise is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.foundation.dates import Month
from mending.promises.rules.schedule import Repeat, Schedule, count_due, days_mask, due_days, is_due, page_of_days

THURSDAY = date(2026, 1, 1)
JANUARY_31 = date(2026, 1, 31)

FIRST_DAYS = {
    "once": (Schedule(THURSDAY), [1]),
    "every day": (Schedule(THURSDAY, Repeat.DAILY), [1, 2, 3, 4, 5, 6, 7, 8]),
    "every day to an end": (Schedule(THURSDAY, Repeat.DAILY, until=date(2026, 1, 3)), [1, 2, 3]),
    "on weekdays": (Schedule(THURSDAY, Repeat.WEEKDAYS), [1, 2, 5, 6, 7, 8]),
    "every week": (Schedule(THURSDAY, Repeat.WEEKLY), [1, 8]),
    "every month": (Schedule(THURSDAY, Repeat.MONTHLY), [1]),
}


@pytest.mark.parametrize(("schedule", "expected"), FIRST_DAYS.values(), ids=FIRST_DAYS.keys())
def test_in_the_first_eight_days_of_january(schedule, expected):
    assert [day.day for day in due_days(schedule, date(2025, 12, 1), date(2026, 1, 8))] == expected


def test_the_end_of_january_falls_on_the_last_day_of_shorter_months():
    days = due_days(Schedule(JANUARY_31, Repeat.MONTHLY), JANUARY_31, date(2026, 5, 1))
    assert [(day.month, day.day) for day in days] == [(1, 31), (2, 28), (3, 31), (4, 30)]


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
schedules = st.builds(Schedule, days, st.sampled_from(list(Repeat)), st.none() | days)


@given(schedules, days, st.integers(-5, 800))
def test_counting_gives_as_many_as_walking(schedule, first, length):
    last = first + timedelta(days=length)
    assert count_due(schedule, first, last) == len(list(due_days(schedule, first, last)))


@given(schedules, days)
def test_a_day_is_due_when_it_is_among_the_due_days(schedule, day):
    assert is_due(schedule, day) == (list(due_days(schedule, day, day)) == [day])


@given(schedules, days)
def test_nothing_is_due_before_it_starts_or_after_it_ends(schedule, day):
    if is_due(schedule, day):
        assert schedule.starts <= day <= schedule.last


@given(schedules, days, days)
def test_the_days_of_a_month_as_bits_are_the_days_walked(schedule, day, last):
    month = Month.of(day)
    walked = due_days(schedule, month.first, min(month.last, last))
    assert days_mask(schedule, month, last) == sum(1 << (due.day - 1) for due in walked)


@given(schedules, days)
def test_going_back_page_by_page_meets_every_due_day_once(schedule, last):
    met, until = [], last
    while True:
        first, end = page_of_days(schedule, until)
        met = [*due_days(schedule, first, end), *met]
        assert len(met) < 5000
        if first <= schedule.starts:
            break
        until = first - timedelta(days=1)
    assert met == list(due_days(schedule, schedule.starts, max(last, schedule.starts)))
    assert end - first <= timedelta(days=396)
