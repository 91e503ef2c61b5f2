"""The check-in's rules: what may be answered, and what a picture shows of it."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.checkins.rules.questions import SCALES, USUAL, Question, as_bits, faults, from_bits
from mending.checkins.rules.series import Span, points, stretches

DAY = date(2026, 6, 17)
questions = st.lists(st.sampled_from(list(Question)), unique=True)


@given(questions)
def test_questions_come_back_from_their_bits_in_order(asked):
    assert from_bits(as_bits(asked)) == tuple(question for question in Question if question in asked)


def test_the_usual_ones_with_saving_are_five_taps():
    assert len(USUAL) + 1 <= 5


@pytest.mark.parametrize("question", Question)
def test_an_answer_off_its_scale_is_told_at_its_field(question):
    scale = SCALES[question]
    for answer in (scale.low, scale.high):
        assert faults({question: answer}, "", DAY, DAY) == []
    for answer in (scale.low - 1, scale.high + 1):
        assert faults({question: answer}, "", DAY, DAY) == [(question.value, "off-scale")]


@pytest.mark.parametrize(
    ("answers", "note", "day", "found"),
    [
        ({}, "", DAY, [("", "nothing")]),
        ({}, "   ", DAY, [("", "nothing")]),
        ({}, "A line is enough.", DAY, []),
        ({Question.MOOD: 1}, "x" * 2001, DAY, [("note", "long")]),
        ({Question.MOOD: 1}, "", DAY + timedelta(days=1), [("day", "to-come")]),
        ({Question.MOOD: 1}, "", DAY - timedelta(days=366), []),
        ({Question.MOOD: 1}, "", DAY - timedelta(days=367), [("day", "long-ago")]),
    ],
)
def test_what_is_refused(answers, note, day, found):
    assert faults(answers, note, day, DAY) == found


@pytest.mark.parametrize("span", Span)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_stretches_end_today_and_leave_no_day_out(span, today):
    steps = stretches(span, today)
    assert steps[-1].last == today
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in itertools.pairwise(steps))


def test_a_day_without_an_answer_is_a_gap_and_not_a_nought():
    steps = stretches(Span.MONTH, DAY)
    found = points(Question.CRAVING, [(DAY, {Question.CRAVING: 0}), (DAY - timedelta(days=2), {})], steps)
    assert [(point.place, point.mean, point.days) for point in found] == [(29, 0, 1)]


def test_a_week_shows_the_mean_of_the_days_that_were_written():
    days = [(DAY, {Question.PAIN: 2}), (DAY - timedelta(days=3), {Question.PAIN: 5})]
    [point] = points(Question.PAIN, days, stretches(Span.QUARTER, DAY))
    assert (point.place, point.mean, point.days) == (12, 3.5, 2)
