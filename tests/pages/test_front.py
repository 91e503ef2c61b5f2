"""The front door, for a visitor."""

import pytest

from tests import make
from tests.people import RUTH

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_what_mending_is(client):
    make.person(RUTH)
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"month in, month out" in answer.content


def test_today_asks_a_visitor_to_sign_in(client):
    assert client.get("/today/").status_code == 302


def test_an_empty_installation_asks_for_the_first_account(client):
    assert client.get("/").headers["Location"] == "/account/sign-up/"


def test_every_answer_keeps_to_itself(client):
    headers = client.get("/").headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
