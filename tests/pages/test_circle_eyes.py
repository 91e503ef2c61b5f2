"""The pages of the circle through the eyes of each of the cast, with hostile words, stale forms, many people."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mending.circle.actions import add_relationship, archive, edit_relationship
from mending.circle.queries import relationship, relationships
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import NoContact
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.making import make_promise
from mending.promises.rules.outcomes import Kind as Ability
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from tests import make
from tests.people import CAST, RUTH

pytestmark = pytest.mark.django_db

SECRET = "Zebrafinch"
GENERAL = ("circle", "circle_map", "circle_add")
OF_ONE = (
    "relationship",
    "relationship_edit",
    "relationship_state",
    "relationship_block_over",
    "relationship_remove",
)
POSTED = ("relationship_take_back", "relationship_archive", "relationship_unarchive", "relationship_put_back")
STAFF = [member for member in CAST if not member.side.has_own_space]
NEIGHBOURS = [member for member in CAST if member.side.has_own_space and member is not RUTH]
OTHERS = [member for member in CAST if member is not RUTH]


@pytest.fixture
def ruth():
    return make.person(RUTH)


@pytest.fixture
def someone(ruth):
    return add_relationship(by=ruth, portrait=Portrait(SECRET, note=SECRET))


def addresses(someone):
    pages = [reverse(name, args=[someone]) for name in (*OF_ONE, *POSTED)]
    return [*pages, reverse("relationship_state_to", args=[someone, "ended"])]


def answer(client, method, address):
    """Status and bytes, with what differs from one request to the next taken out."""
    given = getattr(client, method)(address)
    return given.status_code, given.content


@pytest.mark.parametrize("member", OTHERS, ids=lambda member: member.name)
@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete"])
def test_somebody_elses_person_and_an_absent_one_look_the_same(client, ruth, someone, member, method):
    make.sign_in(client, make.person(member))
    absent = new_id()
    for hers, nobodys in zip(addresses(someone), addresses(absent), strict=True):
        got = answer(client, method, hers)
        assert got == answer(client, method, nobodys)
        assert got[0] in (404, 405)
        assert SECRET.encode() not in got[1]
    assert relationship(ruth, someone).nickname == SECRET


@pytest.mark.parametrize("member", STAFF, ids=lambda member: member.name)
def test_sides_without_a_space_of_their_own_have_no_circle(client, someone, member):
    make.sign_in(client, make.person(member))
    for name in GENERAL:
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name)).status_code in (404, 405)


@pytest.mark.parametrize("member", NEIGHBOURS, ids=lambda member: member.name)
def test_nobody_finds_her_people_in_their_own_circle(client, someone, member):
    make.sign_in(client, make.person(member))
    pages = [client.get(reverse(name)) for name in GENERAL] + [client.post(reverse("circle"), {"find": "zebra"})]
    for page in pages:
        assert page.status_code == 200
        assert SECRET.encode() not in page.content


def test_a_visitor_is_asked_to_sign_in(client, someone):
    for address in [*map(reverse, GENERAL), *addresses(someone)]:
        given = client.get(address)
        assert (given.status_code, given.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_her_own_pages_are_there(client, ruth, someone):
    make.sign_in(client, ruth)
    for address in [*map(reverse, GENERAL), *(reverse(name, args=[someone]) for name in OF_ONE)]:
        page = client.get(address)
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"


def test_no_name_is_in_a_title_or_an_address(client, ruth, someone):
    make.sign_in(client, ruth)
    for address in [*map(reverse, GENERAL), *(reverse(name, args=[someone]) for name in OF_ONE)]:
        title = client.get(address).content.decode().split("<title>")[1].split("</title>")[0]
        assert SECRET not in title


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "' OR 1=1 --",
    "Zo\u0301e \U0001f98a",
    "\u202eevil\u202c",
    "a\x00b",
    "\x07\x1b[31m",
    "x" * 5_000,
    " \n\t ",
    "-1",
    "99999999999999999999",
    "NaN",
    "2026-02-30",
    "../../etc/passwd",
]
FILLED = {
    "nickname": "Dani",
    "kind": "partner",
    "no_contact": "no",
    "closeness": "4",
    "support": "1",
    "uses_near_me": "no",
    "wish": "closer",
    "note": "Likes mornings.",
    "version": "1",
}
FIELDS = (*FILLED, "id")


@pytest.mark.parametrize("field", FIELDS)
def test_hostile_words_in_any_field_of_a_person_are_met_calmly(client, ruth, someone, field):
    make.sign_in(client, ruth)
    for hostile in HOSTILE:
        given = {**FILLED, "id": str(new_id()), field: hostile}
        for address in (reverse("circle_add"), reverse("relationship_edit", args=[someone])):
            page = client.post(address, given, follow=True)
            assert page.status_code in (200, 409)
            assert b"<script>alert" not in page.content
            assert b"<img src=x" not in page.content


@pytest.mark.parametrize("field", ["on", "reason", "id", "seen", "answer", "sure"])
def test_hostile_words_in_any_field_of_a_change_are_met_calmly(client, ruth, someone, field):
    make.sign_in(client, ruth)
    for hostile in HOSTILE:
        for name, more in (("relationship_state_to", ["no_contact"]), ("relationship_block_over", [])):
            given = {"on": "2026-01-02", "reason": "x", "id": str(new_id()), "seen": "1", "answer": "order"}
            page = client.post(reverse(name, args=[someone, *more]), {**given, field: hostile}, follow=True)
            assert page.status_code in (200, 409)
            assert b"<script>alert" not in page.content


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_elsewhere_are_met_calmly(client, ruth, someone, hostile):
    make.sign_in(client, ruth)
    assert client.get(reverse("circle"), {"show": hostile}).status_code == 200
    assert client.post(reverse("circle"), {"find": hostile}).status_code == 200
    taken = client.post(reverse("relationship_take_back", args=[someone]), {"change": hostile})
    assert taken.status_code == 404


def test_two_tabs_each_see_both_texts(client, ruth, someone):
    make.sign_in(client, ruth)
    edit_relationship(by=ruth, relationship_id=someone, portrait=Portrait("Dani", note="From one tab"), version=1)
    address = reverse("relationship_edit", args=[someone])
    page = client.post(address, {**FILLED, "note": "From the other tab", "version": "1"})
    words = page.content.decode()
    assert page.status_code == 409
    assert "From one tab" in words
    assert "From the other tab" in words
    assert relationship(ruth, someone).note == "From one tab"
    again = client.post(address, {**FILLED, "note": "From the other tab", "version": "2"})
    assert again.status_code == 302
    assert relationship(ruth, someone).note == "From the other tab"


def test_a_change_on_a_stale_page_says_how_it_stands_now(client, ruth, someone):
    make.sign_in(client, ruth)
    given = {"on": "2026-01-02", "reason": "", "seen": "1"}
    client.post(reverse("relationship_state_to", args=[someone, "cautious"]), {**given, "id": new_id()})
    address = reverse("relationship_state_to", args=[someone, "ended"])
    page = client.post(address, {**given, "id": new_id(), "reason": "Typed with care"})
    assert page.status_code == 409
    assert "Typed with care" in page.content.decode()
    assert "Cautious" in page.content.decode()
    assert 'name="seen" value="2"' in page.content.decode()


def test_a_name_already_there_is_told_beside_the_field(client, ruth, someone):
    make.sign_in(client, ruth)
    page = client.post(reverse("circle_add"), {**FILLED, "nickname": SECRET.upper(), "id": new_id()})
    assert "id_nickname_error" in page.content.decode()
    assert len(relationships(ruth)) == 1


def test_a_full_circle_says_so_kindly(client, ruth, someone, monkeypatch):
    monkeypatch.setattr("mending.circle.actions.rows.HOUSE_LIMIT", 1)
    make.sign_in(client, ruth)
    page = client.post(reverse("circle_add"), {**FILLED, "id": new_id()})
    assert "yours is full" in page.content.decode()
    assert "Likes mornings." in page.content.decode()


def test_a10_of_a_child_the_page_says_that_nothing_is_sent_or_asked(client, ruth):
    mia = add_relationship(by=ruth, portrait=Portrait("Mia", Kind.CHILD))
    make.sign_in(client, ruth)
    page = client.get(reverse("relationship", args=[mia])).content.decode()
    assert "Nothing is sent to or asked of a child" in page
    assert "counselor" in page
    assert "Uses near me" not in page


def test_a10_of_a_child_nothing_is_asked_that_is_not_kept(client, ruth):
    mia = add_relationship(by=ruth, portrait=Portrait("Mia", Kind.CHILD, 5))
    make.sign_in(client, ruth)
    address = reverse("relationship_edit", args=[mia])
    page = client.get(address).content.decode()
    for name in ("support", "uses_near_me", "wish"):
        assert f'name="{name}"' not in page
    given = {"nickname": "Mia", "kind": "child", "closeness": "4", "note": "Likes snails.", "version": "1"}
    client.post(address, given)
    assert relationship(ruth, mia).portrait == Portrait("Mia", Kind.CHILD, 4, note="Likes snails.")
    client.post(address, {**given, "kind": "grown_child", "version": "2"})
    assert 'name="support"' in client.get(address).content.decode()


def test_archiving_shows_the_way_back(client, ruth, someone):
    make.sign_in(client, ruth)
    page = client.post(reverse("relationship_archive", args=[someone]), follow=True).content.decode()
    assert reverse("relationship_unarchive", args=[someone]) in page
    assert SECRET not in client.get(reverse("circle")).content.decode()
    assert SECRET in client.get(reverse("circle"), {"show": "archived"}).content.decode()
    client.post(reverse("relationship_unarchive", args=[someone]))
    assert SECRET in client.get(reverse("circle")).content.decode()


def test_taking_someone_out_is_asked_first_and_can_be_undone(client, ruth, someone):
    make.sign_in(client, ruth)
    assert "out of your circle?" in client.get(reverse("relationship_remove", args=[someone])).content.decode()
    page = client.post(reverse("relationship_remove", args=[someone]), follow=True).content.decode()
    back = reverse("relationship_put_back", args=[someone])
    assert back in page
    assert SECRET in client.post(back, follow=True).content.decode()


def test_someone_with_a_promise_is_offered_the_archive_instead(client, ruth, someone):
    schedule = Schedule(clock.today(ruth.zone), Repeat.ONCE, None)
    make_promise(by=ruth, id=new_id(), wanted=Wanted("Call", someone, Ability.ABILITY, schedule))
    make.sign_in(client, ruth)
    page = client.post(reverse("relationship_remove", args=[someone]), follow=True).content.decode()
    assert "Archive them instead" in page
    assert len(relationships(ruth)) == 1


def test_a2_the_end_of_a_block_needs_a_day_words_and_to_be_sure(client, ruth):
    kim = add_relationship(by=ruth, portrait=Portrait("Kim"), no_contact=NoContact.ORDER)
    make.sign_in(client, ruth)
    address = reverse("relationship_block_over", args=[kim])
    full = {"on": "2026-01-02", "reason": "The court's letter.", "sure": "on", "id": str(new_id()), "seen": "1"}
    for gap in ("on", "reason", "sure"):
        client.post(address, {name: value for name, value in full.items() if name != gap})
        assert relationship(ruth, kim).no_contact is NoContact.ORDER
    assert "Paused by them" in client.post(address, full, follow=True).content.decode()


def fill(viewer, count):
    for number in range(count):
        added = add_relationship(by=viewer, portrait=Portrait(f"Person {number}", closeness=number % 5 + 1))
    archive(by=viewer, relationship_id=added)


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize("name", ["circle", "circle_map"])
def test_a_page_asks_at_most_eight_questions_however_many_people(client, ruth, name, count):
    fill(ruth, count)
    make.sign_in(client, ruth)
    client.get(reverse(name))
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse(name))
    assert len(asked) <= 8, [one["sql"][:90] for one in asked]


def test_the_page_of_one_asks_at_most_eight_questions(client, ruth, someone):
    make.sign_in(client, ruth)
    client.get(reverse("relationship", args=[someone]))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("relationship", args=[someone]))
    assert len(asked) <= 8, [one["sql"][:90] for one in asked]


def test_a_search_is_offered_when_the_list_is_long_and_finds(client, ruth):
    fill(ruth, 12)
    make.sign_in(client, ruth)
    assert 'name="find"' in client.get(reverse("circle")).content.decode()
    page = client.post(reverse("circle"), {"find": "person 3"}).content.decode()
    assert "Person 3" in page
    assert "Person 4" not in page
