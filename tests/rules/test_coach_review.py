"""One reading of a text: danger first, and nothing that a person who is being harmed should not read."""

import pytest

from mending.coach.crisis import Danger
from mending.coach.labels import Kind
from mending.coach.review import review
from tests.timing import quickest


def test_danger_is_seen_in_every_kind_of_text():
    for kind in Kind:
        assert review("I am sorry. I want to die.", kind).crisis == (Danger.SUICIDE,)


@pytest.mark.parametrize("said", ["sorry if\n\n", "you never listen and it was me ", "stop it, take me home, "])
def test_time_grows_with_the_text_and_no_faster(said):
    short, long = (quickest(review, said * times, Kind.LETTER) for times in (250, 2_000))
    assert long < 16 * short + 0.05


def test_another_language_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="only English so far"):
        review("Lo siento.", Kind.LETTER, "es")


def test_a_thought_is_asked_about_and_one_that_tells_of_danger_is_not():
    thought = "She thinks I am lying, I can tell from her face."
    assert review(thought, Kind.THOUGHT).traps
    assert review(f"{thought} I want to die.", Kind.THOUGHT).traps == ()
