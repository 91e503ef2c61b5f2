"""The one next step."""

import pytest

from mending.promises.rules.today import NextStep, is_back, next_step

STEPS = [
    ((False, False, 0, 0, 0), NextStep.ADD_SOMEONE),
    ((True, False, 0, 0, 0), NextStep.MAKE_A_PROMISE),
    ((False, True, 1, 1, 5), NextStep.ANSWER_TODAY),
    ((True, True, 2, 1, 0), NextStep.ANSWER_TODAY),
    ((True, True, 2, 0, 3), NextStep.LOOK_BACK),
    ((True, True, 2, 0, 0), NextStep.SEE_THE_MONTH),
    ((True, True, 0, 0, 0), NextStep.PLAN_ONE),
]


@pytest.mark.parametrize(("found", "expected"), STEPS)
def test_the_next_step_is_the_nearest_one(found, expected):
    names = ("knows_someone", "ever_promised", "due", "due_open", "open_before")
    assert next_step(**dict(zip(names, found, strict=True))) is expected


@pytest.mark.parametrize(
    ("open_days", "answered", "looked", "back"), [(9, 0, 14, True), (9, 1, 14, False), (0, 0, 14, False)]
)
def test_three_weeks_away_show_as_open_days_without_an_answer(open_days, answered, looked, back):
    assert is_back(open_days=open_days, answered_days=answered, days_looked_at=looked) is back
