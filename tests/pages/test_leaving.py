"""Quick exit (SAFETY A4), without a script; the journeys try it with one."""

from dataclasses import replace

import pytest
from django.test import Client

from mending.site import settings
from tests.make import person, sign_in
from tests.people import CAST, RUTH

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(client):
    sign_in(client, person(RUTH))
    return client


def test_leaving_signs_out_and_goes_to_the_quiet_page(ruth):
    answer = ruth.post("/leave/")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/leave/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert ruth.get("/today/").status_code == 302


def test_leaving_works_with_a_form_that_is_too_old():
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, person(RUTH))
    assert strict.post("/leave/").status_code == 303
    assert strict.get("/today/").status_code == 302


def test_leaving_takes_every_cookie_but_the_colours(ruth):
    ruth.cookies["csrf"] = "a" * 32
    ruth.cookies["messages"] = "b"
    ruth.cookies[settings.THEME_COOKIE] = "dark"
    gone = {name for name, cookie in ruth.post("/leave/").cookies.items() if cookie["max-age"] == 0}
    assert gone == {"session", "csrf", "messages"}


def test_leaving_twice_is_no_trouble(ruth):
    ruth.post("/leave/")
    assert ruth.post("/leave/").status_code == 303


def test_another_site_cannot_sign_a_person_out(ruth):
    answer = ruth.post("/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 303
    assert "Clear-Site-Data" not in answer.headers
    assert ruth.get("/today/").status_code == 200


def test_opening_the_quiet_page_signs_nobody_out(ruth):
    ruth.get("/leave/")
    assert ruth.get("/today/").status_code == 200


def test_the_quiet_page_says_nothing_of_us(ruth):
    words = ruth.get("/leave/").content.decode().lower()
    for word in ("mending", "help", "recovery", "sign", "account", "/static/", "script", 'href="/'):
        assert word not in words


def test_it_goes_on_to_the_address_that_the_installation_names(client, monkeypatch):
    elsewhere = replace(settings.ENVIRONMENT, exit_url="https://weather.example/")
    monkeypatch.setattr("mending.site.web.leaving.ENVIRONMENT", elsewhere)
    assert 'content="0;url=https://weather.example/"' in client.get("/leave/").content.decode()
    assert client.post("/leave/").headers["Location"] == "/leave/"


@pytest.mark.parametrize("page", ["/privacy/", "/help/", "/help/us/overdose/", "/gallery/", "/nothing/"])
def test_every_page_carries_help_and_the_way_out(client, page):
    words = client.get(page).content.decode()
    assert 'action="/leave/" data-leave' in words
    assert ">Help now</a>" in words


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.name)
def test_every_side_has_the_way_out_and_only_the_rooms_of_its_own(client, member):
    sign_in(client, person(member))
    words = client.get("/privacy/").content.decode()
    assert 'action="/leave/" data-leave' in words
    assert ('href="/circle/"' in words) is member.side.has_own_space
    assert 'href="/account/"' in words
