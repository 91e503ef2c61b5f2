"""The safety rules of expectations and of coming home; each by its name."""

import re
from datetime import timedelta

import pytest

from mending.accounts.actions import change_place
from mending.circle import actions as circle
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import NoContact, State
from mending.expectations import actions, handover
from mending.expectations.rules.home import Stretch
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.recovery.actions import open_window
from mending.recovery.rules.windows import Event
from tests import make, people
from tests.house.walking import Walker
from tests.rooms.expecting import lived, planned

pytestmark = pytest.mark.django_db

ZERO = re.compile(r"(?<![\d.,])0 (?:day|time|went|thought|grew|stayed)")


@pytest.fixture
def ruth():
    viewer = make.person(people.RUTH)
    change_place(by=viewer, language="en", zone="UTC", country="US")
    return viewer


def page(walker, path):
    answer = walker.ask("GET", path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def today():
    return clock.today("UTC")


def home(by, **more):
    id = new_id()
    actions.begin_home(by=by, id=id, **{"name": "", "who": None, "comes_on": today(), **more})
    return id


# A2


def test_a2_no_page_of_this_room_offers_someone_under_no_contact(ruth):
    circle.add_relationship(by=ruth, portrait=Portrait("Theo"), no_contact=NoContact.ORDER)
    id, plan = planned(ruth), home(ruth)
    walker = Walker(ruth)
    for path in (
        "/expectations/",
        "/expectations/new/",
        f"/expectations/{id}/expect/",
        "/expectations/home/new/",
        f"/expectations/home/{plan}/",
        f"/expectations/home/{plan}/edit/",
        f"/expectations/home/{plan}/agree/",
    ):
        assert "Theo" not in page(walker, path), path


def test_a2_sent_all_the_same_nothing_is_kept(ruth):
    theo = circle.add_relationship(by=ruth, portrait=Portrait("Theo"), no_contact=NoContact.ORDER)
    plan, walker = home(ruth), Walker(ruth)
    before = handover.export(ruth)
    sent = {"id": new_id(), "who": theo, "day": today(), "comes_on": today(), "words": "x", "prediction": "x"}
    for path in ("/expectations/new/", "/expectations/home/new/", f"/expectations/home/{plan}/agree/"):
        answer = walker.stay("POST", path, {**sent, "id": new_id()})
        assert answer.status_code == 200
        assert b"Pick someone from the list, or nobody." in answer.content
    assert handover.export(ruth) == before


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet and state is not State.NO_CONTACT])
def test_a2_once_quiet_nothing_of_them_is_brought_up(ruth, state):
    marta = make.someone(ruth, "Marta")
    planned(ruth, "Her guess", who=marta)
    lived(ruth, "Her story", who=marta)
    plan = home(ruth, who=marta)
    actions.agree(by=ruth, homecoming=plan, id=new_id(), words="A call on Sunday", who=marta)
    make.stand(ruth, marta, state)
    walker = Walker(ruth)
    for path in ("/today/", "/expectations/", "/expectations/over-time/", "/expectations/new/"):
        shown = page(walker, path)
        assert "Her guess" not in shown, path
        assert "Her story" not in shown, path
    shown = page(walker, f"/expectations/home/{plan}/")
    assert "to Marta" not in shown
    assert shown.index("Set aside") < shown.index("A call on Sunday")
    found = walker.ask("POST", "/expectations/", {"q": "her"}).content
    assert b"Her guess" not in found


# A3


def test_a3_nobody_else_learns_that_there_is_anything(ruth):
    daniel = make.person(people.DANIEL)
    before = Walker(daniel).ask("GET", "/expectations/").getvalue()
    lived(ruth)
    home(ruth)
    after = Walker(daniel).ask("GET", "/expectations/").getvalue()
    assert without_tokens(before) == without_tokens(after)


def without_tokens(text):
    return re.sub(rb'csrfmiddlewaretoken" value="[^"]*"', b"", text)


# A5


@pytest.mark.parametrize("field", ["prediction", "belief"])
def test_a5_words_of_crisis_bring_help_first(ruth, field):
    sent = {"id": new_id(), "day": today(), "prediction": "x", "belief": "", "who": ""}
    walker = Walker(ruth)
    answer = walker.stay("POST", "/expectations/new/", {**sent, field: "I want to die after that"})
    shown = walker.stay("GET", answer.headers["Location"]).content.decode()
    assert shown.index("first-help") < shown.index("<h1>")


# A6


def test_a6_the_overdose_card_stands_beside_every_plan_for_coming_home(ruth):
    plan = home(ruth)
    for path in ("/expectations/home/", f"/expectations/home/{plan}/"):
        shown = page(Walker(ruth), path)
        assert 'href="/help/us/overdose/"' in shown
        assert "/recovery/windows/add/" in shown
        assert "have not been reviewed by a clinician" in shown


def test_a6_in_the_weeks_when_tolerance_is_lost_the_plan_says_so(ruth):
    plan = home(ruth)
    open_window(by=ruth, event=Event.DISCHARGE, on=today())
    shown = page(Walker(ruth), f"/expectations/home/{plan}/")
    assert "Your body can take less now" in shown
    assert "You finished your stay. Well done" in shown
    assert "/recovery/windows/" in shown


# A8


def test_a8_no_count_goes_to_zero(ruth):
    walker = Walker(ruth)
    for _ in range(2):
        for path in ("/expectations/", "/expectations/over-time/", "/expectations/home/"):
            assert not ZERO.search(re.sub(r"<[^>]+>", " ", page(walker, path))), path
        lived(ruth)


def test_a8_taking_one_back_loses_no_word(ruth):
    id = lived(ruth)
    walker = Walker(ruth)
    for part in ("learned", "happened"):
        walker.stay("POST", f"/expectations/{id}/{part}/take-back/")
    assert handover.export(ruth)["expectations"][0]["lesson"] == "Wary is not cold"


# A10


def test_a10_about_a_child_a_counselor_is_named_and_nothing_is_asked_of_them(ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD))
    id, plan, walker = planned(ruth, "Pip will hide", who=pip), home(ruth), Walker(ruth)
    assert "talk with a counselor" in page(walker, f"/expectations/{id}/")
    assert "Pip" not in page(walker, f"/expectations/home/{plan}/agree/")
    sent = {"id": new_id(), "who": pip, "words": "Be good"}
    assert walker.ask("POST", f"/expectations/home/{plan}/agree/", sent).status_code == 200


# D2, D6


def test_d2_two_tabs_at_one_plan_see_both_texts(ruth):
    plan, walker = home(ruth), Walker(ruth)
    actions.write_stretch(by=ruth, homecoming=plan, stretch=Stretch.DAY, version=1, texts={"care": "First tab"})
    answer = walker.ask("POST", f"/expectations/home/{plan}/day/", {"version": 1, "care": "Second tab"})
    assert answer.status_code == 409
    assert b"First tab" in answer.content
    assert b"Second tab" in answer.content


def test_d6_a_day_that_cannot_be_is_told_beside_the_field(ruth):
    id, tomorrow = planned(ruth), today() + timedelta(days=1)
    sent = {"version": 3, "happened": "Kept words", "happened_on": tomorrow}
    answer = Walker(ruth).ask("POST", f"/expectations/{id}/happened/", sent)
    assert b"That day is still to come" in answer.content
    assert b"Kept words" in answer.content
