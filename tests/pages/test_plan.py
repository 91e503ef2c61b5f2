"""The pages of the safety plan."""

import re

import pytest

from mending.accounts.actions import change_place
from mending.circle.rules.states import State
from mending.foundation.ids import new_id
from tests import make
from tests.people import OMAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(ruth):
    change_place(by=ruth, language="en", zone="UTC", country="GB")
    return ruth


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def wrote(client, part, **more):
    form = {"id": new_id(), "words": "", **more}
    answer = client.post(f"/plan/{part}/add/", form)
    assert answer.status_code == 302, answer.content
    return form["id"]


def test_an_empty_plan_hints_at_each_part_and_still_has_whom_to_call(client, ruth):
    shown = page(client, "/plan/")
    assert shown.count('class="soft no-print"') == 6
    assert "Write my plan" in shown
    assert 'href="tel:999"' in shown
    assert 'href="tel:116123"' in shown


def test_a_line_with_a_number_is_called_with_one_tap(client, ruth):
    nina = make.someone(ruth, "Nina")
    wrote(client, "ask", person=str(nina), phone="07700 900142", words="any hour")
    shown = page(client, "/plan/")
    assert 'href="tel:07700900142"' in shown
    assert "Nina" in shown
    assert "any hour" in shown


def test_the_plan_is_one_plain_page_that_needs_nothing_else(client, ruth):
    """So that it can be kept for a time without network: no form, no picture, no style or script of its own."""
    wrote(client, "signs", words="I stop opening the post")
    page(client, "/plan/")  # where it is said that the line was written
    whole = client.get("/plan/").content.decode()
    main = whole.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main
    assert "<img" not in main
    assets = re.findall(r'(?:<script|<link rel="stylesheet")[^>]*? (?:src|href)="([^"]+)"', whole)
    assert assets
    assert all(address.startswith("/static/site/") for address in assets)


def test_it_is_one_tap_from_every_page_and_from_help(client, ruth):
    for path in ("/today/", "/circle/", "/record/", "/help/gb/", "/recovery/return/", "/log/"):
        assert 'href="/plan/"' in page(client, path), path


def test_a_visitor_is_offered_no_plan(client):
    assert "/plan/" not in page(client, "/help/gb/")


def test_the_way_after_a_return_to_use_is_one_tap_away(client, ruth):
    assert 'href="/recovery/return/"' in page(client, "/plan/")


def test_nobody_quiet_is_offered(client, ruth):
    theo, nina = make.someone(ruth, "Theo", State.NO_CONTACT), make.someone(ruth, "Nina")
    shown = page(client, "/plan/ask/add/")
    assert str(nina) in shown
    assert str(theo) not in shown
    answer = client.post("/plan/ask/add/", {"id": new_id(), "person": str(theo), "words": "x"})
    assert answer.status_code == 200


def test_a_line_is_changed_moved_removed_and_put_back(client, ruth):
    one, two = wrote(client, "alone", words="first thing"), wrote(client, "alone", words="second thing")
    client.post(f"/plan/lines/{two}/move/earlier/")
    shown = page(client, "/plan/")
    assert shown.index("second thing") < shown.index("first thing")
    client.post(f"/plan/lines/{one}/", {"id": one, "version": 1, "words": "another thing"})
    answer = client.post(f"/plan/lines/{two}/remove/", follow=True).content
    assert b"Undo" in answer
    assert b"second thing" not in answer
    client.post(f"/plan/lines/{two}/put-back/")
    shown = page(client, "/plan/")
    assert "another thing" in shown
    assert "second thing" in shown


def test_sent_twice_it_is_one_line(client, ruth):
    id = wrote(client, "alone", words="cold water")
    wrote(client, "alone", id=id, words="cold water")
    assert page(client, "/plan/").count("cold water") == 1


def test_two_tabs_never_lose_words(client, ruth):
    id = wrote(client, "alone", words="cold water")
    client.post(f"/plan/lines/{id}/", {"id": id, "version": 1, "words": "first tab"})
    answer = client.post(f"/plan/lines/{id}/", {"id": id, "version": 1, "words": "second tab"}).content
    assert b"first tab" in answer
    assert b"second tab" in answer


def test_what_is_missing_is_told_and_what_was_typed_stays(client, ruth):
    answer = client.post("/plan/ask/add/", {"id": new_id(), "words": "Nina", "phone": "later"}).content.decode()
    assert "There is no number in this" in answer
    assert "Nina" in answer


def test_the_one_thing_a_line_needs_is_not_called_optional(client, ruth):
    assert "(optional)" not in page(client, "/plan/signs/add/")
    assert (
        "Write a few words.<" in client.post("/plan/signs/add/", {"id": new_id(), "words": " "}).content.decode()
    )


@pytest.mark.parametrize("path", ["/plan/", "/plan/edit/", "/recovery/", "/well/"])
def test_what_belongs_to_staying_well_is_marked_in_the_rooms(client, ruth, path):
    assert '<a href="/well/" aria-current="page">' in page(client, path)


def test_a_stranger_gets_the_same_404_as_for_nothing(client, ruth):
    id = wrote(client, "alone", words="cold water")
    make.sign_in(client, make.person(OMAR))
    theirs, nothing = client.get(f"/plan/lines/{id}/"), client.get(f"/plan/lines/{new_id()}/")
    assert theirs.status_code == nothing.status_code == 404
    assert theirs.content == nothing.content
