"""Signing in and out, and back in with a recovery code."""

import time
from datetime import timedelta

import argon2
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mending.accounts.actions import add_app, make_codes
from mending.accounts.models import Person
from mending.accounts.queries import codes_to_show
from mending.consent.queries import ledger_of
from mending.foundation import clock
from tests import make
from tests.pages.accounts.conftest import plain
from tests.people import OMAR, PASSWORD, RUTH

pytestmark = pytest.mark.django_db
SIGN_IN, BACK_IN, SECOND = "/account/sign-in/", "/account/back-in/", "/account/sign-in/second-step/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "seven slow swans over the water"


def app_code(back=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 - back))


def sign_in(client, name="ruth", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"name": name, "password": password, **more})


@pytest.fixture
def ruth():
    return make.person(RUTH)


@pytest.fixture
def codes(ruth):
    make_codes(by=ruth)
    return codes_to_show(ruth)


@pytest.mark.parametrize("typed", ["ruth", "Ruth", " RUTH  "])
def test_name_and_password_sign_in_however_the_name_is_written(client, ruth, typed):
    assert sign_in(client, typed).headers["Location"] == "/today/"
    assert client.get("/today/").status_code == 200


def test_the_page_that_was_asked_for_comes_after(client, ruth):
    assert sign_in(client, next="/log/").headers["Location"] == "/log/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "javascript:alert(1)", "\\evil"])
def test_nobody_is_sent_to_another_place(client, ruth, elsewhere):
    assert sign_in(client, next=elsewhere).headers["Location"] == "/today/"


def test_an_unknown_name_and_a_wrong_password_are_one_answer(client, ruth):
    known = sign_in(client, "ruth", "not her password")
    unknown = sign_in(client, "rosa", "not her password")
    assert known.status_code == unknown.status_code == 200
    assert plain(known, "ruth") == plain(unknown, "rosa")
    assert "do not fit together" in known.content.decode()
    assert "not her password" not in known.content.decode()


def test_an_account_that_was_switched_off_answers_like_a_wrong_password(client, ruth):
    wrong = sign_in(client, password="not her password")
    Person.objects.filter(pk=ruth.id).update(is_active=False)
    assert plain(sign_in(client)) == plain(wrong)


def test_too_many_wrong_passwords_answer_alike_for_every_name(client, ruth):
    for _ in range(8):
        sign_in(client, "ruth", "wrong")
        sign_in(client, "rosa", "wrong")
    known, unknown = sign_in(client, "ruth"), sign_in(client, "rosa")
    assert "tried too often" in known.content.decode()
    assert plain(known, "ruth") == plain(unknown, "rosa")


def test_the_same_network_cannot_try_name_after_name(client, ruth):
    for number in range(30):
        sign_in(client, f"name {number}", "wrong")
    assert "tried too often" in sign_in(client).content.decode()


def test_no_address_is_kept(client, ruth):
    client.post(SIGN_IN, {"name": "ruth", "password": "wrong"}, REMOTE_ADDR="203.0.113.77")
    client.post(SIGN_IN, {"name": "ruth", "password": PASSWORD}, REMOTE_ADDR="203.0.113.77")
    client.get("/today/", REMOTE_ADDR="203.0.113.77")
    assert UserSession.objects.get().ip == "::"
    assert "203.0.113" not in str([row.get_decoded() for row in Session.objects.all()])
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM site_cache")
        rows = cursor.fetchall()
    assert rows
    assert "203.0.113" not in str(rows)


def test_no_last_seen_is_kept(client, ruth):
    assert "last_login" not in {field.name for field in Person._meta.get_fields()}
    add_app(by=ruth, secret=SECRET)
    sign_in(client)
    client.post(SECOND, {"code": app_code()})
    assert client.get("/today/").status_code == 200
    assert set(Authenticator.objects.values_list("last_used_at", flat=True)) == {None}


def test_signing_out_is_a_form_and_ends_the_session(client, ruth):
    sign_in(client)
    assert client.get("/account/sign-out/").status_code == 405
    client.post("/account/sign-out/")
    assert client.get("/today/").headers["Location"].startswith(SIGN_IN)


def test_whoever_is_signed_in_is_sent_on(client, ruth):
    sign_in(client)
    for page in (SIGN_IN, "/account/sign-up/"):
        assert client.get(page).headers["Location"] == "/today/"


def test_the_app_is_asked_for_after_the_password(client, ruth):
    add_app(by=ruth, secret=SECRET)
    assert sign_in(client).headers["Location"] == SECOND
    assert client.get("/today/").headers["Location"].startswith(SIGN_IN)
    assert "does not fit" in client.post(SECOND, {"code": "000000"}).content.decode()
    assert client.post(SECOND, {"code": app_code()}).headers["Location"] == "/today/"


def test_a_code_of_the_app_opens_once(client, elsewhere, ruth):
    add_app(by=ruth, secret=SECRET)
    code = app_code()
    sign_in(client)
    sign_in(elsewhere)
    assert client.post(SECOND, {"code": code}).status_code == 302
    assert elsewhere.post(SECOND, {"code": f"{code[:3]} {code[3:]}"}).status_code == 200
    assert elsewhere.get("/today/").headers["Location"].startswith(SIGN_IN)


def test_a_code_opens_once_for_as_long_as_it_is_taken(client, elsewhere, ruth):
    """allauth remembers a used code for half a minute; it is taken for a minute and a half."""
    add_app(by=ruth, secret=SECRET)
    sign_in(client)
    sign_in(elsewhere)
    code = app_code()
    client.post(SECOND, {"code": code})
    cache.delete(f"allauth.mfa.totp.used?user={ruth.id}&code={code}")
    assert "used already" in elsewhere.post(SECOND, {"code": code}).content.decode()


