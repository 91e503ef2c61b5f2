"""Isolation noticed early: from the person's own days, and from nothing that was not logged."""

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mending.circle.rules import isolation
from mending.circle.rules.isolation import LEAST_DAYS, LOOK_BACK, THRESHOLD, Day, watch

FIRST = date(2025, 1, 6)  # a Monday


def life(*counts, start=FIRST):
    """A day for each count; None is a day that was not logged."""
    return [Day(start + timedelta(days=n), count or 0, count is not None) for n, count in enumerate(counts)]


def lived(rate, days, seed=1, part=1.0, changed=None, bursts=0):
    """Counts of someone with `rate` contacts a week, from day `changed` on only a part of it."""
    rng = random.Random(seed)
    means = [rate / 7 * (part if changed is not None and n >= changed else 1) for n in range(days)]
    return [sum(rng.random() < mean / 4 for _ in range(4)) * (1 + bursts) for mean in means]


counts = st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=150)


def test_a_stop_is_noticed_within_three_weeks_and_told_in_figures():
    reading = watch(life(*lived(5, 300), *[0] * 21))
    assert reading.alarm
    assert abs((reading.since - (FIRST + timedelta(days=300))).days) <= 3
    assert reading.usual_per_week == pytest.approx(5, abs=0.6)
    assert reading.lately_per_week < 0.5


def test_most_halvings_are_noticed_within_two_months():
    noticed = [
        any(watch(life(*days[: 364 + more])).alarm for more in range(7, 61, 7))
        for days in (lived(6, 430, seed=person, part=0.5, changed=364) for person in range(10))
    ]
    assert sum(noticed) >= 8


def test_nothing_is_said_before_there_is_a_usual():
    assert not watch([]).alarm
    assert not watch(life(*[2] * (LEAST_DAYS - 20), *[0] * 19)).alarm
    assert not watch(life(*[0] * 300)).alarm


def test_a_silent_reading_gives_no_figures():
    reading = watch(life(*lived(5, 200)))
    assert (reading.since, reading.usual_per_week, reading.lately_per_week) == (None, None, None)


def test_a_week_away_is_no_alarm():
    days = lived(5, 300)
    assert not watch(life(*days, *[0] * 7)).alarm
    assert not watch(life(*days, *[None] * 7, *lived(5, 7, seed=2))).alarm


def test_days_that_are_not_logged_are_not_days_alone():
    days = lived(5, 300)
    assert watch(life(*days, *[None] * 120)) == watch(life(*days))
    every_third = [count if n % 3 else None for n, count in enumerate(days)]
    assert not watch(life(*every_third)).alarm


@pytest.mark.parametrize("rate", [2, 4, 8])
def test_marking_empty_days_from_now_on_is_no_alarm(rate):
    """The same contacts as ever: only the days with nobody begin to be marked."""
    noticed = [
        watch(life(*[count or None for count in days[:250]], *days[250 : 250 + more])).alarm
        for days in (lived(rate, 350, seed=person) for person in range(20))
        for more in (14, 28, 56, 98)
    ]
    assert sum(noticed) / len(noticed) < 0.15


def test_a_stop_is_noticed_by_who_marks_empty_days_now_and_then():
    days = [count if count or n % 2 else None for n, count in enumerate(lived(5, 300))]
    assert watch(life(*days, *[0] * 28)).alarm


def test_who_meets_people_on_sundays_alone_is_not_alone_on_saturdays():
    week = [0, 0, 0, 0, 0, 0, 3]
    for more in range(7):
        assert not watch(life(*week * 40, *week[:more])).alarm


def test_more_contacts_are_never_an_alarm():
    assert not watch(life(*lived(3, 200), *[3] * 30)).alarm


def test_what_lasts_becomes_the_new_usual():
    days = lived(8, 364, seed=3) + lived(3, 500, seed=4)
    readings = [watch(life(*days[:end])).alarm for end in (364 + 60, 364 + 450)]
    assert readings == [True, False]


def test_coming_back_ends_the_alarm():
    days = [*lived(5, 300), *[0] * 20]
    assert watch(life(*days)).alarm
    assert not watch(life(*days, *lived(6, 28, seed=5))).alarm


def test_bursts_get_more_time():
    even, bursts = [1, 0] * 150, [8] + [0] * 15
    quiet = [0] * 12
    assert watch(life(*even, *quiet)).value > watch(life(*bursts * 18, *quiet)).value


@given(counts, st.integers(0, 20))
def test_an_unlogged_day_changes_nothing_at_the_end(given_counts, more):
    assert watch(life(*given_counts, *[None] * more)) == watch(life(*given_counts))


@given(counts)
def test_a_further_contact_on_the_last_day_never_raises_the_alarm(given_counts):
    days = life(*[1] * 60, *given_counts, 0)
    fuller = [*days[:-1], Day(days[-1].on, 2, True)]
    assert watch(fuller).value <= watch(days).value * 1.2 + 1e-9


@given(st.lists(st.integers(0, 4), min_size=70, max_size=130))
@settings(max_examples=10, deadline=None)
def test_the_value_is_the_sum_of_ratios_of_likelihoods(given_counts):
    """Against the definition: each likelihood averaged over the unknown rate by brute force."""
    days = life(*given_counts)
    if sum(given_counts) / len(given_counts) * 7 < isolation.LEAST_USUAL:
        return
    weights = isolation._weekdays(days)
    starts = range(max(0, len(days) - LOOK_BACK), len(days))
    expected = sum(
        share * averaged(given_counts, weights, part, start) / averaged(given_counts, weights, 1, 0)
        for start in starts
        for part, share in isolation._LESS
    )
    if isolation._dispersion(days, weights, days[-1].on) == 1:
        assert watch(days).value == pytest.approx(expected, rel=0.02)


def averaged(given_counts, weights, part, start):
    """The likelihood of the counts when from `start` on there is only `part`, over a Gamma prior of the rate."""
    had = sum(given_counts)
    since = sum(given_counts[start:])
    whole = sum(weights[:start]) + part * sum(weights[start:])
    centre, step = (had + 1) / (sum(weights) + 3.5), 0.04
    total = 0.0
    for n in range(1, 625):
        rate = n * step * centre / 4
        total += math.exp(had * math.log(rate / centre) - rate * (whole + 3.5))
    return total * (part**since if part or since else 1)


@pytest.mark.parametrize("rate", [2, 5, 12])
def test_steady_people_are_rarely_alarmed(rate):
    """A year of weeks for twelve people: about one false alarm a year each is the aim, so few weeks say so."""
    weeks = [
        watch(life(*lived(rate, 364 + 7 * week, seed=100 + person)[-364:]), THRESHOLD).alarm
        for person in range(12)
        for week in range(0, 52, 4)
    ]
    assert sum(weeks) / len(weeks) < 0.15
