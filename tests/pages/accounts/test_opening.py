"""Opening an account with a password."""

import re

import pytest

from mending.accounts.models import Person
from mending.accounts.queries import find
from mending.accounts.web import house
from mending.consent.models import LedgerRow
from mending.foundation.ids import new_id
from tests import make
from tests.people import PASSWORD, RUTH, SOL

pytestmark = pytest.mark.django_db
SIGN_UP = "/account/sign-up/"


@pytest.fixture
def someone_here():
    return make.person(SOL)


def form(**changes):
    return {
        "account": str(new_id()),
        "name": "Ruth",
        "side": "person",
        "adult": "on",
        "password": PASSWORD,
        "zone": "America/New_York",
        **changes,
    }


def test_a_name_and_a_password_are_enough(client, someone_here):
    answer = client.post(SIGN_UP, form(), headers={"accept-language": "es-MX,es;q=0.8"})
    assert answer.headers["Location"] == "/account/settings/signing-in/codes/"
    ruth = find("ruth")
    assert (ruth.side, ruth.zone, ruth.country) == ("person", "America/New_York", "MX")
    assert client.get("/today/").status_code == 200


def test_the_recovery_codes_come_first_and_are_shown_until_they_are_kept(client, someone_here):
    client.post(SIGN_UP, form())
    page = client.get("/account/settings/signing-in/codes/").content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4} \d{4}</code>", page)) == 10
    assert (
        client.post("/account/settings/signing-in/codes/", {"new": "1"}).headers["Location"] == "/account/welcome/"
    )
    assert client.get("/account/settings/signing-in/codes/").headers["Location"] == "/account/settings/signing-in/"


def test_the_name_is_nowhere_in_the_clear(client, someone_here):
    client.post(SIGN_UP, form(name="Ruth of the river"))
    row = Person.objects.filter(pk=find("ruth of the river").pk).values().get()
    assert "river" not in str(row).lower()


def test_the_same_form_sent_twice_opens_one_account(client, someone_here):
    twice = form()
    client.post(SIGN_UP, twice)
    other_tab = type(client)()
    again = other_tab.post(SIGN_UP, twice)
    assert again.headers["Location"] == "/account/settings/signing-in/codes/"
    assert LedgerRow.objects.filter(verb="account.opened").count() == 2  # Sol's and Ruth's


def test_the_same_form_with_another_password_finds_nothing(client, someone_here):
    twice = form()
    client.post(SIGN_UP, twice)
    assert type(client)().post(SIGN_UP, {**twice, "password": PASSWORD + " no"}).status_code == 404


@pytest.mark.parametrize("typed", ["ruth", "RUTH", "  Ruth ", "\uff32uth"])
def test_a_taken_name_is_told_beside_the_field_however_it_is_written(client, typed):
    make.person(RUTH)
    answer = client.post(SIGN_UP, form(name=typed))
    assert "This name is taken here" in answer.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "qwertyuiop"}, "too common"),
        ({"password": "81726354099"}, "entirely numeric"),
        ({"password": "ruth-ruth-ruth"}, "too much like your name"),
        ({"password": ""}, "Please choose a password"),
        ({"name": "   "}, "required"),
        ({"name": "x" * 41}, "at most 40"),
        ({"name": "\u202e\u202d"}, "Please write a name"),
        ({"adult": ""}, "required"),
        ({"side": "steward"}, "not one of the available choices"),
        ({"side": ""}, "required"),
        ({"account": "no"}, "valid UUID"),
        ({"credential": "{}"}, "passkey did not work"),
    ],
)
def test_what_does_not_do_is_told_and_the_rest_is_kept(client, someone_here, changes, said):
    answer = client.post(SIGN_UP, form(**changes))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert changes.get("name", "Ruth").strip("\u202e\u202d ") in page
    assert changes.get("password") is None or PASSWORD not in page
    assert Person.objects.count() == 1


def test_the_first_account_may_run_the_place(client):
    assert "runs Mending for a programme" in client.get(SIGN_UP).content.decode()
    client.post(SIGN_UP, form(name="sol", side="steward"))
    assert find("sol").side == "steward"
    assert client.get("/account/settings/signing-in/codes/").status_code == 200
    assert client.get("/today/").headers["Location"].startswith("/account/second-step/")


def test_closed_sign_up_says_so_kindly_but_lets_the_first_one_in(client):
    house.tell(house.House(signup_open=False))
    try:
        assert "The first account" in client.get(SIGN_UP).content.decode()
        client.post(SIGN_UP, form())
        assert "New accounts are not open here" in type(client)().get(SIGN_UP).content.decode()
        assert "New accounts are not open here" in type(client)().post(SIGN_UP, form(name="b")).content.decode()
        assert Person.objects.count() == 1
    finally:
        house.tell(house.House())


def test_too_many_tries_are_told(client, someone_here):
    for _ in range(20):
        client.post(SIGN_UP, form(name="ruth", credential="{}"))
    assert "tried too often" in client.post(SIGN_UP, form()).content.decode()
    assert find("ruth") is None


def test_a_guessed_country_that_is_none_is_not_kept(client, someone_here):
    client.post(SIGN_UP, form(), headers={"accept-language": "en-ZZ"})
    assert find("ruth").country == ""
