"""The promises pages, through the eyes of the cast."""

from datetime import timedelta

import pytest

from mending.foundation.ids import new_id
from mending.promises.actions.answering import answer
from mending.promises.queries import promises as q
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from tests import make
from tests.people import LENA, OMAR, RUTH, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def daily(by, words="Call Marta at six", back=10):
    return make.promise(by, words, starts=TODAY - timedelta(days=back), repeat=Repeat.DAILY)


def typed(**changed):
    return {
        "id": new_id(),
        "words": "Be home by nine",
        "to": "me",
        "kind": "ability",
        "starts": TODAY,
        "repeat": "once",
    } | changed


def test_an_empty_page_says_what_to_do_first(client, ruth):
    assert b"Make a small promise" in client.get("/promises/").content


def test_a_promise_is_made_and_shown(client, ruth):
    answer_ = client.post("/promises/new/", typed(), follow=True)
    assert b"Be home by nine" in answer_.content
    assert b"Undo" in answer_.content


def test_sent_twice_it_is_made_once(client, ruth):
    form = typed()
    for _ in range(2):
        assert client.post("/promises/new/", form).status_code == 302
    assert client.get("/promises/").content.count(b"Be home by nine") == 1


def test_a_vague_promise_gets_a_nudge_and_can_be_kept_as_it_is(client, ruth):
    form = typed(words="Always be better")
    page = client.post("/promises/new/", form)
    assert b"Keep it as it is" in page.content
    assert b"Always be better" in page.content
    assert client.post("/promises/new/", form | {"as_it_is": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, b"A few words are enough"),
        ({"starts": "tomorrow"}, b"This is not a day"),
        ({"starts": "1999-01-01"}, b"up to five years ahead"),
        ({"repeat": "daily", "until": "2026-06-01"}, b"before the first one"),
        ({"kind": "nonsense"}, b"nonsense is not one of"),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(client, ruth, wrong, sentence):
    page = client.post("/promises/new/", typed(**wrong))
    assert page.status_code == 200
    assert sentence in page.content
    assert "words" in wrong or b"Be home by nine" in page.content


def test_one_tap_keeps_it_and_one_tap_takes_that_back(client, ruth):
    id = daily(ruth)
    page = client.post(f"/promises/{id}/{TODAY}/kept/", {"next": "/today/"}, follow=True)
    assert b"Undo" in page.content
    assert q.answer(ruth, id, TODAY).outcome is Outcome.KEPT
    client.post(f"/promises/{id}/{TODAY}/undo/")
    assert q.answer(ruth, id, TODAY) is None


def test_a_day_is_told_with_a_note(client, ruth):
    id = daily(ruth)
    client.post(f"/promises/{id}/{TODAY}/", {"version": 0, "outcome": "told", "note": "I told her at lunch."})
    assert b"I told her at lunch." in client.get(f"/promises/{id}/").content


def test_a_note_from_another_tab_is_shown_and_the_typed_one_kept(client, ruth):
    id = daily(ruth)
    answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.TOLD, note="From the other tab.")
    page = client.post(f"/promises/{id}/{TODAY}/", {"version": 0, "outcome": "kept", "note": "From this tab."})
    assert b"From the other tab." in page.content
    assert b"From this tab." in page.content


def test_two_tabs_editing_one_promise_show_both(client, ruth):
    id = daily(ruth)
    same = {"starts": TODAY - timedelta(days=10), "repeat": "daily", "version": 1}
    client.post(f"/promises/{id}/edit/", typed(words="First tab", **same))
    page = client.post(f"/promises/{id}/edit/", typed(words="Second tab", **same))
    assert b"First tab" in page.content
    assert b"Second tab" in page.content


def test_a_removed_promise_is_put_back(client, ruth):
    id = daily(ruth)
    assert b"Remove it" in client.get(f"/promises/{id}/remove/").content
    client.post(f"/promises/{id}/remove/")
    assert b"Call Marta" not in client.get("/promises/").content
    client.post(f"/promises/{id}/put-back/")
    assert b"Call Marta" in client.get("/promises/").content


def test_a_search_finds_by_a_part_of_a_word(client, ruth):
    daily(ruth)
    daily(ruth, "Water the beans")
    page = client.post("/promises/", {"q": "bean"}).content
    assert b"Water the beans" in page
    assert b"Call Marta" not in page


def test_open_days_are_shown_by_month(client, ruth):
    daily(ruth, back=40)
    assert client.get("/promises/open/").content.count(b'class="due"') == 16
    assert client.get("/promises/open/?month=2026-05").content.count(b'class="due"') == 24
    assert client.get("/promises/open/?month=nonsense").status_code == 200


PLACES = [
    "/promises/{id}/",
    "/promises/{id}/edit/",
    "/promises/{id}/end/",
    "/promises/{id}/remove/",
    "/promises/{id}/2026-06-17/",
    "/promises/{id}/2026-06-17/renegotiate/",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_gets_the_same_404_as_for_nothing(client, place):
    id = daily(make.person(RUTH))
    make.sign_in(client, make.person(OMAR))
    theirs, nothing = client.get(place.format(id=id)), client.get(place.format(id=new_id()))
    assert theirs.status_code == nothing.status_code == 404
    assert theirs.content == nothing.content


@pytest.mark.parametrize("place", ["/promises/", "/promises/new/", "/promises/open/", "/record/"])
def test_staff_sides_keep_no_space_of_their_own(client, place):
    make.sign_in(client, make.person(LENA))
    assert client.get(place).status_code in (302, 404)


def test_a_day_that_is_none_is_not_found(client, ruth):
    assert client.get(f"/promises/{daily(ruth)}/2026-02-30/").status_code == 404


def test_the_days_of_a_monthly_promise_are_shown_though_the_last_was_weeks_ago(client, ruth):
    id = make.promise(ruth, starts=TODAY - timedelta(days=351), repeat=Repeat.MONTHLY)
    page = client.get(f"/promises/{id}/").content.decode()
    assert page.count(">open<") == 12
    assert "Earlier days" not in page


def test_earlier_days_of_a_promise_are_a_page_away(client, ruth):
    id = daily(ruth, back=20)
    page = client.get(f"/promises/{id}/").content.decode()
    assert page.count(">open<") == 14
    assert "?to=2026-06-03" in page
    page = client.get(f"/promises/{id}/?to=2026-06-03").content.decode()
    assert page.count(">open<") == 7
    assert "The last days" in page
    assert "Earlier days" not in page


@pytest.mark.parametrize("to", ["nonsense", "0001-01-01", "9999-12-31", "2026-02-30", ""])
def test_any_day_can_be_asked_for(client, ruth, to):
    assert client.get(f"/promises/{daily(ruth)}/?to={to}").status_code == 200
