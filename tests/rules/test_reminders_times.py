"""When a reminder comes: zones, clocks that jump, quiet hours. Properties over many zones and years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.reminders.rules.kinds import Plan
from mending.reminders.rules.times import (
    QUIET_MOST,
    TOO_LATE,
    Quiet,
    after_quiet,
    is_too_late,
    moment,
    next_before,
    next_moment,
)

NEW_YORK, LONDON, NONE = "America/New_York", "Europe/London", Quiet(time(0), time(0))
ZONES = (
    NEW_YORK,
    LONDON,
    "UTC",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Asia/Kathmandu",
    "Pacific/Apia",  # left out a whole day in 2011
    "America/St_Johns",
    "Africa/Casablanca",
    "America/Havana",  # jumps at midnight
    "Pacific/Kiritimati",
)
zones = st.sampled_from(ZONES)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
plans = st.builds(Plan, at=times, weekday=st.none() | st.integers(0, 6))
quiets = st.builds(Quiet, times, times).filter(lambda quiet: quiet.length <= QUIET_MOST)


def local(at, zone):
    return at.astimezone(ZoneInfo(zone))


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        # 02:30 is skipped on 8 March 2026 in New York: it comes at 03:30 there.
        (date(2026, 3, 8), time(2, 30), NEW_YORK, utc(2026, 3, 8, 7, 30)),
        # 01:30 comes twice on 1 November 2026: the first of them.
        (date(2026, 11, 1), time(1, 30), NEW_YORK, utc(2026, 11, 1, 5, 30)),
        (date(2026, 7, 1), time(9), LONDON, utc(2026, 7, 1, 8)),
        (date(2026, 12, 1), time(9), LONDON, utc(2026, 12, 1, 9)),
        (date(2026, 12, 1), time(9), "Pacific/Kiritimati", utc(2026, 11, 30, 19)),
    ],
)
def test_a_time_of_day_is_one_moment(day, at, zone, expected):
    assert moment(day, at, zone) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "at", "covered"),
    [
        (time(22), time(8), time(23), True),
        (time(22), time(8), time(22), True),
        (time(22), time(8), time(7, 59), True),
        (time(22), time(8), time(8), False),
        (time(22), time(8), time(12), False),
        (time(13), time(15), time(14), True),
        (time(13), time(15), time(15), False),
        (time(9), time(9), time(9), False),
    ],
)
def test_quiet_hours_span_midnight_and_the_same_time_twice_means_none(starts, ends, at, covered):
    assert Quiet(starts, ends).covers(at) is covered


def test_what_falls_into_the_night_comes_in_the_morning():
    night = Quiet()
    assert after_quiet(utc(2026, 11, 23, 23), night, LONDON) == utc(2026, 11, 24, 8)
    assert after_quiet(utc(2026, 11, 24, 3), night, LONDON) == utc(2026, 11, 24, 8)
    assert after_quiet(utc(2026, 11, 24, 12), night, LONDON) == utc(2026, 11, 24, 12)


def test_the_second_half_past_one_of_autumn_is_not_put_off_for_a_day():
    second = utc(2026, 11, 1, 6, 15)
    assert after_quiet(second, Quiet(time(1), time(1, 30)), NEW_YORK) == utc(2026, 11, 1, 6, 30)


def test_daily_through_both_changes_of_the_clocks_is_once_a_day():
    plan = Plan(time(2, 30))
    at, days = utc(2026, 3, 1), []
    for _ in range(300):
        at = next_moment(plan, NONE, NEW_YORK, at)
        days.append(local(at, NEW_YORK).date())
    assert days == [date(2026, 3, 1) + timedelta(days=number) for number in range(300)]


@given(plans, quiets, zones, moments)
def test_the_next_moment_is_later_outside_quiet_hours_and_at_most_eight_days_off(plan, quiet, zone, after):
    found = next_moment(plan, quiet, zone, after)
    assert after < found <= after + timedelta(days=9)
    assert not quiet.covers(local(found, zone).time())


@given(plans, quiets, zones, moments)
def test_no_moment_is_left_out_by_looking_earlier(plan, quiet, zone, after):
    found = next_moment(plan, quiet, zone, after)
    halfway = after + (found - after) / 2
    assert next_moment(plan, quiet, zone, halfway) == found


@given(times, quiets, zones, moments)
def test_daily_comes_at_least_every_two_days_and_not_twice_at_one_moment(at, quiet, zone, after):
    first = next_moment(Plan(at), quiet, zone, after)
    second = next_moment(Plan(at), quiet, zone, first)
    assert timedelta(0) < second - first <= timedelta(hours=50)


@given(times, zones, moments)
def test_without_quiet_hours_it_is_the_time_that_was_chosen(at, zone, after):
    found = local(next_moment(Plan(at), NONE, zone, after), zone)
    exists = local(datetime.combine(found.date(), at, ZoneInfo(zone)).astimezone(UTC), zone)
    assert (found.hour, found.minute) == (exists.hour, exists.minute)


@given(st.integers(0, 6), zones, moments)
def test_weekly_falls_on_its_weekday(weekday, zone, after):
    found = next_moment(Plan(time(17), weekday), NONE, zone, after)
    assert local(found, zone).weekday() == weekday


def test_moving_to_another_zone_moves_the_moment():
    plan, after = Plan(time(9)), utc(2026, 11, 23, 0)
    assert next_moment(plan, NONE, LONDON, after) == utc(2026, 11, 23, 9)
    assert next_moment(plan, NONE, NEW_YORK, after) == utc(2026, 11, 23, 14)


def test_before_a_meeting_and_never_after_it_began():
    starts = [utc(2026, 11, 23, 19), utc(2026, 11, 24, 8, 30)]
    after = utc(2026, 11, 23, 12)
    assert next_before(starts, 60, Quiet(), "UTC", after) == utc(2026, 11, 23, 18)
    # 07:30 is quiet; at 08:00 it is still to come.
    assert next_before(starts, 60, Quiet(), "UTC", utc(2026, 11, 23, 18)) == utc(2026, 11, 24, 8)
    assert next_before([utc(2026, 11, 24, 7)], 60, Quiet(), "UTC", after) is None
    assert next_before([], 60, Quiet(), "UTC", after) is None


@given(st.lists(moments, max_size=4), st.sampled_from((15, 60, 120)), quiets, zones, moments)
def test_a_lead_lies_before_some_start_and_not_in_quiet_hours(starts, lead, quiet, zone, after):
    found = next_before(starts, lead, quiet, zone, after)
    if found is not None:
        assert found > after
        assert any(found < start for start in starts)
        assert not quiet.covers(local(found, zone).time())


@pytest.mark.parametrize(
    ("late", "expected"), [(timedelta(0), False), (TOO_LATE, False), (TOO_LATE + timedelta(seconds=1), True)]
)
def test_hours_later_it_is_left_out(late, expected):
    due = utc(2026, 11, 23, 12)
    assert is_too_late(due, due + late, Quiet(), LONDON) is expected


def test_a_reminder_that_waited_into_the_night_is_left_out():
    assert is_too_late(utc(2026, 11, 23, 21, 50), utc(2026, 11, 23, 22, 5), Quiet(), LONDON)
