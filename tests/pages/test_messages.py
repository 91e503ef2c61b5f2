"""The short words after a redirect: shown once, readable only here, and no write to disk of their own."""

import base64
import zlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.people import RUTH

pytestmark = pytest.mark.django_db
WORDS = "/account/settings/words/"


@pytest.fixture
def ruth(client):
    make.sign_in(client, make.person(RUTH))
    client.get("/account/")
    return client


def save(client):
    return client.post(WORDS, {"chosen": "other", "own": "since the river"})


def writes(captured):
    return [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_they_are_shown_once(ruth):
    save(ruth)
    assert b"Saved." in ruth.get("/account/").content
    assert b"Saved." not in ruth.get("/account/").content


def test_their_cookie_says_nothing(ruth):
    cookie = save(ruth).cookies["messages"]
    assert cookie["httponly"]
    held = base64.urlsafe_b64decode(cookie.value)
    assert len(held) > 40
    assert b"Saved" not in held
    with pytest.raises(zlib.error):
        zlib.decompress(held)


def test_they_do_not_outlive_the_sign_in(ruth):
    save(ruth)
    kept = ruth.cookies["messages"].value
    ruth.post("/account/sign-out/")
    ruth.cookies["messages"] = kept
    for path in ("/", "/account/sign-in/"):
        assert b"Saved." not in ruth.get(path, follow=True).content


@pytest.mark.parametrize("value", ["nonsense", "AAAA", "%%%", "x" * 3000])
def test_a_cookie_that_does_not_open_is_no_error(ruth, value):
    ruth.cookies["messages"] = value
    assert ruth.get("/account/").status_code == 200


def test_saving_writes_no_session_and_reading_writes_nothing(ruth):
    with CaptureQueriesContext(connection) as saving:
        save(ruth)
    assert not [sql for sql in writes(saving) if "django_session" in sql]
    with CaptureQueriesContext(connection) as reading:
        ruth.get("/account/")
    assert writes(reading) == []
