"""Before telling someone: answered on the same page, and nothing kept."""

import pytest

from mending.consent.queries import ledger_of

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
