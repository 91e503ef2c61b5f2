"""The record counts the same as a walk over each single day would."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.foundation.dates import Month, months_back
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.record import MonthCounts, Tally, months, total
from mending.promises.rules.schedule import Repeat, Schedule, due_days

TODAY = date(2026, 6, 17)
WINDOW = months_back(Month.of(TODAY), 6)
JUNE = Month.of(TODAY)

days = st.dates(WINDOW[0].first - timedelta(days=40), TODAY + timedelta(days=40))
repeats = st.sampled_from([repeat for repeat in Repeat if repeat is not Repeat.ONCE])
schedules = st.lists(st.builds(Schedule, days, repeats, st.none() | days), max_size=4)


def bit(day):
    return 1 << (day.day - 1)


def tally(found):
    """What the database hands over: how many, and on which days."""
    together = {}
    for day, key in found:
        count, mask = together.get(key, (0, 0))
        together[key] = count + 1, mask | bit(day)
    return {key: Tally(*one) for key, one in together.items()}


@st.composite
def lives(draw):
    """Promises that repeat, days of single ones, and an answer or none for each day that was due."""
    repeating = draw(schedules)
    once = [day for day in draw(st.lists(days, max_size=6)) if WINDOW[0].first <= day <= TODAY]
    due = [day for schedule in repeating for day in due_days(schedule, WINDOW[0].first, TODAY)] + once
    rng = draw(st.randoms(use_true_random=False))
    return repeating, once, [(day, rng.choice([None, *Outcome])) for day in due]


def counted(repeating, once, answered):
    singles = tally((day, Month.of(day).index) for day in once)
    answers = tally((day, (Month.of(day).index, outcome)) for day, outcome in answered if outcome)
    return months(WINDOW, repeating, singles, answers, TODAY)


@given(lives())
def test_each_month_counts_what_a_walk_over_its_days_counts(life):
    for counts in counted(*life):
        there = [(day, outcome) for day, outcome in life[2] if Month.of(day) == counts.month]
        assert counts.promised == len(there)
        assert counts.open == sum(outcome is None for _, outcome in there)
        for outcome in Outcome:
            assert getattr(counts, outcome.value) == sum(given is outcome for _, given in there)
        assert counts.days_planned == len({day for day, _ in there})
        assert counts.days_practised == len({day for day, given in there if given is Outcome.KEPT})


@given(lives())
def test_the_parts_of_a_month_are_what_was_promised(life):
    for counts in counted(*life):
        assert counts.answered + counts.open == counts.promised
        assert counts.days_practised <= counts.days_planned <= counts.promised


@given(lives())
def test_all_months_together_are_their_sum(life):
    each = counted(*life)
    whole = total(each)
    for name in ("promised", "kept", "missed", "open", "days_planned", "days_practised"):
        assert getattr(whole, name) == sum(getattr(month, name) for month in each)


@given(lives(), st.integers(0, 5))
def test_an_answer_takes_nothing_away_from_what_was_kept(life, which):
    repeating, once, answered = life
    still_open = [place for place, (_, outcome) in enumerate(answered) if outcome is None]
    if not still_open:
        return
    place = still_open[which % len(still_open)]
    missed = [*answered[:place], (answered[place][0], Outcome.FOUND_OUT), *answered[place + 1 :]]
    before, after = counted(*life), counted(repeating, once, missed)
    assert [month.kept for month in after] == [month.kept for month in before]
    assert [month.days_practised for month in after] == [month.days_practised for month in before]


def test_this_month_is_counted_up_to_today():
    (june,) = months([JUNE], [Schedule(JUNE.first, Repeat.DAILY)], {}, {}, TODAY)
    assert (june.promised, june.days_planned, june.open) == (17, 17, 17)


def test_a_month_to_come_has_nothing_promised_yet():
    (july,) = months([JUNE + 1], [Schedule(JUNE.first, Repeat.DAILY)], {}, {}, TODAY)
    assert july == MonthCounts(JUNE + 1)


def test_two_promises_kept_on_one_day_are_one_day_practised():
    twice = [Schedule(TODAY, Repeat.DAILY)] * 2
    kept = {(JUNE.index, Outcome.KEPT): Tally(2, bit(TODAY))}
    (june,) = months([JUNE], twice, {}, kept, TODAY)
    assert (june.kept, june.days_planned, june.days_practised) == (2, 1, 1)


@pytest.mark.parametrize("promised", [0, 3])
def test_more_answers_than_days_leave_nothing_open(promised):
    assert MonthCounts(JUNE, promised=promised, kept=5).open == 0


def test_no_months_have_no_total():
    assert total([]) is None
