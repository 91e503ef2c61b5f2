"""The pages of an amends where something is not to reach them: what they say, and what there is instead."""

from functools import partial

import pytest

from mending.amends import actions
from mending.amends.actions import letters as writing
from mending.amends.queries.amends import amends
from mending.amends.rules.amends import Kind
from mending.amends.rules.composing import LetterWanted
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import Answer, Question
from mending.amends.web.words import QUESTIONS
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.pages.test_amends import begun, main, open_to_hand_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.mark.parametrize("given", [Answer.YES, Answer.UNSURE])
def test_where_handing_over_is_off_the_question_that_says_so_is_named(client, ruth, given):
    marta = make.someone(ruth, "Marta")
    id, letter, asked = open_to_hand_over(ruth, marta), new_id(), Question.NO_CONTACT
    wanted = LetterWanted(LetterKind.LETTER, marta, id)
    writing.begin_letter(by=ruth, id=letter, wanted=wanted)
    pages = (f"/amends/{id}/", f"/amends/{id}/handing/", f"/amends/letters/{letter}/hand-over/")
    named = f"“{QUESTIONS[asked]}”"
    assert not any(named in main(client, page) for page in pages)
    actions.answer_screen(by=ruth, amends=id, question=asked, answer=given)
    for page in pages:
        assert named in main(client, page), page
        assert str(QUESTIONS[Question.LEGAL]) not in main(client, page), page


@pytest.mark.parametrize("given", [Answer.YES, Answer.UNSURE])
def test_a_screen_that_keeps_it_from_being_handed_over_is_not_called_done_and_other_ways_are_there(
    client, ruth, given
):
    id = open_to_hand_over(ruth)
    assert "not to be handed over" not in main(client, f"/amends/{id}/")
    actions.answer_screen(by=ruth, amends=id, question=Question.LEGAL, answer=given)
    shown = main(client, f"/amends/{id}/")
    step = shown[shown.index(">Could it do harm?<") :]
    step = step[: step.index("not to be handed over")]
    assert ">done<" not in step
    for other in ("kind", "review", "close"):
        assert f'href="/amends/{id}/{other}/"' in step


def test_who_chose_another_way_is_not_offered_one(client, ruth):
    id = begun(ruth, screened=Answer.YES, kind=Kind.LIVING)
    assert "You chose another way" in main(client, f"/amends/{id}/")


def test_a_talk_that_a_later_doubt_put_behind_it_says_when_it_can_go_on(client, ruth):
    id = open_to_hand_over(ruth)
    doubt = partial(actions.answer_screen, by=ruth, amends=id)
    sent = {"reviewed_by": "sponsor", "reviewed_on": "2026-06-17", "review_said": "We read it twice."}
    client.post(f"/amends/{id}/review/", {**sent, "version": amends(ruth, id).version})
    assert "It can go on" not in main(client, f"/amends/{id}/review/")
    doubt(question=Question.LEGAL, answer=Answer.UNSURE)
    for page in ("", "screen/", "review/"):
        shown = main(client, f"/amends/{id}/{page}")
        assert "after your last talk" in shown, page
        assert "looked at it with you on 17 June or later." in shown, page
    client.post(f"/amends/{id}/review/", {**sent, "version": amends(ruth, id).version})
    assert "It can go on" not in main(client, f"/amends/{id}/")
    assert amends(ruth, id).verdict.may
    doubt(question=Question.NO_CONTACT, answer=Answer.UNSURE)
    assert "no talk is enough" in main(client, f"/amends/{id}/")


def test_an_amends_with_its_letters_asks_few_questions(client, ruth, django_assert_max_num_queries):
    marta = make.someone(ruth, "Marta")
    id = open_to_hand_over(ruth, marta)
    for _ in range(3):
        wanted = LetterWanted(LetterKind.LETTER, marta, id)
        writing.begin_letter(by=ruth, id=new_id(), wanted=wanted)
    client.get(f"/amends/{id}/")
    with django_assert_max_num_queries(8):
        client.get(f"/amends/{id}/")


def test_a_letter_by_itself_names_the_question_too(client, ruth):
    marta = make.someone(ruth, "Marta")
    id, letter = open_to_hand_over(ruth, marta), new_id()
    writing.begin_letter(by=ruth, id=letter, wanted=LetterWanted(LetterKind.REQUEST, marta))
    actions.answer_screen(by=ruth, amends=id, question=Question.LEGAL, answer=Answer.YES)
    assert f"“{QUESTIONS[Question.LEGAL]}”" in main(client, f"/amends/letters/{letter}/hand-over/")


@pytest.mark.parametrize("state", [State.NO_CONTACT, State.PAUSED_BY_THEM])
def test_a2_a_promise_to_oneself_that_is_contact_with_them_is_refused_in_plain_words(client, ruth, state):
    marta = make.someone(ruth, "Marta")
    id = begun(ruth, marta)
    make.stand(ruth, marta, state, NoContact.THEY_ASKED if state is State.NO_CONTACT else None)
    sent = {
        "words": "Write to Marta each month",
        "repeat": "monthly",
        "starts": clock.today("UTC"),
        "limit": "No more",
    }
    shown = client.post(f"/amends/{id}/living/", sent).content.decode()
    assert "That would be contact with them" in shown
    assert "Write to Marta each month" in shown
    assert amends(ruth, id).living == []
    client.post(f"/amends/{id}/living/", {**sent, "words": "Never write to Marta"})
    assert len(amends(ruth, id).living) == 1


def test_a_promise_about_someone_who_died_may_name_them(client, ruth):
    sam = make.someone(ruth, "Sam")
    id = begun(ruth, sam)
    make.stand(ruth, sam, State.GRIEVING)
    sent = {
        "words": "Visit Sam on Sundays",
        "repeat": "weekly",
        "starts": clock.today("UTC"),
        "limit": "Not alone",
    }
    client.post(f"/amends/{id}/living/", sent)
    assert len(amends(ruth, id).living) == 1
