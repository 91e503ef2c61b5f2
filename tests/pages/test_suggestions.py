"""What could help after a check-in: with its reason, and never someone who is quiet."""

import pytest

from mending.checkins.actions import check_in
from mending.checkins.queries.suggesting import supporters
from mending.checkins.rules.questions import Question
from mending.circle.actions import add_relationship
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.foundation.ids import new_id
from mending.recovery.queries import today as pinned
from mending.recovery.rules.windows import Event
from mending.safetyplan.actions import LineWanted, add_line
from mending.safetyplan.rules import Part
from tests import make
from tests.people import DANIEL, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HARD = {Question.CRAVING: 8, Question.CONFIDENCE: 3}


def write(by, answers, day=TODAY):
    check_in(by=by, id=new_id(), day=day, answers=answers, note="")


def helper(by, name="Nina", closeness=4, support=Support.HELPS_MUCH, kind=Kind.FRIEND, uses=UsesNearMe.NO, **more):
    portrait = Portrait(name, kind, closeness, support, uses, Wish.SAME, "")
    return add_relationship(by=by, portrait=portrait, **more)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_next_page_says_what_could_help_and_why(client, ruth):
    typed = {"id": new_id(), "seen": "", "day": TODAY, "craving": "8", "confidence": "3", "note": ""}
    page = text(client.post("/well/check-in/", typed, follow=True))
    assert "You marked craving 8 and confidence 3." in page
    assert "No clinician" in page or "not been reviewed by a clinician" in page
    for address in ("/plan/", "/recovery/return/"):
        assert f'href="{address}"' in page


def test_a_quiet_day_brings_nothing_up(client, ruth):
    write(ruth, {Question.CRAVING: 1, Question.CONFIDENCE: 9, Question.MOOD: 4})
    assert "What could help now" not in text(client.get("/well/"))


def test_someone_who_helps_can_be_called_with_the_plans_number(client, ruth):
    nina = helper(ruth)
    add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=LineWanted(person=nina, phone="020 7946 0991"))
    write(ruth, HARD)
    page = text(client.get("/well/"))
    assert "Call Nina" in page
    assert 'href="tel:02079460991"' in page


def test_without_anyone_the_lines_are_there(client, ruth):
    write(ruth, HARD)
    assert "Someone to talk to" in text(client.get("/well/"))


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_nobody_quiet_is_ever_offered(client, ruth, state):
    if state is State.NO_CONTACT:
        helper(ruth, "Zebulon", no_contact=NoContact.ORDER)
    else:
        make.stand(ruth, helper(ruth, "Zebulon"), state)
    write(ruth, HARD)
    assert "Zebulon" not in text(client.get("/well/"))


def test_only_who_helps_is_offered_and_no_child(ruth):
    helper(ruth, "Against", support=Support.MAKES_IT_HARDER)
    helper(ruth, "Neither", support=Support.NEITHER)
    helper(ruth, "Uses", uses=UsesNearMe.YES)
    helper(ruth, "Child", kind=Kind.CHILD)
    for name, closeness in (("Far", 1), ("Near", 5), ("Between", 3), ("Nearer", 4)):
        helper(ruth, name, closeness)
    assert [one.person.nickname for one in supporters(ruth)] == ["Near", "Nearer", "Between"]


def test_a6_missed_medication_can_be_pinned_with_one_tap(client, ruth):
    write(ruth, {Question.MEDICATION: 0})
    page = text(client.get("/well/"))
    assert "overdose/" in page
    assert 'name="event" value="medication"' in page
    client.post("/recovery/windows/add/", {"event": "medication", "on": TODAY.isoformat()})
    assert pinned(ruth, TODAY).window.event is Event.MEDICATION


def test_a7_nothing_offered_withholds_help(client, ruth):
    write(ruth, {question: 0 for question in Question if question not in (Question.MOOD, Question.SLEEP)})
    page = text(client.get("/well/")).lower()
    for word in ("stop taking", "do without", "no naloxone"):
        assert word not in page


def test_a_loved_one_is_not_asked_about_use(client):
    daniel = make.person(DANIEL)
    make.sign_in(client, daniel)
    write(daniel, HARD)
    page = text(client.get("/well/"))
    assert "You marked craving 8" in page
    assert "I used" not in page


def test_pages_ask_few_questions_of_the_database(client, ruth, django_assert_max_num_queries):
    for place in range(12):
        helper(ruth, f"Friend {place}")
    write(ruth, HARD)
    with django_assert_max_num_queries(8):
        client.get("/well/")
