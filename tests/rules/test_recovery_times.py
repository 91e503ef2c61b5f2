"""Time is counted so that nothing goes back to the start (SAFETY A8)."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mending.recovery.rules.times import (
    Kind,
    Milestone,
    Return,
    Span,
    count,
    faults_of_counter,
    faults_of_return,
    runs,
)

TODAY = date(2026, 6, 17)
unhurried = settings(deadline=None)
DAYS = st.dates(date(2024, 1, 1), TODAY)


def ago(days):
    return TODAY - timedelta(days=days)


@st.composite
def returns(draw):
    on = draw(DAYS)
    until = draw(st.none() | st.dates(on, min(TODAY, on + timedelta(days=20))))
    new_start = draw(st.none() | st.dates(until or on, TODAY))
    return Return(on, until, new_start)


def test_today_is_a_day_of_it_on_the_first_day():
    first = count(TODAY, [], TODAY)
    assert (first.total, first.lately, first.lately_of, first.is_first_day) == (1, 1, 1, True)


def test_a_year_without_a_return():
    year = count(ago(364), [], TODAY)
    assert (year.total, year.lately, year.lately_of, year.longest.days) == (365, 90, 90, 365)
    assert [one.days for one in year.milestones] == [7, 30, 60, 90, 180, 365]
    assert year.milestones[-1] == Milestone(365, TODAY)


CASES = {
    "one day": (Return(ago(10)), 99, 89),
    "several days": (Return(ago(10), ago(8)), 97, 89),
    "not dated": (Return(None), 100, 100),
    "a new start a week later": (Return(ago(10), None, ago(3)), 93, 89),
    "a new start on the same day": (Return(ago(10), None, ago(10)), 100, 100),
    "a new start without a date": (Return(None, None, ago(3)), 100, 100),
    "today": (Return(TODAY), 99, 99),
    "before it began": (Return(ago(500)), 100, 100),
}


@pytest.mark.parametrize(("slip", "total", "longest"), CASES.values(), ids=CASES.keys())
def test_what_a_return_to_use_takes(slip, total, longest):
    found = count(ago(99), [slip], TODAY)
    assert (found.total, found.longest.days) == (total, longest)


def test_a_new_start_counts_from_its_own_day_and_everything_stays():
    found = count(ago(99), [Return(ago(10), None, TODAY)], TODAY)
    assert (found.since, found.since_days, found.total) == (TODAY, 1, 90)
    assert Milestone(30, ago(70)) in found.milestones


@unhurried
@given(DAYS, st.lists(returns(), max_size=5), returns())
def test_a_return_takes_no_more_than_its_own_days(starts, before, more):
    """And exactly those of them that counted."""
    was, now = count(starts, before, TODAY), count(starts, [*before, more], TODAY)
    kept = runs(starts, [one.away for one in before if one.away], TODAY)
    away = more.away
    lost = sum(overlap(run, away) for run in kept) if away else 0
    assert was.total - now.total == lost


def overlap(one, other):
    return max(0, (min(one.last, other.last) - max(one.first, other.first)).days + 1)


@unhurried
@given(DAYS, st.lists(returns(), max_size=5))
def test_a_day_more_never_takes_anything(starts, slips):
    today, tomorrow = count(starts, slips, TODAY), count(starts, slips, TODAY + timedelta(days=1))
    assert tomorrow.total == today.total + 1
    assert set(today.milestones) <= set(tomorrow.milestones)
    if today.longest:
        assert tomorrow.longest.days >= today.longest.days


@unhurried
@given(DAYS, st.lists(returns(), max_size=5))
def test_the_figures_fit_each_other(starts, slips):
    found = count(starts, slips, TODAY)
    assert 0 <= found.lately <= found.lately_of <= 90
    assert found.lately <= found.total
    assert (found.longest.days if found.longest else 0) <= found.total
    assert found.since_days <= found.total
    assert found.total == len(list(counted(starts, slips)))


def counted(starts, slips):
    """Day by day, as slowly and plainly as can be."""
    day = starts
    while day <= TODAY:
        if not any(one.away and one.away.first <= day <= one.away.last for one in slips):
            yield day
        day += timedelta(days=1)


@unhurried
@given(DAYS, st.lists(returns(), max_size=4), st.randoms())
def test_the_order_in_which_they_were_written_down_changes_nothing(starts, slips, dice):
    mixed = slips[:]
    dice.shuffle(mixed)
    assert count(starts, slips, TODAY) == count(starts, mixed, TODAY)


@unhurried
@given(DAYS, st.lists(returns(), max_size=5))
def test_milestones_are_reached_on_days_that_count_and_in_order(starts, slips):
    found = count(starts, slips, TODAY).milestones
    days = set(counted(starts, slips))
    assert [one.days for one in found] == sorted(one.days for one in found)
    for one in found:
        assert one.on in days
        assert sum(day <= one.on for day in days) == one.days


@unhurried
@given(DAYS, DAYS)
def test_a_new_start_takes_nothing_from_what_was_before_it(starts, on):
    assume(on >= starts)
    plain = count(starts, [Return(on)], TODAY)
    fresh = count(starts, [Return(on, None, min(TODAY, on + timedelta(days=1)))], TODAY)
    assert fresh.total in (plain.total, plain.total + 1)


def test_runs_are_the_days_between():
    assert runs(ago(9), [Span(ago(5), ago(4)), Span(ago(5), ago(3))], TODAY) == [
        Span(ago(9), ago(6)),
        Span(ago(2), TODAY),
    ]
    assert runs(ago(9), [Span(ago(20), TODAY)], TODAY) == []


REFUSED = {
    "to come": (Return(TODAY + timedelta(days=1)), ("on", "future")),
    "too long ago": (Return(date(1900, 1, 1)), ("on", "too-early")),
    "over before it began": (Return(ago(2), ago(3)), ("until", "before")),
    "a last day alone": (Return(None, ago(3)), ("on", "until-alone")),
    "a new start before": (Return(ago(2), None, ago(3)), ("new_start", "before")),
    "a new start to come": (Return(None, None, TODAY + timedelta(days=1)), ("new_start", "future")),
}


@pytest.mark.parametrize(("slip", "fault"), REFUSED.values(), ids=REFUSED.keys())
def test_days_that_cannot_be_are_refused(slip, fault):
    assert fault in faults_of_return(slip, TODAY)


@unhurried
@given(returns())
def test_days_in_order_are_never_refused(slip):
    assert faults_of_return(slip, TODAY) == []


def test_a_time_of_ones_own_needs_a_name_and_no_other_does():
    assert faults_of_counter(Kind.OWN, "", TODAY, TODAY) == [("name", "empty")]
    assert faults_of_counter(Kind.ALCOHOL, "", TODAY, TODAY) == []
    assert faults_of_counter(Kind.ALCOHOL, "x" * 61, TODAY + timedelta(days=1), TODAY) == [
        ("name", "long"),
        ("starts_on", "future"),
    ]
