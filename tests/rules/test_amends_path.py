"""One amends as a path: a screen that holds is no step that is done."""

import pytest

from mending.amends.rules.amends import Kind, TheirWish
from mending.amends.rules.path import Facts, Stand, Step, path
from mending.amends.rules.screen import Answer, Person, Question, Screen, may_deliver
from mending.circle.rules.states import Standing, State

ALL_NO = dict.fromkeys(Question, Answer.NO)


def screen_stands(answers, **more):
    screen = Screen(answers)
    verdict = may_deliver(screen, TheirWish.NOT_KNOWN, Person(Standing(State.ACTIVE)), Kind.DIRECT)
    ways = path(Facts((), screen, verdict, Kind.DIRECT, **more))
    return next(way.stand for way in ways if way.step is Step.SCREEN)


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("given", [Answer.YES, Answer.UNSURE])
def test_a_yes_or_a_doubt_holds_and_is_never_done(question, given):
    assert screen_stands({**ALL_NO, question: given}) is Stand.HELD


def test_with_every_answer_no_it_is_done():
    assert screen_stands(ALL_NO) is Stand.DONE


def test_a_doubt_leaves_the_rest_to_be_answered_and_a_yes_is_enough():
    assert screen_stands({Question.LEGAL: Answer.UNSURE}) in (Stand.NEXT, Stand.LATER)
    assert screen_stands({Question.LEGAL: Answer.YES}) is Stand.HELD


@pytest.mark.parametrize("rest", [{"is_delivered": True}, {"is_closed": True}])
def test_once_it_rests_nothing_is_held(rest):
    assert screen_stands(dict.fromkeys(Question, Answer.YES), **rest) is Stand.DONE
