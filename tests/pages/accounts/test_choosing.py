"""Settings: what a person chooses for their own Mending."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mending.accounts.models import Person
from mending.accounts.queries import settings_of
from mending.consent.queries import ledger_of
from tests import make
from tests.people import MARTA, SOL

pytestmark = pytest.mark.django_db
PLACE, LOOK, WORDS = "/account/settings/place/", "/account/settings/look/", "/account/settings/words/"


def kept(viewer):
    return settings_of(viewer)


def test_language_zone_and_country(client, ruth):
    client.post(PLACE, {"language": "en", "zone": "Europe/Madrid", "country": "ES"})
    assert (kept(ruth).language, kept(ruth).zone, kept(ruth).country) == ("en", "Europe/Madrid", "ES")
    assert '<option value="Europe/Madrid" selected>' in client.get(PLACE).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"language": "xx", "zone": "UTC", "country": ""},
        {"language": "en", "zone": "../../etc/passwd", "country": ""},
        {"language": "en", "zone": "UTC", "country": "ZZ"},
        {},
    ],
)
def test_a_place_that_is_none_changes_nothing(client, ruth, typed):
    assert client.post(PLACE, typed).status_code == 200
    assert [line.verb for line in ledger_of(ruth)] == ["account.opened"]


def test_colours_name_and_icon_reach_every_page(client, ruth):
    client.post(LOOK, {"theme": "contrast", "app_name": "garden", "app_icon": "leaf"})
    page = client.get("/today/").content.decode()
    assert 'data-theme="contrast"' in page
    assert "<title>Garden" in page or "Garden</title>" in page
    assert "Mending</title>" not in page
    assert "icons/leaf" in page
    assert client.get("/manifest.webmanifest").json()["name"] == "Garden"


def test_the_same_choice_again_is_not_written_down(client, ruth):
    for _ in range(2):
        client.post(LOOK, {"theme": "dark", "app_name": "notes", "app_icon": "book"})
        client.post(WORDS, {"chosen": "sober"})
    assert [line.verb for line in ledger_of(ruth)].count("settings.changed") == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"chosen": "clean"}, "clean"),
        ({"chosen": "in recovery"}, "in recovery"),
        ({"chosen": "other", "own": "  one   day at a time "}, "one day at a time"),
        ({"chosen": "sober", "own": "left over"}, "sober"),
        ({"chosen": ""}, ""),
    ],
)
def test_words_of_ones_own_are_kept_sealed(client, ruth, typed, words):
    client.post(WORDS, typed)
    assert kept(ruth).own_words == words
    assert not words or words.encode() not in bytes(Person.objects.get(pk=ruth.id).own_words)
    checked = client.get(WORDS).content.decode()
    assert ("one day at a time" in checked) == (words == "one day at a time")


def test_own_words_that_are_missing_are_told(client, ruth):
    assert "Please write your words" in client.post(WORDS, {"chosen": "other", "own": " "}).content.decode()


def test_without_a_choice_no_words_are_shown(client, ruth):
    assert kept(ruth).own_words == ""


def test_hostile_words_are_only_words(client, ruth):
    client.post(WORDS, {"chosen": "other", "own": "<script>alert(1)</script>"})
    assert b"<script>alert" not in client.get(WORDS).content


def test_a_signed_in_page_costs_a_session_and_a_person(client, ruth):
    client.get("/privacy/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/privacy/")
    assert len(queries) == 2, [query["sql"] for query in queries.captured_queries]


@pytest.mark.parametrize("member", [MARTA, SOL], ids=lambda member: member.name)
@pytest.mark.parametrize(
    "page", ["", "settings/place/", "settings/look/", "settings/devices/", "settings/signing-in/"]
)
def test_every_side_has_settings(client, member, page):
    make.sign_in(client, make.person(member))
    assert client.get(f"/account/{page}").status_code == 200


def test_only_those_with_a_time_of_their_own_are_offered_words(client):
    make.sign_in(client, make.person(SOL))
    assert "My words" not in client.get("/account/").content.decode()
