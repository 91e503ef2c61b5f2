"""Before telling someone: answered on the same page, no answer kept; and a note of one's own."""

import pytest

from mending.circle import handover
from mending.circle.queries.telling import Noted, telling_note
from mending.circle.rules.people import NOTE_LENGTH
from mending.consent.queries import ledger_of
from tests import make
from tests.people import LENA, OMAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PAGE = "/circle/telling/"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("yes", "yes", "no"), "speaks for telling them"),
        (("no", "yes", "no"), "something small first"),
        (("yes", "yes", "yes"), "against telling them now"),
        (("yes", "no", "no"), "against telling them now"),
    ],
)
def test_the_thought_stands_beside_the_answers(client, ruth, answers, said):
    before = ledger_of(ruth)
    page = client.post(PAGE, dict(zip(("close", "supportive", "used_together"), answers, strict=True)))
    assert said in page.content.decode()
    assert page.content.decode().count(" checked") == 3
    assert ledger_of(ruth) == before


def test_only_shared_use_is_laid_to_the_study(client, ruth):
    page = client.post(PAGE, {"close": "yes", "supportive": "no", "used_together": "no"}).content.decode()
    assert "They are not on the side" in page
    assert "used with felt less sure" not in page


def test_sa_a2_a10_nobody_is_named_and_no_contact_and_children_are_left_out(client, ruth):
    page = client.get(PAGE).content.decode()
    assert "Not for a child, nor for anyone you are under no contact with." in page
    assert page.count("<select") == 0


def test_a_question_left_out_is_told_and_the_others_stay(client, ruth):
    page = client.post(PAGE, {"close": "yes"}).content.decode()
    assert "Pick one of these." in page
    assert page.count(" checked") == 1


NOTE = f"{PAGE}note/"


def noted(client, words, version=0, **more):
    return client.post(NOTE, {"note": words, "version": version}, **more)


def test_a_note_is_kept_changed_removed_and_put_back(client, ruth):
    assert "Write a note" in client.get(PAGE).content.decode()
    page = noted(client, "I would begin with the meeting", follow=True).content.decode()
    assert "I would begin with the meeting" in page and "Undo" in page
    noted(client, "Not before spring", 1)
    client.post(f"{NOTE}remove/")
    assert telling_note(ruth).words == ""
    page = client.post(f"{NOTE}put-back/", follow=True).content.decode()
    assert "Not before spring" in page
    verbs = [line.verb for line in ledger_of(ruth) if line.verb.startswith("telling")]
    assert sorted(verbs) == ["telling.note_put_back", "telling.note_removed", "telling.noted", "telling.noted"]


def test_the_same_note_sent_twice_is_written_once(client, ruth):
    for _ in range(2):
        assert noted(client, "Nina first").status_code == 302
    assert telling_note(ruth) == Noted("Nina first", 1)


def test_an_empty_or_endless_note_is_told_and_stays_typed(client, ruth):
    assert "Write a word or two" in noted(client, "  ").content.decode()
    long = "a" * (NOTE_LENGTH + 1)
    page = noted(client, long).content.decode()
    assert "too long" in page and long in page
    assert telling_note(ruth).version == 0


@pytest.mark.parametrize("gone", [False, True])
def test_a_note_changed_in_two_tabs_shows_both(client, ruth, gone):
    noted(client, "First words")
    if gone:
        client.post(f"{NOTE}remove/")
    answer = noted(client, "Second words")
    page = answer.content.decode()
    assert answer.status_code == 409 and "Second words" in page
    assert ("There the note was removed." if gone else "First words") in page
    noted(client, "Second words", telling_note(ruth).version)
    assert telling_note(ruth).words == "Second words"


def test_sa_a3_a_note_is_its_owners_alone(client, ruth):
    noted(client, "Zebrafinch")
    for member in (OMAR, LENA):
        make.sign_in(client, make.person(member))
        for page in (PAGE, NOTE):
            assert "Zebrafinch" not in client.get(page).content.decode()
        client.post(f"{NOTE}remove/")
    assert telling_note(ruth).words == "Zebrafinch"


def test_a_note_leaves_with_everything_and_is_erased_with_everything(client, ruth):
    noted(client, "Zebrafinch")
    [told] = handover.export(ruth)["telling_notes"]
    assert told["note"] == "Zebrafinch"
    handover.reseal(ruth.id)
    assert telling_note(ruth).words == "Zebrafinch"
    handover.erase(ruth.id)
    assert telling_note(ruth).version == 0
