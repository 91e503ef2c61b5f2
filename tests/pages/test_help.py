"""Help: for anyone, at once, and kept for a time without network."""

import json
import logging
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from mending.accounts.models import Person
from mending.foundation import clock
from mending.help import queries
from tests.make import body, person, sign_in
from tests.people import RUTH

pytestmark = pytest.mark.django_db

PAGES = [
    "/help/",
    "/help/overdose/",
    *(f"/help/{code}/{page}" for code in ("us", "gb", "ie", "ca", "au", "eu") for page in ("", "overdose/")),
]


@pytest.mark.parametrize("page", PAGES)
def test_help_opens_without_signing_in_and_without_asking_the_database(client, page, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(page)
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("page", PAGES)
def test_the_first_number_on_the_page_is_an_emergency_number(client, page):
    words = client.get(page).content.decode()
    first = re.search(r'href="tel:(\d+)"', words)[1]
    assert first in {"911", "999", "112", "000"}


def test_the_overdose_card_and_the_line_for_suicide_come_before_the_rest(client):
    words = client.get("/help/us/").content.decode()
    places = [words.index(part) for part in ("tel:911", "/help/us/overdose/", "tel:988", "tel:18006624357")]
    assert places == sorted(places)


def test_opening_the_card_is_not_logged(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/help/us/overdose/")
    assert "overdose" not in caplog.text


def test_a_country_we_have_nothing_for_is_not_there(client):
    assert client.get("/help/zz/").status_code == 404
    assert client.get("/help/zz/overdose/").status_code == 404


def test_help_is_only_read(client):
    assert client.post("/help/us/").status_code == 405


@pytest.mark.parametrize(
    ("day", "says", "says_not"),
    [
        (datetime(2026, 11, 23, tzinfo=UTC), "Last checked September 2026, by the author", "over six months"),
        (datetime(2027, 6, 1, tzinfo=UTC), "over six months ago", None),
    ],
)
def test_an_old_check_says_that_it_is_old(client, day, says, says_not):
    with clock.frozen(day):
        words = client.get("/help/ca/").content.decode()
    assert says in words
    assert says_not is None or says_not not in words
    assert "Not yet checked by whoever runs this Mending." in words


def test_a_doubt_is_said_beside_the_number(client):
    words = client.get("/help/us/").content.decode()
    assert words.index("Never Use Alone") < words.index("we do not know which one is right")


def test_the_card_says_that_no_clinician_reviewed_it(client):
    assert "has not been reviewed by a clinician" in client.get("/help/overdose/").content.decode()


def test_the_card_says_who_reviewed_it(client, monkeypatch):
    signed = replace(queries.card("overdose"), reviewed_by="Dr Example", reviewed_on="2026-11-20")
    monkeypatch.setattr("mending.help.web.views.card", lambda name, language: signed)
    words = client.get("/help/overdose/").content.decode()
    assert "Reviewed by Dr Example on 2026-11-20" in words
    assert "has not been reviewed" not in words


def test_every_page_says_that_nobody_is_watching(client):
    for page in ("/privacy/", "/help/us/", "/help/overdose/"):
        assert "Nobody is watching this app" in client.get(page).content.decode()


def test_the_way_to_help_leads_to_the_persons_country(client):
    viewer = person(RUTH)
    sign_in(client, viewer)
    Person.objects.filter(pk=viewer.id).update(country="IE")
    assert 'href="/help/ie/"' in client.get("/privacy/").content.decode()


def kept(client: Client) -> list[str]:
    words = client.get("/sw.js").content.decode()
    return json.loads(re.search(r"const KEPT = (\[.*?\]);", words)[1])


def test_the_worker_keeps_help_the_way_out_and_nothing_of_a_person(client):
    addresses = kept(client)
    assert set(PAGES) < set(addresses)
    assert all(re.match(r"/help/|/leave/$|/offline/$|/static/", address) for address in addresses)


def test_everything_the_worker_keeps_is_there_and_carries_no_token(client):
    for address in kept(client):
        assert b'name="csrfmiddlewaretoken" value' not in body(client, address) or address.endswith(".js")
        assert not client.cookies


def test_the_worker_is_asked_for_anew_and_changes_its_name_with_the_words(client, monkeypatch):
    before = client.get("/sw.js")
    assert before.headers["Cache-Control"] == "no-cache"
    assert before.headers["Content-Type"].startswith("text/javascript")
    monkeypatch.setattr("mending.site.web.device.fingerprint", lambda: "other words")
    assert client.get("/sw.js").content != before.content


def test_the_manifest_names_the_app_quietly(client):
    answer = client.get("/manifest.webmanifest")
    said = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert len(said["icons"]) == 3
    for icon in said["icons"]:
        assert body(client, icon["src"])
