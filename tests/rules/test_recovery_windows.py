"""The weeks when tolerance is lost: strict for 28 days, softer to 90, then over (SAFETY A6)."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.recovery.rules.windows import (
    Event,
    Strength,
    days_of,
    first_day_that_matters,
    running,
    strength,
    strictest,
)

DAY = date(2026, 6, 17)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@dataclass(frozen=True)
class Opened:
    event: Event
    on: date


OPENED = st.builds(Opened, st.sampled_from(Event), DAYS)


@pytest.mark.parametrize(
    ("days_since", "expected"),
    [
        (-1, Strength.FULL),  # flown west: it is yesterday again
        (0, Strength.FULL),
        (27, Strength.FULL),
        (28, Strength.SOFT),
        (89, Strength.SOFT),
        (90, Strength.OVER),
        (4000, Strength.OVER),
    ],
)
def test_how_strict_it_is_so_many_days_after(days_since, expected):
    assert strength(DAY, DAY + timedelta(days=days_since)) is expected


def test_every_event_of_the_rule_is_there_and_two_of_them_are_congratulated_on():
    assert set(Event) == {"detox", "discharge", "custody", "hospital", "medication", "without", "return"}
    assert {event for event in Event if event.completes} == {Event.DETOX, Event.DISCHARGE}


@given(DAYS, st.integers(0, 200))
def test_it_never_becomes_stricter_as_days_pass(on, days):
    assert strength(on, on + timedelta(days=days + 1)) <= strength(on, on + timedelta(days=days))


@given(st.lists(OPENED, max_size=6), DAYS)
def test_of_several_the_strictest_wins(windows, today):
    found = strictest(windows, today)
    if found is None:
        assert all(strength(one.on, today) is Strength.OVER for one in windows)
    else:
        assert strength(found.on, today) == max(strength(one.on, today) for one in windows)
        assert days_of(found.on).until == max(days_of(one.on).until for one in running(windows, today))


@given(st.lists(OPENED, max_size=6), OPENED, DAYS)
def test_another_window_never_makes_it_milder(windows, more, today):
    def now(some):
        return max((strength(one.on, today) for one in some), default=Strength.OVER)

    assert now([*windows, more]) >= now(windows)


@given(DAYS, DAYS)
def test_the_days_asked_of_the_database_are_those_that_run(on, today):
    assert (on >= first_day_that_matters(today)) == (strength(on, today) is not Strength.OVER)
