"""The parts of an expectation: what may be written, how far it has come, what rests."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mending.expectations.rules.home import Stretch, days_of, plan_faults, stretch_of
from mending.expectations.rules.sections import (
    TEXT_MOST,
    Nearest,
    Section,
    Stage,
    Wanted,
    faults,
    is_planned_late,
    is_set_aside,
    is_told_late,
    may_write,
    stage_of,
)

TODAY = date(2026, 6, 17)
LONG = "a" * (TEXT_MOST + 1)
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(Section.EXPECT, {"prediction": "She waves"}, {"strength": 70}, TODAY), []),
        (Wanted(Section.EXPECT, {"prediction": ""}, {}, TODAY), [("prediction", "empty")]),
        (Wanted(Section.EXPECT, {"prediction": "x"}), [("day", "far")]),
        (Wanted(Section.EXPECT, {"prediction": "x"}, {}, TODAY + timedelta(days=800)), [("day", "far")]),
        (Wanted(Section.EXPECT, {"prediction": "x"}, {"strength": 101}, TODAY), [("strength", "range")]),
        (Wanted(Section.EXPECT, {"prediction": "x"}, {"strength": -1}, TODAY), [("strength", "range")]),
        (Wanted(Section.EXPECT, {"prediction": LONG}, {}, TODAY), [("prediction", "long")]),
        (Wanted(Section.WAYS, {"best": "", "worst": ""}, {"best_chance": None}), [("", "empty")]),
        (Wanted(Section.WAYS, {"best": ""}, {"best_chance": 0}), []),
        (Wanted(Section.WELCOME, {"welcome": "", "doing": "Stay an hour"}), [("welcome", "empty")]),
        (Wanted(Section.WELCOME, {"welcome": "She opens"}), []),
        (Wanted(Section.HAPPENED, {"happened": "She waved"}, {}, TODAY, None, Nearest.BEST), []),
        (
            Wanted(Section.HAPPENED, {"happened": "x"}, {}, TODAY + timedelta(days=1)),
            [("happened_on", "to-come")],
        ),
        (Wanted(Section.HAPPENED, {"happened": ""}, {}, TODAY), [("happened", "empty")]),
        (Wanted(Section.LEARNED, {"surprise": "", "lesson": ""}), [("", "empty")]),
        (Wanted(Section.LEARNED, {"surprise": ""}, {"strength_after": 10}), []),
    ],
)
def test_what_is_in_the_way_of_a_part(wanted, found):
    assert faults(wanted, TODAY) == found


@pytest.mark.parametrize(
    ("planned", "done", "learned", "stage"),
    [
        (None, None, None, Stage.BEGUN),
        (TODAY, None, None, Stage.PLANNED),
        (TODAY, TODAY, None, Stage.DONE),
        (TODAY, TODAY, TODAY, Stage.LEARNED),
    ],
)
def test_how_far_it_has_come(planned, done, learned, stage):
    assert stage_of(planned, done, learned) is stage


@pytest.mark.parametrize("section", Section)
@pytest.mark.parametrize("stage", Stage)
def test_the_welcome_comes_before_what_happened_and_that_before_what_is_learned(section, stage):
    order = list(Stage)
    least = {Section.HAPPENED: Stage.PLANNED, Section.LEARNED: Stage.DONE}.get(section, Stage.BEGUN)
    assert may_write(section, stage) == (order.index(stage) >= order.index(least))


@pytest.mark.parametrize("stage", Stage)
def test_only_what_lies_ahead_is_set_aside(stage):
    assert is_set_aside(stage, is_quiet=True) == (stage in (Stage.BEGUN, Stage.PLANNED))
    assert not is_set_aside(stage, is_quiet=False)


@given(DAYS, st.integers(-400, 400))
@example(TODAY, 0)
@example(TODAY, 1)
@example(TODAY, 2)
def test_late_is_after_the_day_and_telling_has_a_day_of_grace(day, later):
    written = day + timedelta(days=later)
    assert is_planned_late(day, written) == (later > 0)
    assert is_told_late(day, written) == (later > 1)


@given(DAYS)
def test_the_stretches_are_a_month_without_gap_or_overlap(day):
    found = [stretch_of(day + timedelta(days=number), day) for number in range(-1, 33)]
    assert found == [None, Stretch.DAY, *[Stretch.WEEK] * 6, *[Stretch.MONTH] * 24, None, None]
    assert days_of(Stretch.DAY, day) == (day, day)


def test_a_plan_needs_a_day_that_can_be():
    assert plan_faults("", TODAY, TODAY) == []
    assert plan_faults("x" * 101, TODAY + timedelta(days=900), TODAY) == [("name", "long"), ("comes_on", "far")]
