"""How far a letter has come, what holds it back, and what is remembered of the coach's marks."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.amends.rules.composing import (
    COOLING_DAYS,
    TEXT_MOST,
    TITLE_MOST,
    Hold,
    Stage,
    Written,
    cooling_until,
    faults,
    holds,
    is_new_sitting,
    may_hand_over,
    stage_of,
    standing,
    wave_key,
)
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import Verdict, Why
from mending.coach.labels import Label, Mark, Tier
from tests.people import NOON

HOUR = timedelta(hours=1)
SENDABLE = [kind for kind in LetterKind if kind is not LetterKind.NEVER_SENT]


@pytest.mark.parametrize(
    ("ready", "until", "delivered", "stage"),
    [
        (None, None, False, Stage.WRITING),
        (NOON - HOUR, NOON + HOUR, False, Stage.COOLING),
        (NOON - HOUR, NOON, False, Stage.READY),
        (NOON - HOUR, None, False, Stage.READY),
        (NOON - HOUR, NOON + HOUR, True, Stage.DELIVERED),
    ],
)
def test_how_far_a_letter_has_come(ready, until, delivered, stage):
    assert stage_of(ready, until, delivered, NOON) is stage


@pytest.mark.parametrize("kind", SENDABLE)
@pytest.mark.parametrize("days", COOLING_DAYS)
def test_whatever_can_be_handed_over_rests_for_a_day_at_least(kind, days):
    until = cooling_until(kind, NOON, days)
    assert until - NOON == timedelta(days=days) >= timedelta(days=1)


@pytest.mark.parametrize("days", [0, -1, 5, 100])
def test_no_other_rest_is_offered(days):
    with pytest.raises(ValueError, match="not among"):
        cooling_until(LetterKind.LETTER, NOON, days)


def test_a_letter_never_to_be_sent_waits_for_nothing():
    assert cooling_until(LetterKind.NEVER_SENT, NOON, 0) is None


@given(st.sampled_from(LetterKind), st.sampled_from(Stage), st.booleans(), st.booleans(), st.sampled_from(Why))
def test_only_a_ready_letter_to_someone_who_may_be_reached_is_handed_over(kind, stage, person, text, why):
    held = holds(kind, stage, has_person=person, has_text=text)
    whole = kind is not LetterKind.NEVER_SENT and person and text and stage in (Stage.READY, Stage.DELIVERED)
    assert may_hand_over(held, Verdict()) is whole
    assert not may_hand_over(held, Verdict((why,)))


def test_a_letter_never_to_be_sent_is_handed_over_by_no_way():
    for stage in Stage:
        assert holds(LetterKind.NEVER_SENT, stage, has_person=True, has_text=True) == (Hold.NEVER_SENT,)


def test_what_is_too_long_is_named_by_its_field():
    assert faults(Written("a" * TITLE_MOST, "b" * TEXT_MOST)) == []
    assert faults(Written("a" * (TITLE_MOST + 1), "b" * (TEXT_MOST + 1))) == [("title", "long"), ("text", "long")]


def test_a_new_sitting_begins_after_twenty_minutes():
    assert not is_new_sitting(NOON, NOON + timedelta(minutes=19))
    assert is_new_sitting(NOON, NOON + timedelta(minutes=20))


def mark(text, words, label=Label.BLAME):
    start = text.index(words)
    return Mark(label, start, start + len(words), "why", "instead", Tier.SURE)


def test_a_mark_waved_away_stays_away_wherever_its_words_stand():
    before, after = "You never cared.", "Well. So you  never cared!"
    waved = [wave_key(mark(before, "You never cared"), before)]
    assert standing([mark(after, "you  never cared")], after, waved) == []


def test_other_words_and_other_labels_still_stand():
    text = "You never cared. You never came."
    waved = [wave_key(mark(text, "You never cared"), text)]
    others = [mark(text, "You never came"), mark(text, "You never cared", Label.ABSOLUTE)]
    assert standing(others, text, waved) == others
