"""Expectations on their pages, through the eyes of the cast."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mending.circle import actions as circle
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import State
from mending.expectations.queries.expectations import expectation
from mending.expectations.rules.sections import Nearest, Section
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, LENA, NOON, OMAR, RUTH, TODAY
from tests.rooms.expecting import expect, lived, planned, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MOST = 8


def typed(**changes):
    form = {"id": new_id(), "day": TODAY, "prediction": "Mum will not wave", "belief": "", "who": ""}
    return {**form, **changes}


def page(client, path):
    return " ".join(client.get(path).content.decode().split())


def test_from_the_first_click_to_the_last(client, ruth):
    marta = make.someone(ruth, "Marta")
    answer = client.post("/expectations/new/", typed(who=marta, strength=80, belief="She hates me"))
    assert answer.url.endswith("/ways/")
    here = answer.url.removesuffix("ways/")
    ways = {"version": 1, "worst": "The door shuts", "worst_chance": 60, "best": "", "likely": "A nod"}
    assert client.post(f"{here}ways/", ways).url == f"{here}welcome/"
    assert "The door shuts" in page(client, f"{here}welcome/")
    answer = client.post(f"{here}welcome/", {"version": 2, "welcome": "She opens", "doing": ""})
    assert answer.url == here
    assert "Say what happened" in page(client, here)
    told = {"version": 3, "happened": "She opened", "happened_on": TODAY, "felt": "", "nearest": "likely"}
    assert client.post(f"{here}happened/", told).url == f"{here}learned/"
    learning = page(client, f"{here}learned/")
    for words in ("Mum will not wave", "60 %", "She opens", "She opened", "Undo"):
        assert words in learning
    learned = {"version": 4, "surprise": "Tea", "strength_after": 40, "lesson": "", "next_step": "Bring soup"}
    assert client.post(f"{here}learned/", learned).url == here
    shown = page(client, here)
    for words in ("Marta", "looked back on", "Tea", "40 %", "What I thought most likely"):
        assert words in shown
    assert "Mum will not wave" in page(client, "/expectations/?show=told")


def test_the_empty_page_says_what_to_do_first(client, ruth):
    assert "Think of one meeting or call" in page(client, "/expectations/")
    assert "Plan one, live the day" in page(client, "/expectations/over-time/")
    assert "Begin with the day" in page(client, "/expectations/home/")


def test_a_step_can_be_left_for_later(client, ruth):
    id = expect(ruth)
    assert f'href="/expectations/{id}/welcome/"' in page(client, f"/expectations/{id}/ways/")
    assert "not finished" in page(client, "/expectations/")
    answer = client.get(f"/expectations/{id}/happened/", follow=True)
    assert b"Write the part before it first" in answer.content


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"prediction": " "}, "A few words are enough"),
        ({"day": "tomorrow"}, "This is not a day"),
        ({"day": ""}, "A guess will do"),
        ({"day": "2040-01-01"}, "up to two years ahead"),
        ({"strength": "101"}, "a number from 0 to 100"),
        ({"strength": "much"}, "a number from 0 to 100"),
        ({"belief": "a" * 2001}, "at most 2,000 letters"),
        ({"who": "11111111-1111-4111-8111-111111111111"}, "Pick someone from the list, or nobody."),
        ({"who": "nonsense"}, "Pick someone from the list, or nobody."),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(client, ruth, wrong, sentence):
    answer = client.post("/expectations/new/", typed(**wrong))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "prediction" in wrong or b"Mum will not wave" in answer.content


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_someone_quiet_is_not_in_the_list_and_refused_like_nobody(client, ruth, state):
    theo = make.someone(ruth, "Theo", state)
    assert "Theo" not in page(client, f"/expectations/new/?with={theo}")
    quiet, nobody = (
        client.post("/expectations/new/", typed(who=who, id="")).content.decode() for who in (theo, new_id())
    )
    assert "Pick someone from the list, or nobody." in quiet
    assert without_token(quiet) == without_token(nobody)
    shown = page(client, f"/circle/{theo}/")
    assert "What I expect, and what came" in shown
    assert "/expectations/new/" not in shown


def without_token(text):
    before, _, after = text.partition('csrfmiddlewaretoken" value="')
    return before + after.partition('"')[2].partition("</form>")[2]


def test_the_relationship_page_leads_here_and_back(client, ruth):
    marta = make.someone(ruth, "Marta")
    planned(ruth, "She will nod", who=marta)
    planned(ruth, "It will snow")
    assert f"/expectations/?with={marta}" in page(client, f"/circle/{marta}/")
    shown = page(client, f"/expectations/?with={marta}")
    assert "What I expect of Marta" in shown
    assert "She will nod" in shown
    assert "It will snow" not in shown


def test_what_rests_is_read_and_nothing_is_asked(client, ruth):
    marta = make.someone(ruth, "Marta")
    id = planned(ruth, "She will nod", who=marta)
    assert "Set aside" not in page(client, "/expectations/")
    make.stand(ruth, marta, State.PAUSED_BY_ME)
    assert "She will nod" not in page(client, "/expectations/")
    assert "She will nod" not in page(client, "/today/")
    assert "She will nod" in page(client, "/expectations/?show=aside")
    shown = page(client, f"/expectations/{id}/")
    assert "She will nod" in shown
    assert "Say what happened" not in shown
    assert f"/expectations/{id}/expect/" not in shown
    assert client.get(f"/expectations/{id}/happened/").status_code == 404
    assert client.post(f"/expectations/{id}/welcome/", {"version": 3, "welcome": "x"}).status_code == 404


def test_a_test_of_someone_gets_a_nudge_and_can_be_kept(client, ruth):
    sent = typed(prediction="I will not ring, to see if she calls")
    answer = client.post("/expectations/new/", sent)
    assert b"reads a little like a test" in answer.content
    assert b"to see if she calls" in answer.content
    assert client.post("/expectations/new/", {**sent, "as_it_is": "1"}).status_code == 302


def test_the_page_says_it_is_no_test_of_loyalty(client, ruth):
    assert "never there to test how loyal someone is" in page(client, "/expectations/new/")


def test_a_child_may_be_named_and_a_counselor_is_pointed_to(client, ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD))
    id = planned(ruth, "Pip will hide", who=pip)
    for path in (f"/expectations/{id}/", f"/expectations/{id}/happened/"):
        assert "talk with a counselor" in page(client, path)
    assert "talk with a counselor" not in page(client, f"/expectations/{planned(ruth)}/")


def test_two_tabs_see_both_texts_side_by_side(client, ruth):
    id = planned(ruth)
    client.post(f"/expectations/{id}/welcome/", {"version": 3, "welcome": "First tab", "doing": ""})
    answer = client.post(f"/expectations/{id}/welcome/", {"version": 3, "welcome": "Second tab", "doing": ""})
    assert answer.status_code == 409
    assert b"First tab" in answer.content
    assert b"Second tab" in answer.content
    answer = client.post(f"/expectations/{id}/welcome/", {"version": 4, "welcome": "Second tab", "doing": ""})
    assert answer.status_code == 302
    assert expectation(ruth, id).said["welcome"] == "Second tab"


def test_a_day_and_a_person_changed_in_another_tab_are_shown_too(client, ruth):
    marta, id = make.someone(ruth, "Marta"), expect(ruth)
    client.post(f"/expectations/{id}/expect/", typed(version=1, who=marta, day="2026-06-30"))
    answer = client.post(f"/expectations/{id}/expect/", typed(version=1, prediction="Second tab"))
    assert answer.status_code == 409
    there_now = answer.content.decode().partition("There now")[2].partition("What you typed")[0]
    assert "Marta" in there_now
    assert "30 June 2026" in there_now


def test_a_shelf_has_pages(client, ruth):
    for number in range(21):
        planned(ruth, f"Guess {number:02}", day=TODAY + timedelta(days=number))
    first, second = page(client, "/expectations/"), page(client, "/expectations/?page=2")
    assert "Guess 19" in first
    assert "Guess 20" not in first
    assert "The next page" in first
    assert "Guess 20" in second
    assert "The page before" in second


def test_saying_what_happened_can_be_taken_back_and_the_words_wait(client, ruth):
    id = planned(ruth)
    write(ruth, id, Section.HAPPENED)
    client.post(f"/expectations/{id}/happened/take-back/")
    assert "We had tea" not in page(client, f"/expectations/{id}/")
    assert "We had tea" in page(client, f"/expectations/{id}/happened/")


def test_removed_and_put_back(client, ruth):
    id = planned(ruth)
    assert "Remove it" in page(client, f"/expectations/{id}/remove/")
    assert b"Undo" in client.post(f"/expectations/{id}/remove/", follow=True).content
    assert "She will not look up" not in page(client, "/expectations/")
    client.post(f"/expectations/{id}/put-back/")
    assert "She will not look up" in page(client, "/expectations/")


def test_late_is_marked(client, ruth):
    id = planned(ruth, day=TODAY - timedelta(days=9))
    write(ruth, id, Section.HAPPENED, day=TODAY - timedelta(days=9))
    shown = page(client, f"/expectations/{id}/")
    assert "Planned after the day, on 17 June 2026." in shown
    assert "written down later, on 17 June 2026" in shown


def test_the_next_step_fills_the_promise_form_without_a_word_in_the_address(client, ruth):
    marta = make.someone(ruth, "Marta")
    id = lived(ruth, who=marta)
    shown = page(client, f"/expectations/{id}/")
    assert "Make the next step a promise" in shown
    answer = client.post("/promises/new/", {"fill": "1", "words": "Bring soup", "to": marta})
    assert answer.status_code == 200
    filled = answer.content.decode()
    assert "Bring soup</textarea>" in filled
    assert f'value="{marta}" selected' in filled
    assert "Please look at this again" not in filled
    make.stand(ruth, marta, State.GRIEVING)
    assert "Make the next step a promise" not in page(client, f"/expectations/{id}/")


def test_a_long_list_can_be_searched(client, ruth):
    for number in range(8):
        planned(ruth, f"Guess number {number}")
    assert "Find one by its words" in page(client, "/expectations/")
    found = client.post("/expectations/", {"q": "number 5"}).content
    assert b"Guess number 5" in found
    assert b"Guess number 4" not in found


def test_over_time_says_the_same_in_picture_table_and_words(client, ruth):
    for number, nearest in enumerate((Nearest.LIKELY, Nearest.BEST, Nearest.WORST)):
        with clock.frozen(NOON + timedelta(days=number)):
            lived(ruth, f"Guess {number}", nearest=nearest)
    shown = page(client, "/expectations/over-time/")
    assert "You looked back at 3 days. 1 went as hoped, 1 went as thought, 1 went as feared." in shown
    assert "The worst felt most likely 3 times. It came 1 time." in shown
    assert "You rated 3 thoughts before and after: 3 grew weaker." in shown
    assert "from 80 to 50 per cent" in shown
    assert shown.count('class="dot"') == 3 + 3 + 2
    assert '<th scope="row">as feared</th><td>3</td><td>1</td>' in shown
    assert "score" not in shown


def test_over_time_tells_the_latest_few_at_first_and_more_on_asking(client, ruth):
    for number in range(10):
        with clock.frozen(NOON + timedelta(days=number)):
            lived(ruth, f"Guess {number}.", nearest=Nearest.BEST)
    at_first, more = page(client, "/expectations/over-time/"), page(client, "/expectations/over-time/?all")
    assert [f"Guess {number}." in at_first for number in range(10)] == [False] * 2 + [True] * 8
    assert all(f"Guess {number}." in more for number in range(10))
    assert 'href="?all"' in at_first and 'href="?all"' not in more
    assert "You looked back at 10 days. 10 went as hoped." in at_first


def test_a_plan_for_coming_home_from_first_to_last(client, ruth):
    daniel = make.someone(ruth, "Daniel")
    planned(ruth, "He will be at work", day=TODAY + timedelta(days=2))
    sent = {"id": new_id(), "name": "", "who": daniel, "comes_on": TODAY}
    here = client.post("/expectations/home/new/", sent).url
    client.post(f"{here}week/", {"version": 1, "sleeping": "The front room", "children": "Pip not yet"})
    client.post(f"{here}agree/", {"id": new_id(), "who": daniel, "words": "He holds the card until June"})
    shown = page(client, here)
    for words in ("to Daniel", "The front room", "Pip not yet", "He holds the card", "He will be at work"):
        assert words in shown
    assert "Overdose: what to do now" in shown
    assert "/help/" in shown
    client.post(f"{here}archive/")
    assert "put away" in page(client, "/expectations/home/")
    assert client.get(f"{here}week/").status_code == 404


@pytest.mark.parametrize("who", [OMAR, DANIEL, LENA])
def test_others_see_nothing_of_it(client, who):
    id = lived(make.person(RUTH), "Ruth’s own")
    make.sign_in(client, make.person(who))
    assert client.get(f"/expectations/{id}/").status_code == 404
    assert client.get(f"/expectations/{id}/").content == client.get(f"/expectations/{new_id()}/").content
    for path in ("/expectations/", "/expectations/over-time/", "/expectations/home/"):
        assert "Ruth’s own" not in client.get(path).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_pages_ask_the_database_as_little_after_five_years(client, ruth, count):
    marta = make.someone(ruth, "Marta")
    for number in range(count):
        with clock.frozen(NOON - timedelta(days=30 * number)):
            id = lived(ruth, f"Guess {number}", who=marta)
    home = client.post("/expectations/home/new/", {"id": new_id(), "who": marta, "comes_on": TODAY}).url
    paths = (
        "/expectations/",
        "/expectations/?show=told",
        "/expectations/over-time/",
        f"/expectations/{id}/",
        f"/expectations/{id}/expect/",
        f"/expectations/{id}/learned/",
        "/expectations/home/",
        home,
        f"{home}day/",
    )
    for path in paths:
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        assert len(found) <= MOST, f"{path}: {len(found)}"
