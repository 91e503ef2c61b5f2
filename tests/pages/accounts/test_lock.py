"""The idle lock: it falls shut by itself, opens with a code, and nothing kept from before opens it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mending.accounts.actions import end_other_devices, set_lock
from mending.accounts.models import Person
from mending.foundation import clock
from tests import make
from tests.people import OMAR, PASSWORD, RUTH

pytestmark = pytest.mark.django_db
CODE = "2580"
LOCKED, SIGN_IN = "/account/locked/", "/account/sign-in/"


@pytest.fixture
def ruth():
    viewer = make.person(RUTH)
    set_lock(by=viewer, minutes=5, code=CODE)
    return viewer


@pytest.fixture
def signed_in(client, ruth):
    client.post(SIGN_IN, {"name": "ruth", "password": PASSWORD})
    return client


def later(**time):
    return clock.frozen(clock.now() + timedelta(**time))


def is_open(client):
    return client.get("/today/").status_code == 200


def test_a_fresh_sign_in_is_open(signed_in):
    assert is_open(signed_in)


def test_it_falls_shut_after_its_minutes_and_asks_for_the_code(signed_in):
    with later(minutes=5):
        assert signed_in.get("/log/?before=3").headers["Location"] == f"{LOCKED}?next=%2Flog%2F%3Fbefore%3D3"
        answer = signed_in.post(LOCKED, {"code": CODE, "next": "/log/?before=3"})
        assert answer.headers["Location"] == "/log/?before=3"
        assert is_open(signed_in)


def test_use_keeps_it_open(signed_in):
    for minutes in (4, 8, 12):
        with later(minutes=minutes):
            assert is_open(signed_in)


def test_help_keeps_open_what_is_open_and_opens_nothing(signed_in):
    with later(minutes=6):
        assert signed_in.get("/help/").status_code in (200, 302)
        assert not is_open(signed_in)


def test_no_page_writes_a_row_for_the_lock(signed_in):
    is_open(signed_in)
    with (
        later(minutes=2),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        assert is_open(signed_in)
    # Reads joined into one stand in brackets on PostgreSQL.
    asked = [query["sql"].lstrip("(") for query in queries.captured_queries]
    assert not [sql for sql in asked if not sql.startswith("SELECT")]


def test_without_its_cookie_it_is_shut(signed_in):
    del signed_in.cookies["awake"]
    assert not is_open(signed_in)


@pytest.mark.parametrize("forged", ["", "x", "e30:bad", '{"opening": 1}'])
def test_a_forged_cookie_is_none(signed_in, forged):
    signed_in.cookies["awake"] = forged
    assert not is_open(signed_in)


def test_a_cookie_from_before_opens_nothing_after_lock_now(signed_in):
    kept = signed_in.cookies["awake"].value
    assert signed_in.post("/account/lock-now/").headers["Location"] == LOCKED
    assert not is_open(signed_in)
    signed_in.cookies["awake"] = kept
    assert not is_open(signed_in)


def test_an_old_cookie_does_not_reopen_a_lock_that_was_opened_anew(signed_in):
    kept = signed_in.cookies["awake"].value
    signed_in.post("/account/lock-now/")
    signed_in.post(LOCKED, {"code": CODE})
    signed_in.cookies["awake"] = kept
    assert not is_open(signed_in)


def test_a_cookie_of_another_session_opens_nothing(signed_in, elsewhere):
    elsewhere.post(SIGN_IN, {"name": "ruth", "password": PASSWORD})
    elsewhere.cookies["awake"] = signed_in.cookies["awake"].value
    assert not is_open(elsewhere)


def test_a_clock_set_back_leaves_it_shut(signed_in):
    with clock.frozen(clock.now() - timedelta(minutes=10)):
        assert not is_open(signed_in)


def test_five_wrong_codes_sign_out(signed_in):
    signed_in.post("/account/lock-now/")
    for left in (4, 3, 2, 1):
        assert f"{left} tr" in signed_in.post(LOCKED, {"code": "9999"}).content.decode()
    assert signed_in.post(LOCKED, {"code": "9999"}).headers["Location"] == SIGN_IN
    assert signed_in.get("/today/").headers["Location"].startswith(SIGN_IN)
    signed_in.post(SIGN_IN, {"name": "ruth", "password": PASSWORD})
    assert is_open(signed_in)


def test_a_right_code_gives_all_five_tries_back(signed_in, ruth):
    signed_in.post("/account/lock-now/")
    signed_in.post(LOCKED, {"code": "9999"})
    signed_in.post(LOCKED, {"code": CODE})
    assert Person.objects.get(pk=ruth.id).code_tries == 0


def test_after_five_wrong_codes_another_session_has_no_tries_either(signed_in, elsewhere, ruth):
    elsewhere.post(SIGN_IN, {"name": "ruth", "password": PASSWORD})
    elsewhere.post("/account/lock-now/")
    for _ in range(5):
        signed_in.post(LOCKED, {"code": "9999"})
    assert elsewhere.post(LOCKED, {"code": CODE}).headers["Location"] == SIGN_IN


def test_the_locked_page_shows_nothing_personal_and_the_ways_out(signed_in):
    signed_in.post("/account/lock-now/")
    page = signed_in.get(LOCKED).content.decode()
    assert "ruth" not in page.lower()
    assert "Help now" in page
    assert "Quick exit" in page
    assert 'class="rooms"' not in page


def test_signing_out_works_while_it_is_shut(signed_in):
    signed_in.post("/account/lock-now/")
    assert signed_in.post("/account/sign-out/").status_code == 302
    assert signed_in.get("/today/").headers["Location"].startswith(SIGN_IN)


def test_setting_it_shuts_every_other_session_at_once(client, elsewhere):
    viewer = make.person(RUTH)
    for each in (client, elsewhere):
        each.post(SIGN_IN, {"name": "ruth", "password": PASSWORD})
    assert (
        client.post("/account/settings/lock/", {"minutes": "10", "code": CODE}).headers["Location"] == "/account/"
    )
    assert is_open(client)
    assert not is_open(elsewhere)
    assert Person.objects.get(pk=viewer.id).code_hash.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("12", "four to eight"),
        ("123456789", "at most 8"),
        ("abcd", "four to"),
        ("٢٥٨٠", "four to"),
        ("1111", "easy to guess"),
        ("4321", "easy to guess"),
    ],
)
def test_a_code_that_does_not_do_is_told(client, code, said):
    viewer = make.person(RUTH)
    make.sign_in(client, viewer, proved=True)
    assert said in client.post("/account/settings/lock/", {"minutes": "10", "code": code}).content.decode()
    assert not Person.objects.get(pk=viewer.id).has_lock


def test_taking_it_off_asks_who_is_there(client, ruth):
    make.sign_in(client, ruth)
    session = client.session
    session["lock_opening"] = "x"
    session.save()
    assert not is_open(client)
    client.post(LOCKED, {"code": CODE})
    answer = client.post("/account/settings/lock/", {"remove": "1"})
    assert answer.headers["Location"].startswith("/account/prove/")
    client.post("/account/prove/", {"password": PASSWORD})
    client.post("/account/settings/lock/", {"remove": "1"})
    assert not Person.objects.get(pk=ruth.id).has_lock
    assert is_open(client)


def test_signing_out_everywhere_reaches_a_locked_device(signed_in, ruth):
    signed_in.post("/account/lock-now/")
    end_other_devices(by=ruth, keep=None)
    assert signed_in.get("/today/").headers["Location"].startswith(SIGN_IN)


def sent_while_shut(client, **fields):
    client.post("/account/lock-now/")
    return client.post("/circle/add/", {"nickname": "Dani by the river", "note": ["one", "two"], **fields})


def held_in(answer):
    return re.search(r'name="held" value="([^"]+)"', answer.content.decode()).group(1)


def test_words_sent_after_it_fell_shut_are_given_back_once_it_opens(signed_in):
    answer = sent_while_shut(signed_in)
    assert (answer.status_code, "river" in answer.content.decode()) == (403, False)
    again = signed_in.post(LOCKED, {"code": "9999", "held": held_in(answer)})
    page = signed_in.post(LOCKED, {"code": CODE, "held": held_in(again)}).content.decode()
    assert 'action="/circle/add/"' in page
    assert 'name="nickname" value="Dani by the river"' in page
    assert page.count('name="note"') == 2
    assert page.count("csrfmiddlewaretoken") == 1 + page.count('action="/account/lock-now/"')


def test_held_words_are_given_to_nobody_else_and_not_for_long(signed_in, elsewhere):
    sealed = held_in(sent_while_shut(signed_in))
    omar = make.person(OMAR)
    set_lock(by=omar, minutes=5, code=CODE)
    elsewhere.post(SIGN_IN, {"name": "omar", "password": PASSWORD})
    for sent in (sealed, sealed[:-4] + "AAAA", "no", ""):
        assert elsewhere.post(LOCKED, {"code": CODE, "held": sent}).headers["Location"] == "/today/"
    with later(hours=1):
        assert signed_in.post(LOCKED, {"code": CODE, "held": sealed}).headers["Location"] == "/today/"


def test_passwords_are_never_held(signed_in):
    signed_in.post("/account/lock-now/")
    answer = signed_in.post("/account/settings/signing-in/password/", {"password": "secret"})
    assert 'name="held"' not in answer.content.decode()
