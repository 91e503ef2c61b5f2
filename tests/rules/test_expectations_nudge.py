"""The nudge: a test of someone, and what nobody could see come true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.expectations.rules.nudge import nudges

TESTS = (
    "I will come late to see if they wait for me",
    "Not ring her, to see whether she calls",
    "to find out if he still wants me",
    "If he loves me he can prove that he trusts me",
    "They have to prove it to me first",
    "test whether she minds",
    "I am testing him",
    "see how far she will go",
    "make him jealous",
    "to know if my mother cares",
)
FINE = (
    "Mum will not hug me at the door",
    "I will see if the bus is on time",
    "He will ask about the drug test",
    "They will never trust me again",
    "I want to prove myself to nobody",
    "Ask her on Sunday whether she would like soup",
    "She will look at the clock before nine",
    "I pass my driving test on Friday",
    "",
)


@pytest.mark.parametrize("words", TESTS)
@pytest.mark.parametrize("name", ["prediction", "belief", "doing", "next_step"])
def test_a_test_of_someone_is_noticed_wherever_it_is_planned(words, name):
    assert nudges({name: words}) == ["test"]


@pytest.mark.parametrize("words", FINE)
def test_what_is_no_test_gets_no_nudge(words):
    assert nudges({"prediction": words, "doing": words}) == []


@pytest.mark.parametrize(
    ("words", "is_vague"),
    [
        ("It will be awful", True),
        ("it’ll go wrong.", True),
        ("I think everything will be fine", True),
        ("This is going to be really hard", False),
        ("It will be awful because he will shout at me", False),
        ("It will rain", False),
    ],
)
def test_what_nobody_could_see_is_vague_in_a_prediction_alone(words, is_vague):
    assert nudges({"prediction": words}) == (["vague"] if is_vague else [])
    assert nudges({"belief": words}) == []


def test_what_happened_is_never_judged():
    assert nudges({"happened": TESTS[0], "felt": TESTS[1], "surprise": TESTS[2]}) == []


def test_a_language_not_known_here_gets_none():
    assert nudges({"prediction": TESTS[0]}, "es") == []


@given(st.dictionaries(st.sampled_from(["prediction", "belief", "doing"]), st.text(max_size=300)))
def test_any_text_can_be_read(texts):
    assert set(nudges(texts)) <= {"test", "vague"}
