"""Words of crisis in a form bring help first, on the same screen (SAFETY A5)."""

import pytest
from django.core import mail

from mending.accounts.actions import change_place, set_lock
from mending.consent.queries import ledger_of
from mending.foundation.ids import new_id
from mending.safetyplan.actions import LineWanted, add_line
from mending.safetyplan.rules import Part
from tests import make
from tests.people import LENA, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

WORDS = "I don't want to go on, I want to die"


def promise(words, **changed):
    return {
        "id": new_id(),
        "words": words,
        "to": "me",
        "kind": "ability",
        "starts": TODAY,
        "repeat": "once",
    } | changed


def send(client, words, **changed):
    return client.post("/promises/new/", promise(words, **changed), follow=True).content.decode()


def test_help_stands_before_all_else_when_the_form_is_kept(client, ruth):
    page = send(client, WORDS, as_it_is="1")
    assert "Are you thinking of ending your life" in page
    assert page.index("first-help") < page.index("<h1")
    assert "Nobody is watching this app" in page


def test_help_stands_above_a_form_that_is_not_kept_and_nothing_typed_is_lost(client, ruth):
    page = send(client, WORDS, starts="")
    assert page.index("first-help") < page.index("<h1")
    assert "I want to die</textarea>" in page


def test_it_is_shown_once(client, ruth):
    send(client, WORDS, as_it_is="1")
    assert "first-help" not in client.get("/today/").content.decode()


def test_ordinary_words_bring_nothing(client, ruth):
    assert "first-help" not in send(client, "Call Marta at six")


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("He won't wake up and his lips are blue", "hardly breathing"),
        ("Daniel hit me last night", "hurting you"),
        ("I want to kill him", "you could hurt someone"),
    ],
)
def test_each_danger_has_its_question(client, ruth, words, question):
    assert question in send(client, words, as_it_is="1")


def test_the_lines_are_those_of_ones_own_country(client, ruth):
    change_place(by=ruth, language="en", zone="UTC", country="IE")
    page = send(client, WORDS, as_it_is="1")
    assert 'href="tel:112"' in page or 'href="tel:999"' in page
    assert "Samaritans" in page


def test_without_a_country_the_way_leads_to_all_of_them(client, ruth):
    assert 'href="/help/"' in send(client, WORDS, as_it_is="1")


def test_nothing_is_sent_and_nothing_is_written_down(client, ruth):
    send(client, WORDS, as_it_is="1")
    assert mail.outbox == []
    assert {line.verb for line in ledger_of(ruth)} == {"account.opened", "promise.made"}


def test_a_password_is_not_read(client, ruth):
    page = client.post(
        "/account/settings/words/", {"chosen": "other", "own": "sober", "password": WORDS}, follow=True
    )
    assert "first-help" not in page.content.decode()


def test_a_shut_page_shows_nothing_of_it(client, ruth):
    set_lock(by=ruth, minutes=5, code="2580")
    client.post("/account/lock-now/")
    page = client.post("/promises/new/", promise(WORDS))
    assert page.status_code == 403
    assert "first-help" not in page.content.decode()


def test_those_without_a_plan_of_their_own_get_the_lines_alone(client):
    lena = make.person(LENA)
    make.sign_in(client, lena)
    page = client.post("/account/settings/words/", {"chosen": "other", "own": WORDS}, follow=True).content.decode()
    assert "first-help" in page
    assert "My safety plan" not in page


def test_a5_where_somebody_is_hurt_nobody_of_ones_own_is_named_to_call(client, ruth):
    """Whoever hurts them may be in their plan."""
    daniel = make.someone(ruth, "Daniel")
    add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=LineWanted("", daniel, "07700 900317"))
    for words, names in (("I want to die", True), ("He hits me and I am afraid of him", False)):
        shown = send(client, words, as_it_is="1")
        before = shown[shown.index("first-help") : shown.index("Nobody is watching")]
        assert ("07700 900317" in before) is names
        assert "/plan/" in before
