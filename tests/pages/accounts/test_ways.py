"""Changing how one signs in, behind a fresh proof; devices; the second step of those who must have one."""

import json
import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession

from mending.accounts.actions import add_app, make_codes
from mending.accounts.actions.rows import keep_passkey
from mending.accounts.models import Passkey, Person
from mending.accounts.queries import codes_to_show
from mending.consent.queries import ledger_of
from mending.foundation import clock
from tests import make
from tests.people import LENA, OMAR, PASSWORD, RUTH

pytestmark = pytest.mark.django_db
SETTINGS, WAYS, PROVE = "/account/", "/account/settings/signing-in/", "/account/prove/"
NEW = "seven slow swans over the water"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BEHIND_PROOF = [
    f"{WAYS}name/",
    f"{WAYS}password/",
    f"{WAYS}codes/new/",
    f"{WAYS}app/",
    f"{WAYS}app/remove/",
    f"{WAYS}passkeys/new/",
    "/account/settings/lock/",
]


def app_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def ruth(client):
    viewer = make.person(RUTH)
    client.post("/account/sign-in/", {"name": "ruth", "password": PASSWORD})
    return viewer


def verbs(viewer):
    return [line.verb for line in ledger_of(viewer)][::-1][1:]


@pytest.mark.parametrize("page", BEHIND_PROOF)
def test_sensitive_pages_ask_again_after_five_minutes(client, ruth, page):
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        assert client.post(page, {"password": NEW, "name": "x", "code": "1"}).headers["Location"].startswith(PROVE)
    assert verbs(ruth) == []


def test_the_password_proves_and_leads_back(client, ruth):
    make.sign_in(client, ruth)
    page = f"{WAYS}password/"
    assert client.get(page).headers["Location"] == f"{PROVE}?next=%2Faccount%2Fsettings%2Fsigning-in%2Fpassword%2F"
    assert "not your password" in client.post(PROVE, {"password": "no", "next": page}).content.decode()
    assert client.post(PROVE, {"password": PASSWORD, "next": page}).headers["Location"] == page
    assert client.get(page).status_code == 200


def test_proving_is_tried_so_often_and_no_more(client, ruth):
    make.sign_in(client, ruth)
    for _ in range(9):
        client.post(PROVE, {"password": "no"})
    assert "tried too often" in client.post(PROVE, {"password": PASSWORD}).content.decode()


def test_a_new_password_signs_out_everywhere_else_and_not_here(client, elsewhere, ruth):
    elsewhere.post("/account/sign-in/", {"name": "ruth", "password": PASSWORD})
    assert client.post(f"{WAYS}password/", {"password": NEW}).headers["Location"] == WAYS
    assert client.get("/today/").status_code == 200
    assert elsewhere.get("/today/").status_code == 302
    page = client.get("/account/settings/devices/").content.decode()
    assert page.count("this one") == 1
    assert UserSession.objects.count() == 1
    assert verbs(ruth) == ["password.changed"]


@pytest.mark.parametrize("typed", ["short", "qwertyuiop", "ruthruthruth", ""])
def test_a_weak_password_is_told(client, ruth, typed):
    answer = client.post(f"{WAYS}password/", {"password": typed})
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_another_name_signs_in_from_now_on(client, elsewhere, ruth):
    client.post(f"{WAYS}name/", {"name": "Rue"})
    assert elsewhere.post("/account/sign-in/", {"name": "rue", "password": PASSWORD}).status_code == 302
    assert "You sign in as Rue" in client.get(SETTINGS).content.decode()


def test_a_name_that_is_taken_is_told(client, ruth):
    make.person(OMAR)
    assert "taken here" in client.post(f"{WAYS}name/", {"name": "OMAR"}).content.decode()
    assert client.get(SETTINGS).content.decode().count("You sign in as ruth") == 1