def test_codes_cannot_be_guessed_for_long(client, ruth):
    add_app(by=ruth, secret=SECRET)
    sign_in(client)
    for number in range(8):
        client.post(SECOND, {"code": f"00000{number}"})
    assert "tried too often" in client.post(SECOND, {"code": app_code()}).content.decode()


def test_a_recovery_code_does_for_the_second_step(client, ruth, codes):
    add_app(by=ruth, secret=SECRET)
    sign_in(client)
    assert client.post(SECOND, {"code": codes[0]}).status_code == 302
    assert client.get("/today/").status_code == 200


def test_the_second_step_is_nothing_by_itself(client, ruth):
    assert client.get(SECOND).headers["Location"] == SIGN_IN
    assert client.post(SECOND, {"code": "123456"}).headers["Location"] == SIGN_IN


def recover(client, name="ruth", code="", password=NEW):
    return client.post(BACK_IN, {"name": name, "code": code, "password": password})


def test_a_recovery_code_lets_back_in_and_sets_a_password(client, elsewhere, ruth, codes):
    sign_in(elsewhere)
    answer = recover(client, "Ruth", codes[3])
    assert answer.headers["Location"] == "/account/settings/signing-in/"
    assert "9 codes are left" in client.get("/account/settings/signing-in/").content.decode()
    assert elsewhere.get("/today/").headers["Location"].startswith(SIGN_IN)
    assert "do not fit" in sign_in(elsewhere).content.decode()
    assert sign_in(elsewhere, password=NEW).status_code == 302
    assert [line.verb for line in ledger_of(ruth)][:1] == ["code.used"]


def test_one_code_is_enough_when_the_app_is_lost_too(client, ruth, codes):
    add_app(by=ruth, secret=SECRET)
    assert recover(client, code=codes[0]).status_code == 302
    assert client.get("/today/").status_code == 200


def test_a_code_works_once(client, elsewhere, ruth, codes):
    recover(client, code=codes[0])
    assert "do not fit together" in recover(elsewhere, code=codes[0]).content.decode()


def test_a_wrong_code_and_an_unknown_name_are_one_answer(client, ruth, codes):
    known, unknown = recover(client, "ruth", "1234 5678 9012"), recover(client, "rosa", "1234 5678 9012")
    assert known.status_code == unknown.status_code == 200
    assert plain(known, "ruth") == plain(unknown, "rosa")
    make.person(OMAR)  # has no codes
    assert plain(recover(client, "omar", "1234 5678 9012"), "omar") == plain(known, "ruth")


def test_recovery_is_tried_five_times_an_hour_and_answers_alike(client, ruth, codes):
    for _ in range(5):
        recover(client, "ruth", "1")
        recover(client, "rosa", "1")
    known, unknown = recover(client, "ruth", codes[0]), recover(client, "rosa", codes[0])
    assert "tried too often" in known.content.decode()
    assert plain(known, "ruth") == plain(unknown, "rosa")


def test_a_weak_new_password_spends_no_code(client, ruth, codes):
    assert "too common" in recover(client, code=codes[0], password="qwertyuiop").content.decode()
    assert recover(client, code=codes[0]).status_code == 302


@pytest.fixture
def hashes(monkeypatch):
    """The slow work of an attempt, noted as it is asked for: argon2, and trying a code against a set of codes."""
    asked = []

    def noted(work):
        def do(*args, **kwargs):
            asked.append(work.__name__)
            return work(*args, **kwargs)

        return do

    monkeypatch.setattr(argon2.low_level, "hash_secret", noted(argon2.low_level.hash_secret))
    monkeypatch.setattr(argon2._password_hasher, "verify_secret", noted(argon2._password_hasher.verify_secret))
    monkeypatch.setattr(RecoveryCodes, "validate_code", noted(RecoveryCodes.validate_code))
    return asked


@pytest.mark.parametrize(
    "attempt",
    [lambda client, name: sign_in(client, name, "wrong"), lambda client, name: recover(client, name, "1234")],
    ids=["sign in", "recover"],
)
def test_known_and_unknown_names_are_the_same_work(client, ruth, codes, hashes, attempt):
    """Slow work and questions to the database are counted: a clock would measure this machine."""
    cost = []
    for name in ("ruth", "rosa"):
        cache.clear()
        hashes.clear()
        with CaptureQueriesContext(connection) as queries:
            attempt(client, name)
        cost.append((len(queries), len(hashes)))
    assert cost[0] == cost[1]
    assert cost[0][1] == 1


@pytest.mark.parametrize(
    "typed", ["\x00", "'; DROP TABLE x; --", "<script>alert(1)</script>", "𒐫" * 40, "a" * 50_000]
)
@pytest.mark.parametrize("page", [SIGN_IN, BACK_IN])
def test_hostile_words_are_only_words(client, ruth, page, typed):
    answer = client.post(page, {"name": typed, "password": typed, "code": typed})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_asking_for_a_passkey_is_limited_too(client, ruth):
    answers = [client.get("/account/sign-in/passkey/options/").json() for _ in range(31)]
    assert "publicKey" in answers[29]
    assert answers[30] == {}


def test_sessions_that_ended_are_swept_at_a_sign_in(client, elsewhere, ruth):
    sign_in(elsewhere)
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    sign_in(client)
    assert [session.session_key for session in Session.objects.all()] == [client.session.session_key]
