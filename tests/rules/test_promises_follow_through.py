"""The range of recent follow-through: right by brute force, honest about little, never a single number."""

import random
from functools import cache
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.follow_through import MOVING, STEADY, Filter, found, middle, ours, people, together
from mending.promises.rules.follow_through import LEAST_ANSWERS, MOST_MONTHS, follow_through

months = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=50)


def test_too_few_answers_give_no_range():
    assert follow_through([(LEAST_ANSWERS - 2, 1)]) is None


def brute_force(months, half_life, points=4000):
    """The same mixture by plain summing on a fine grid, with each weight written out from the formula."""
    grid = [(i + 0.5) / points for i in range(points)]
    mixture = [0.0] * points
    for step, share in {1 / 16: 0.13, 1 / 8: 0.13, 1 / 4: 0.13, 1 / 2: 0.13, 1: 0.13, 2: 0.13, None: 0.22}.items():
        keep = 1.0 if step is None else 2 ** (-1 / (half_life * step))
        foretold, kept_sum, missed_sum = share, 0.0, 0.0
        for kept, missed in months:
            kept_sum, missed_sum = kept_sum * keep, missed_sum * keep
            before = [p**kept_sum * (1 - p) ** missed_sum for p in grid]
            after = [d * p**kept * (1 - p) ** missed for d, p in zip(before, grid, strict=True)]
            foretold *= sum(after) / sum(before)
            kept_sum, missed_sum = kept_sum + kept, missed_sum + missed
        density = [p**kept_sum * (1 - p) ** missed_sum for p in grid]
        scale = foretold / sum(density)
        mixture = [m + scale * d for m, d in zip(mixture, density, strict=True)]
    return _at(mixture, 0.1), _at(mixture, 0.9)


def _at(density, share):
    below, wanted = 0.0, share * sum(density)
    for point, mass in enumerate(density):
        below += mass
        if below >= wanted:
            return (point + 0.5) / len(density)
    return 1.0


@pytest.mark.parametrize(
    "months", [[(9, 3)], [(5, 5), (8, 2), (10, 0)], [(12, 1), (2, 11), (3, 9), (10, 2)], [(0, 0), (0, 12)]]
)
def test_it_agrees_with_summing_the_formula_on_a_fine_grid(months):
    low, high = brute_force(months, 6.0)
    found = follow_through(months, 6.0)
    assert found.low == pytest.approx(low, abs=0.003)
    assert found.high == pytest.approx(high, abs=0.003)


@given(months)
def test_it_is_always_a_range_and_the_words_are_never_narrower(months):
    found = follow_through(months)
    if sum(map(sum, months[-MOST_MONTHS:])) < LEAST_ANSWERS:
        assert found is None
        return
    assert 0 <= found.low < found.high <= 1
    low, high = found.tenths
    assert low / 10 <= found.low + 1e-6
    assert high / 10 >= found.high - 1e-6
    assert low < high


@given(st.integers(5, 40), st.integers(5, 40))
def test_it_is_never_narrower_than_the_evidence_without_forgetting(kept, missed):
    alone = follow_through([(kept, missed)])
    longer = follow_through([(kept, missed)] * 3)
    assert alone.high - alone.low > longer.high - longer.low


def test_what_was_long_ago_counts_less_than_what_is_new():
    better, worse = [(2, 8)] * 6 + [(9, 1)] * 6, [(9, 1)] * 6 + [(2, 8)] * 6
    assert follow_through(better).low > follow_through(worse).high


def test_quiet_months_widen_it():
    busy, quiet = [(8, 2)] * 6, [(8, 2)] * 6 + [(0, 0)] * 5
    assert _width(follow_through(quiet)) > _width(follow_through(busy))


def _width(found):
    return log(found.high / found.low)


# Calibration, the short run; the long one, with what can be reached at all, is bench/follow_through.py.


@cache
def simulated(a_month):
    """For steady people and each way to move: our ranges, and those of the filter that is told the way."""
    result = {}
    for stay in (STEADY, *MOVING):
        told = Filter(stay)
        crowd = list(people(400 if stay == STEADY else 100, stay, a_month, random.Random(f"4 {stay}")))
        truths = [person.truth for person in crowd]
        result[stay] = (
            found([ours(person.months) for person in crowd], truths),
            found([middle(told.after(person.months)[0]) for person in crowd], truths),
        )
    return result


def _together(a_month, whose):
    figures = simulated(a_month)
    return together(figures[STEADY][whose], [figures[stay][whose] for stay in MOVING])


@pytest.mark.parametrize("a_month", [8.0, 30.0])
def test_among_steady_and_moving_people_it_holds_the_truth_as_often_as_it_says(a_month):
    assert 0.76 <= _together(a_month, 0).cover <= 0.84


@pytest.mark.parametrize("a_month", [8.0, 30.0])
def test_it_is_hardly_wider_than_the_filter_that_is_told_how_each_person_moves(a_month):
    assert _together(a_month, 0).width <= 1.2 * _together(a_month, 1).width


@pytest.mark.parametrize("a_month", [8.0, 30.0])
def test_when_somebody_is_steady_it_errs_on_the_wide_side(a_month):
    assert simulated(a_month)[STEADY][0].cover >= 0.8


@pytest.mark.parametrize("a_month", [8.0, 30.0])
def test_the_filter_it_is_held_against_is_right_itself(a_month):
    assert 0.76 <= _together(a_month, 1).cover <= 0.84