def test_the_app_is_set_up_with_a_picture_and_a_first_code(client, ruth):
    page = client.get(f"{WAYS}app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    sealed = re.search(r'name="secret" value="([^"]+)"', page).group(1)
    assert secret not in sealed
    wrong = client.post(f"{WAYS}app/", {"secret": sealed, "code": "000000"}).content.decode()
    assert "does not fit" in wrong
    assert re.search(r"<code>([A-Z2-7 ]+)</code>", wrong).group(1).replace(" ", "") == secret
    assert client.post(f"{WAYS}app/", {"secret": sealed, "code": app_code(secret)}).headers["Location"] == WAYS
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert client.post(f"{WAYS}app/", {"secret": sealed, "code": app_code(secret)}).status_code == 302
    client.post(f"{WAYS}app/remove/")
    client.post(f"{WAYS}app/remove/")
    assert verbs(ruth) == ["app.added", "app.removed"]


def test_a_secret_made_for_somebody_else_is_not_taken(client, ruth, elsewhere):
    omar = make.person(OMAR)
    make.sign_in(elsewhere, omar, proved=True)
    page = elsewhere.get(f"{WAYS}app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    sealed = re.search(r'name="secret" value="([^"]+)"', page).group(1)
    assert client.post(f"{WAYS}app/", {"secret": sealed, "code": app_code(secret)}).status_code == 200
    assert not Authenticator.objects.exists()


def test_new_codes_end_the_old_ones(client, elsewhere, ruth):
    make_codes(by=ruth)
    old = codes_to_show(ruth)
    assert client.post(f"{WAYS}codes/new/").headers["Location"] == f"{WAYS}codes/"
    assert not set(old) & set(codes_to_show(ruth))
    typed = {"name": "ruth", "code": old[0], "password": NEW}
    assert "do not fit" in elsewhere.post("/account/back-in/", typed).content.decode()


def test_codes_left_count_down_and_none_is_said(client, ruth):
    assert "You have none" in client.get(WAYS).content.decode()


def passkey_of(viewer, name="Her phone"):
    return keep_passkey(Person.objects.get(pk=viewer.id), name, {})


def test_a_passkey_is_renamed_and_its_name_is_sealed(client, ruth):
    row = passkey_of(ruth)
    client.post(f"{WAYS}passkeys/{row.id}/", {"name": "Blue phone"})
    assert "Blue phone" in client.get(WAYS).content.decode()
    kept = str(Passkey.objects.values().get()) + str(Authenticator.objects.values().get())
    assert "phone" not in kept
    assert verbs(ruth) == ["passkey.renamed"]


def test_a_passkey_of_somebody_else_is_not_there(client, ruth):
    row = passkey_of(make.person(OMAR))
    absent = client.get(f"{WAYS}passkeys/{ruth.id}/")
    for answer in (
        client.get(f"{WAYS}passkeys/{row.id}/"),
        client.post(f"{WAYS}passkeys/{row.id}/", {"name": "x"}),
        client.post(f"{WAYS}passkeys/{row.id}/remove/"),
    ):
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert Passkey.objects.count() == 1


def test_the_only_way_in_is_not_removed(client):
    viewer = make.person(RUTH, password=None)
    row = passkey_of(viewer)
    make.sign_in(client, viewer, proved=True)
    client.post(f"{WAYS}passkeys/{row.id}/remove/")
    assert "only way in" in client.get(WAYS).content.decode()
    client.post(f"{WAYS}password/", {"password": NEW})
    client.post(f"{WAYS}passkeys/{row.id}/remove/")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "no",
        "[]",
        "{}",
        "null",
        '{"id": 1}',
        '{"id": "AA", "rawId": "AA", "response": {}, "type": "public-key"}',
        '{"id": "AA", "rawId": "AA", "response": {"userHandle": "AA"}, "type": "public-key"}',
        '{"id": "AA", "rawId": "AA", "response": {"userHandle": null, "clientDataJSON": "e30", '
        '"authenticatorData": "AA", "signature": "AA"}, "type": "public-key"}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", '
        '"attestationObject": "oA"}}',
        "[" * 5000,
        '{"a":' * 3000,
    ],
)
def test_a_made_up_passkey_is_none(client, ruth, credential):
    assert client.post(f"{WAYS}passkeys/new/", {"name": "x", "credential": credential}).status_code == 200
    client.get("/account/sign-in/passkey/options/")
    assert client.post(PROVE, {"credential": credential}).status_code == 200
    client.post("/account/sign-out/")
    client.get("/account/sign-in/passkey/options/")
    answer = client.post("/account/sign-in/passkey/", {"credential": credential})
    assert "does not fit any account" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_devices_are_told_in_words_and_end_one_by_one(client, elsewhere, ruth):
    phone = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
    elsewhere.post("/account/sign-in/", {"name": "ruth", "password": PASSWORD}, headers={"user-agent": phone})
    page = client.get("/account/settings/devices/").content.decode()
    assert "Firefox on Android" in page
    handle = re.search(r'name="device" value="([^"]+)"', page).group(1)
    assert handle not in elsewhere.session.session_key
    client.post("/account/settings/devices/end/", {"device": handle})
    client.post("/account/settings/devices/end/", {"device": handle})
    assert elsewhere.get("/today/").status_code == 302
    assert client.get("/today/").status_code == 200
    assert verbs(ruth) == ["device.ended"]


def test_a_device_of_somebody_else_goes_on(client, elsewhere, ruth):
    make.person(OMAR)
    elsewhere.post("/account/sign-in/", {"name": "omar", "password": PASSWORD})
    page = elsewhere.get("/account/settings/devices/").content.decode()
    assert "this one" in page
    from mending.accounts.queries.devices import handle  # noqa: PLC0415

    client.post("/account/settings/devices/end/", {"device": handle(elsewhere.session.session_key)})
    assert elsewhere.get("/today/").status_code == 200


def test_sign_out_everywhere_else(client, elsewhere, ruth):
    elsewhere.post("/account/sign-in/", {"name": "ruth", "password": PASSWORD})
    client.post("/account/settings/devices/end/")
    assert elsewhere.get("/today/").status_code == 302
    assert client.get("/today/").status_code == 200


@pytest.fixture
def lena(client):
    viewer = make.person(LENA)
    client.post("/account/sign-in/", {"name": "lena", "password": PASSWORD})
    return viewer


@pytest.mark.parametrize("page", ["/today/", SETTINGS, "/log/", f"{WAYS}password/"])
def test_who_works_here_sets_up_a_second_step_before_any_page(client, lena, page):
    assert client.get(page).headers["Location"].startswith("/account/second-step/")
    assert "needs a second step" in client.get("/account/second-step/").content.decode()


def test_with_it_set_up_the_pages_open(client, lena):
    page = client.get(f"{WAYS}app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    sealed = re.search(r'name="secret" value="([^"]+)"', page).group(1)
    client.post(f"{WAYS}app/", {"secret": sealed, "code": app_code(secret)})
    assert client.get(SETTINGS).status_code == 200
    client.post(f"{WAYS}app/remove/")
    assert "needs a second step" in client.get(WAYS).content.decode()
    assert Authenticator.objects.count() == 1


def test_a_session_from_before_the_second_step_has_to_show_it(client, lena):
    add_app(by=lena, secret=SECRET)
    assert "One more step" in client.get("/account/second-step/").content.decode()
    for page in ("", "app/", "passkeys/new/", "codes/"):
        assert client.get(WAYS + page).headers["Location"].startswith("/account/second-step/")
    client.post("/account/second-step/", {"password": PASSWORD})
    assert client.get("/today/").status_code == 302
    client.post("/account/second-step/", {"code": app_code(SECRET)})
    assert client.get("/today/").status_code == 200


def test_a_password_alone_adds_no_second_factor_where_one_is_set(client, lena):
    """Whoever knows only the password of a counselor could otherwise add an app of their own."""
    add_app(by=lena, secret=SECRET)
    client.post("/account/sign-out/")
    assert (
        client.post("/account/sign-in/", {"name": "lena", "password": PASSWORD})
        .headers["Location"]
        .endswith("second-step/")
    )
    for page in ("app/", "passkeys/new/", "codes/"):
        assert client.get(WAYS + page).headers["Location"].startswith("/account/sign-in/")
