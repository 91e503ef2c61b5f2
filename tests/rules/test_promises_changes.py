"""Changing a promise leaves the days that have come as they were promised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mending.promises.rules.changes import going_on, is_in_place
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Repeat, Schedule, due_days, is_due
from mending.promises.rules.wanted import Wanted

TODAY = date(2026, 6, 17)
BEGAN = TODAY - timedelta(days=10)
DAILY = Wanted("Call", None, Kind.ABILITY, Schedule(BEGAN, Repeat.DAILY))

CHANGES = {
    "new words": (replace(DAILY, words="Ring"), True),
    "a last day to come": (replace(DAILY, schedule=Schedule(BEGAN, Repeat.DAILY, TODAY)), True),
    "a last day that is over": (replace(DAILY, schedule=Schedule(BEGAN, Repeat.DAILY, BEGAN)), False),
    "another rhythm": (replace(DAILY, schedule=Schedule(BEGAN, Repeat.WEEKLY)), False),
    "another first day": (replace(DAILY, schedule=Schedule(TODAY, Repeat.DAILY)), False),
    "another kind": (replace(DAILY, kind=Kind.HONESTY), False),
}


@pytest.mark.parametrize(("new", "in_place"), CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("answered", [True, False])
def test_once_days_of_it_have_passed(new, in_place, answered):
    assert is_in_place(DAILY, new, TODAY, answered=answered) is in_place


@pytest.mark.parametrize(("answered", "in_place"), [(True, False), (False, True)])
def test_before_its_first_day_is_over_all_of_it_can_change_until_it_is_answered(answered, in_place):
    old = replace(DAILY, schedule=Schedule(TODAY))
    assert is_in_place(old, replace(DAILY, kind=Kind.HONESTY), TODAY, answered=answered) is in_place


def test_what_is_over_is_not_stretched_over_days_that_have_come():
    over = replace(DAILY, schedule=Schedule(BEGAN, Repeat.DAILY, TODAY - timedelta(days=5)))
    assert not is_in_place(over, DAILY, TODAY, answered=False)


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
repeats = st.sampled_from([repeat for repeat in Repeat if repeat is not Repeat.ONCE])
schedules = st.builds(Schedule, days, repeats, st.none() | days)


@given(schedules, st.none() | days, st.booleans())
def test_a_change_in_place_moves_no_day_before_today_once_they_came(old, until, answered):
    new = replace(old, until=until)
    before, after = replace(DAILY, schedule=old), replace(DAILY, schedule=new)
    assume(old.starts < TODAY)
    if is_in_place(before, after, TODAY, answered=answered):
        yesterday = TODAY - timedelta(days=1)
        assert list(due_days(old, old.starts, yesterday)) == list(due_days(new, new.starts, yesterday))


@given(schedules, days)
def test_what_goes_on_begins_on_a_day_of_its_own_and_never_earlier(schedule, first):
    on = going_on(schedule, first)
    if on is None:
        assert not list(due_days(schedule, first, first + timedelta(days=31)))
        return
    assert on.starts >= first
    assert (on.repeat, on.until) == (schedule.repeat, schedule.until)
    if schedule.starts < first:
        assert is_due(schedule, on.starts)


@given(schedules, days)
def test_days_that_repeat_within_a_week_go_on_as_they_were(schedule, first):
    assume(schedule.repeat is not Repeat.MONTHLY)
    on = going_on(schedule, first)
    wanted = list(due_days(schedule, first, first + timedelta(days=100)))
    assert (list(due_days(on, first, first + timedelta(days=100))) if on else []) == wanted
