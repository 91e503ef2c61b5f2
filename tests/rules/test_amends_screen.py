"""The harm screen: each yes, doubt and open question turns delivery off; nothing reaches past a wish."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.amends.rules.amends import Kind, TheirWish
from mending.amends.rules.screen import (
    NOT_BY_REVIEW,
    Answer,
    Person,
    Question,
    Screen,
    Verdict,
    Why,
    may_deliver,
    may_reach,
)
from mending.circle.rules.states import NoContact, Standing, State

DAY = date(2026, 6, 17)
OPEN = Person(Standing(State.ACTIVE))
ALL_NO = Screen(dict.fromkeys(Question, Answer.NO), DAY)
REVIEWED = replace(ALL_NO, reviewed_on=DAY)


def answered(screen, question, answer):
    return replace(screen, answers={**screen.answers, question: answer})


def asked(screen=ALL_NO, wish=TheirWish.NOT_KNOWN, person=OPEN, kind=Kind.DIRECT):
    return may_deliver(screen, wish, person, kind)


def test_with_every_answer_no_a_direct_amends_may_be_handed_over():
    assert asked() == Verdict()
    assert asked(wish=TheirWish.CONTACT).may


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("screen", [ALL_NO, REVIEWED])
def test_each_yes_alone_turns_delivery_off_reviewed_or_not(question, screen):
    assert asked(answered(screen, question, Answer.YES)).reasons == (Why.SCREEN_YES,)


@pytest.mark.parametrize("question", Question)
def test_each_not_sure_alone_turns_delivery_off(question):
    assert asked(answered(ALL_NO, question, Answer.UNSURE)).reasons == (Why.SCREEN_UNSURE,)


@pytest.mark.parametrize("question", Question)
def test_each_question_left_open_alone_keeps_delivery_off(question):
    answers = {one: Answer.NO for one in Question if one is not question}
    assert asked(Screen(answers, DAY, DAY)).reasons == (Why.SCREEN_OPEN,)


@pytest.mark.parametrize("question", Question)
def test_a_review_settles_a_doubt_but_for_no_contact_and_a_child(question):
    assert asked(answered(REVIEWED, question, Answer.UNSURE)).may == (question not in NOT_BY_REVIEW)


def test_a_review_before_the_last_answer_settles_nothing():
    early = replace(answered(REVIEWED, Question.RELIEF, Answer.UNSURE), reviewed_on=DAY - timedelta(days=1))
    assert asked(early).reasons == (Why.SCREEN_UNSURE,)


@pytest.mark.parametrize("wish", [TheirWish.NO_CONTACT, TheirWish.LATER])
def test_their_wish_for_no_contact_or_for_later_holds_it(wish):
    assert not asked(wish=wish).may
    assert not may_reach(OPEN, wish).may


@pytest.mark.parametrize("state", [one for one in State if one not in (State.ACTIVE, State.CAUTIOUS)])
def test_every_quiet_state_turns_it_off(state):
    blocked = NoContact.I_WANT_NONE if state is State.NO_CONTACT else NoContact.NO
    assert not asked(person=Person(Standing(state, blocked))).may


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person(None), Why.GONE),
        (replace(OPEN, archived=True), Why.QUIET),
        (replace(OPEN, is_child=True), Why.CHILD),
        (Person(Standing(State.NO_CONTACT, NoContact.ORDER)), Why.NO_CONTACT),
        (Person(Standing(State.ACTIVE, NoContact.THEY_ASKED)), Why.NO_CONTACT),
    ],
)
def test_who_cannot_be_reached_is_told_by_its_reason(person, why):
    assert asked(person=person).reasons == (why,)
    assert may_reach(person).reasons == (why,)


@pytest.mark.parametrize("kind", [None, Kind.INDIRECT, Kind.LIVING])
def test_only_a_direct_amends_is_handed_over(kind):
    assert asked(kind=kind).reasons == (Why.NOT_DIRECT,)


screens = st.builds(
    Screen,
    st.dictionaries(st.sampled_from(Question), st.sampled_from(Answer)),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
persons = st.builds(
    Person,
    st.none() | st.builds(Standing, st.sampled_from(State), st.sampled_from(NoContact)),
    st.booleans(),
    st.booleans(),
)
wishes, kinds = st.sampled_from(TheirWish), st.none() | st.sampled_from(Kind)


@given(screens, wishes, persons, kinds)
def test_a2_no_answers_no_review_and_no_kind_deliver_to_anyone_who_cannot_be_reached(screen, wish, person, kind):
    found = may_deliver(screen, wish, person, kind)
    assert set(may_reach(person, wish).reasons) <= set(found.reasons)
    if person.is_quiet or person.is_child or wish.holds:
        assert not found.may


@given(screens, wishes, persons, kinds)
def test_what_may_be_delivered_was_answered_in_full_without_a_yes(screen, wish, person, kind):
    if may_deliver(screen, wish, person, kind).may:
        assert set(screen.answers) == set(Question)
        assert Answer.YES not in screen.answers.values()
        assert kind is Kind.DIRECT


@given(screens, wishes, persons, kinds, st.sampled_from(Question), st.sampled_from([Answer.YES, None]))
def test_answering_worse_never_opens_what_was_shut(screen, wish, person, kind, question, answer):
    worse = {**screen.answers, question: answer}
    if answer is None:
        del worse[question]
    after = may_deliver(replace(screen, answers=worse), wish, person, kind)
    assert not after.may
