"""When a group meets, and what cannot be kept of one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.circle.rules.groups import Times, faults, from_mask, last_start, next_start, starts

SEVEN = time(19, 0)
TUE_THU = Times(frozenset({1, 3}), None, SEVEN)
WEDNESDAY = date(2026, 6, 17)
ONCE = Times(frozenset(), WEDNESDAY + timedelta(days=90), SEVEN)

BOTH = Times(frozenset({1}), WEDNESDAY, SEVEN)

NEXT = [
    (TUE_THU, datetime(2026, 6, 17, 12), datetime(2026, 6, 18, 19), datetime(2026, 6, 16, 19)),
    (TUE_THU, datetime(2026, 6, 18, 19), datetime(2026, 6, 18, 19), datetime(2026, 6, 18, 19)),
    (TUE_THU, datetime(2026, 6, 18, 19, 1), datetime(2026, 6, 23, 19), datetime(2026, 6, 18, 19)),
    (ONCE, datetime(2026, 6, 17, 12), datetime(2026, 9, 15, 19), None),
    (ONCE, datetime(2026, 9, 16, 12), None, datetime(2026, 9, 15, 19)),
    (ONCE, datetime(2026, 9, 30, 12), None, None),
    (
        Times(frozenset({1}), WEDNESDAY, SEVEN),
        datetime(2026, 6, 17, 12),
        datetime(2026, 6, 17, 19),
        datetime(2026, 6, 16, 19),
    ),
    (Times(), datetime(2026, 6, 17, 12), None, None),
]


@pytest.mark.parametrize(("times", "now", "comes", "was"), NEXT)
def test_the_next_and_the_last_time(times, now, comes, was):
    assert (next_start(times, now), last_start(times, now)) == (comes, was)


REFUSED = [
    (("", "", TUE_THU), ("name", "missing")),
    (("x" * 81, "", TUE_THU), ("name", "long")),
    (("x", "x" * 301, TUE_THU), ("place", "long")),
    (("x", "", Times(frozenset({1}))), ("at", "missing")),
    (("x", "", Times(on=WEDNESDAY)), ("at", "missing")),
    (("x", "", Times(at=SEVEN)), ("at", "no-day")),
]


@pytest.mark.parametrize(("given", "found"), REFUSED)
def test_what_cannot_be_kept(given, found):
    assert faults(*given) == [found]


def test_a_group_without_times_is_fine():
    assert faults("The Wednesday walk", "", Times()) == []


@given(st.frozensets(st.integers(0, 6)))
def test_weekdays_as_bits_and_back(weekdays):
    assert from_mask(Times(weekdays).mask) == weekdays


@given(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 60))
def test_a_week_holds_each_weekday_once(weekdays, shift):
    first = WEDNESDAY + timedelta(days=shift)
    found = list(starts(Times(weekdays, None, SEVEN), first, first + timedelta(days=6)))
    assert {start.weekday() for start in found} == weekdays and len(found) == len(weekdays)
