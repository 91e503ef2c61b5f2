"""Thinking traps: up to three gentle questions, the likeliest first; never a finding, never for every thought."""

import pytest

from mending.coach.labels import Trap
from mending.coach.traps import ASKED_MOST, asked

THOUGHTS = {
    Trap.ALL_OR_NOTHING: "I slipped once, so the whole year was for nothing.",
    Trap.MIND_READING: "She thinks I am lying again, I can tell from her face.",
    Trap.FORTUNE_TELLING: "The visit is going to end in tears, I just know it will.",
    Trap.CATASTROPHISING: "If I lose this job I will lose the house and my life is over.",
    Trap.PERSONALISING: "Mum is ill because of me, it is all my fault.",
    Trap.SHOULD_RULES: "I should be over this by now, a good father ought to cope.",
    Trap.LABELLING: "I am just a junkie and a waste of space.",
    Trap.DISCOUNTING_GOOD_NEWS: "She only said it to be nice, it does not count.",
    Trap.EMOTIONAL_REASONING: "I feel guilty, so I must have done something wrong.",
    Trap.FILTERING: "Dinner went well but all I can see is that one frown.",
    Trap.PROOF_SEEKING: "If she really forgave me she would give me the keys back.",
    Trap.HEROS_WELCOME: "After all I have done in rehab they could at least be proud of me.",
    Trap.ONE_STRIKE: "He sighed when I came in, so it is over between us.",
    Trap.PERMISSION: "They don't trust me anyway, so I may as well use.",
}


@pytest.mark.parametrize("trap", Trap)
def test_the_right_question_is_among_the_three(trap):
    questions = asked(THOUGHTS[trap])
    assert trap in {one.trap for one in questions}
    assert 1 <= len(questions) <= ASKED_MOST


@pytest.mark.parametrize("text", ["", "We had soup.", "The bus leaves at nine.", "Thank you for the book."])
def test_a_thought_without_a_trap_is_asked_nothing(text):
    assert asked(text) == ()


def test_what_is_said_is_a_question_and_no_finding():
    for text in THOUGHTS.values():
        for one in asked(text):
            assert "?" in one.question
