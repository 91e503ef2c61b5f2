"""The gallery, the forms in it, and a visitor's colours."""

import re

import pytest
from lxml import html

from mending.site.settings import THEME_COOKIE
from tests.make import body, person
from tests.people import RUTH

pytestmark = pytest.mark.django_db


def test_the_gallery_shows_every_set_of_colours(client):
    page = html.fromstring(client.get("/gallery/").content)
    assert page.xpath("//section[@class='look']/@data-theme") == ["light", "dark", "contrast"]


def test_no_page_has_an_inline_style_or_script(client):
    for address in ("/privacy/", "/gallery/", "/help/us/", "/help/us/overdose/", "/leave/"):
        page = html.fromstring(client.get(address).content)
        assert not page.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")


def test_no_page_asks_another_host_for_anything(client):
    for address in ("/privacy/", "/gallery/", "/help/us/overdose/"):
        page = html.fromstring(client.get(address).content)
        asked = page.xpath("//link/@href | //script/@src | //img/@src | //form/@action")
        assert all(re.match(r"/(?!/)|#", place) for place in asked)


def test_a_field_has_its_label_hint_and_error_tied_to_it(client):
    page = html.fromstring(client.get("/gallery/").content)
    field = page.get_element_by_id("wrong_words")
    assert page.xpath("//label[@for='wrong_words']")
    assert field.get("aria-invalid") == "true"
    for described in field.get("aria-describedby").split():
        assert page.get_element_by_id(described).text_content().strip()


def test_the_summary_leads_to_the_fields(client):
    page = html.fromstring(client.get("/gallery/").content)
    targets = page.xpath("//div[@role='alert']//a/@href")
    assert targets == ["#wrong_words", "#wrong_day"]
    for target in targets:
        page.get_element_by_id(target[1:])


def test_what_was_typed_is_kept(client):
    page = html.fromstring(client.get("/gallery/").content)
    assert page.get_element_by_id("wrong_day").get("value") == "soon"


def test_a_visitor_chooses_colours_and_comes_back_to_the_page(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/help/us/"})
    assert answer.headers["Location"] == "/help/us/"
    assert client.cookies[THEME_COOKIE]["httponly"]
    assert b'data-theme="dark"' in client.get("/privacy/").content


@pytest.mark.parametrize("target", ["https://other.example/", "//other.example/", "javascript:alert(1)", ""])
def test_choosing_colours_leads_nowhere_else(client, target):
    assert client.post("/theme/", {"theme": "dark", "next": target}).headers["Location"] == "/"


def test_colours_that_do_not_exist_are_not_kept(client):
    client.post("/theme/", {"theme": '"><script>', "next": "/"})
    assert THEME_COOKIE not in client.cookies
    client.cookies[THEME_COOKIE] = "pink"
    assert b'data-theme="system"' in client.get("/privacy/").content


def test_the_first_visit_fits_one_window_of_the_network(client):
    """HTML, style, script and icon, compressed as served: at most 14 KB."""
    person(RUTH)
    addresses = {"/", *re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").content.decode())}
    assert len(addresses) == 4
    assert sum(len(body(client, part, headers={"Accept-Encoding": "gzip"})) for part in addresses) < 14 * 1024
