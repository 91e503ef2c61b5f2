"""Suggestions: each rule with the check-in that brings it up and one that just does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.checkins.queries.suggesting import rules
from mending.checkins.rules.questions import SCALES, Question
from mending.checkins.rules.suggesting import AT_MOST, Offer, RuleTrouble, parse_rules, suggested

FITS = [
    # rule, answers that bring it up first, answers that just do not
    ("medication-gap", {"medication": 1}, {"medication": 2}),
    ("craving-and-doubt", {"craving": 7, "confidence": 4}, {"craving": 7, "confidence": 5}),
    ("risk-alone", {"risky": 1, "reached": 0}, {"risky": 1, "reached": 1}),
    ("very-low", {"mood": 1}, {"mood": 2}),
    ("craving", {"craving": 7}, {"craving": 6}),
    ("risk", {"risky": 1}, {"risky": 0}),
    ("doubt", {"confidence": 3}, {"confidence": 4}),
    ("low-and-alone", {"mood": 2, "reached": 0}, {"mood": 2, "reached": 1}),
]
ANY = st.fixed_dictionaries(
    {}, optional={question: st.integers(scale.low, scale.high) for question, scale in SCALES.items()}
)
GOOD = {
    "id": "one",
    "when": [{"question": "craving", "at_least": 7}],
    "reason": "You marked {craving}.",
    "said": "Ring someone.",
    "offers": ["call"],
    "fresh_days": 1,
    "source": "§10",
}


def ids(answers, days_since=0):
    told = {Question(name): answer for name, answer in answers.items()}
    return [rule.id for rule in suggested(rules(), told, days_since)]


def test_every_rule_has_its_line_here():
    assert [rule.id for rule in rules()] == [name for name, _, _ in FITS]


@pytest.mark.parametrize(("name", "does", "does_not"), FITS)
def test_a_rule_fits_from_its_bound_on(name, does, does_not):
    assert ids(does)[0] == name
    assert name not in ids(does_not)
    assert name not in ids({})


@pytest.mark.parametrize(("name", "does", "_does_not"), FITS)
def test_a_rule_rests_when_its_day_is_past(name, does, _does_not):
    fresh = next(rule.fresh_days for rule in rules() if rule.id == name)
    assert name in ids(does, fresh)
    assert name not in ids(does, fresh + 1)


def test_the_reason_is_what_was_marked():
    told = {Question.CRAVING: 8, Question.CONFIDENCE: 3}
    (rule,) = suggested(rules(), told, 0)
    assert rule.reason_of(told) == "You marked craving 8 and confidence 3."


@given(ANY, st.integers(0, 400))
def test_at_most_two_with_a_reason_never_the_same_thing_twice(answers, days_since):
    found = suggested(rules(), answers, days_since)
    assert len(found) <= AT_MOST
    assert found == suggested(rules(), dict(reversed(answers.items())), days_since)
    for rule in found:
        assert rule.questions <= answers.keys()
        assert "{" not in rule.reason_of(answers)
    if len(found) == AT_MOST:
        assert not found[1].questions <= found[0].questions


@given(ANY)
def test_a6_missed_medication_always_comes_first_with_the_card(answers):
    first = suggested(rules(), answers | {Question.MEDICATION: 0}, 0)[0]
    assert first.offers == (Offer.WINDOW, Offer.OVERDOSE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "You marked {mood}."},
        {"offers": ["withhold"]},
        {"offers": []},
        {"when": []},
        {"when": [{"question": "craving", "at_least": 11}]},
        {"when": [{"question": "craving"}]},
        {"when": [{"question": "colour", "at_most": 1}]},
        {"source": ""},
    ],
)
def test_a_rule_that_cannot_be_is_named(wrong):
    assert parse_rules({"rule": [GOOD]}, "file")
    with pytest.raises(RuleTrouble, match="file, rule 1"):
        parse_rules({"rule": [GOOD | wrong]}, "file")


def test_two_rules_with_one_id_are_refused():
    with pytest.raises(RuleTrouble):
        parse_rules({"rule": [GOOD, GOOD]}, "file")
