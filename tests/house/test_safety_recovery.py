"""The safety rules of recovery time, returns to use, the weeks after, and the safety plan; each by its name."""

import re
import tomllib
from datetime import timedelta

import pytest

from mending.accounts.actions import change_place
from mending.circle import actions as circle
from mending.circle.rules.people import Kind, Portrait, UsesNearMe
from mending.circle.rules.states import State
from mending.consent.queries import ledger_of
from mending.foundation import clock, content
from mending.foundation.ids import new_id
from mending.recovery import handover
from mending.recovery.actions import close_window, open_window
from mending.recovery.actions.returns import ReturnWanted, write_return
from mending.recovery.actions.times import TimeWanted, add_time
from mending.recovery.queries import times as q
from mending.recovery.queries import today as pinned
from mending.recovery.queries.papers import return_paper, tolerance_paper
from mending.recovery.rules.times import Kind as Counted
from mending.recovery.rules.times import Return
from mending.recovery.rules.windows import ALL_DAYS, FULL_DAYS, Event
from mending.safetyplan.actions import LineWanted, add_line
from mending.safetyplan.queries import in_short
from mending.safetyplan.rules import Part
from tests import make, people
from tests.house.walking import Walker

pytestmark = pytest.mark.django_db


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


def counted(by, back=30):
    id = new_id()
    add_time(by=by, id=id, wanted=TimeWanted(Counted.OPIOIDS, "", today() - timedelta(days=back)))
    return id


def used(by, *days):
    id = new_id()
    write_return(by=by, id=id, wanted=ReturnWanted(Return(*days)))
    return id


# A2, A3, A10


def test_a2_whoever_is_quiet_is_in_no_plan_and_on_no_screen_of_whom_to_call(ruth):
    nina = make.someone(ruth, "Nina")
    add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=LineWanted("", nina, "112"))
    make.stand(ruth, nina, State.PAUSED_BY_THEM)
    make.someone(ruth, "Theo", State.NO_CONTACT)
    for path in ("/plan/", "/plan/edit/", "/plan/ask/add/", "/recovery/return/person/"):
        shown = page(Walker(ruth), path)
        assert "Nina" not in shown, path
        assert "Theo" not in shown, path
    assert in_short(ruth).people == []


def test_a3_a_return_to_use_changes_nothing_that_anyone_else_can_see(ruth):
    daniel = make.person(people.DANIEL)
    before = [quiet_page(daniel, path) for path in ("/today/", "/recovery/", "/circle/", "/record/")]
    used(ruth, today())
    open_window(by=ruth, event=Event.MEDICATION, on=today())
    assert [quiet_page(daniel, path) for path in ("/today/", "/recovery/", "/circle/", "/record/")] == before
    assert not ledger_of(daniel)[:-2], "nothing of it stands in his log"


def quiet_page(viewer, path):
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", page(Walker(viewer), path))


def test_a10_a_child_is_neither_called_nor_put_into_a_plan(ruth):
    circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD, 5))
    for path in ("/recovery/return/person/", "/plan/ask/add/", "/plan/around/add/"):
        assert "Pip" not in page(Walker(ruth), path), path


# A5


def test_a5_the_plan_the_people_and_the_line_of_the_country_stand_on_one_screen(ruth):
    nina = make.someone(ruth, "Nina")
    add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=LineWanted("", nina, "555 0142"))
    shown = page(Walker(ruth), "/plan/")
    for part in ('href="tel:5550142"', 'href="tel:988"', 'href="tel:911"', "Nobody is watching this app."):
        assert part in shown
    assert in_short(ruth).exists


# A6


@pytest.mark.parametrize("event", Event)
def test_a6_each_event_pins_the_card_for_28_days_and_softer_to_90(ruth, event):
    if event is Event.RETURN:
        used(ruth, today())
    else:
        open_window(by=ruth, event=event, on=today())
    assert (FULL_DAYS, ALL_DAYS) == (28, 90)
    began = clock.now()
    for days, soft in ((0, False), (27, False), (28, True), (89, True)):
        with clock.frozen(began + timedelta(days=days)):
            shown = page(Walker(ruth), "/today/")
            assert 'href="/help/us/overdose/"' in shown
            assert ("Still take care" in shown) is soft
            assert "Is naloxone near" in shown
    with clock.frozen(began + timedelta(days=90)):
        assert "/help/us/overdose/" not in page(Walker(ruth), "/today/")


def test_a6_completing_treatment_is_congratulated_and_warned_about_in_one_breath():
    for event in Event:
        said = tolerance_paper().events[event].said
        assert ("Well done" in said or "you did it" in said) is event.completes
        assert re.search(r"body|careful|dose", said), event


def test_a6_medical_words_say_that_no_clinician_has_read_them_until_one_signs(ruth):
    for paper in (return_paper(), tolerance_paper()):
        assert (paper.review.by, paper.review.on) == ("", "")
    for path in ("/recovery/return/", "/recovery/windows/"):
        assert "have not been reviewed by a clinician" in page(Walker(ruth), path)


def test_a6_signs_of_an_overdose_come_before_everything_else_and_nothing_is_kept_of_it(ruth):
    lines = len(ledger_of(ruth))
    shown = page(Walker(ruth), "/recovery/return/")
    assert 0 < shown.index("/help/us/overdose/") < shown.index("/recovery/return/alone/")
    assert len(ledger_of(ruth)) == lines
    assert handover.export(ruth)["returns"] == []


# A7


def test_a7_no_word_of_ours_asks_anyone_to_stop_medication_or_to_go_without_naloxone():
    said = " ".join(strings(content.folder() / "recovery"))
    assert "Please do not stop it on your own" in said
    assert "Keep taking your medication" in said
    assert not re.search(r"(?<!not )(?<!missed or )\bstop (taking )?(your|the) medication", said, re.IGNORECASE)
    assert not re.search(r"without (naloxone|medication)|wean|taper|come off your medication", said, re.IGNORECASE)


def strings(folder):
    for file in folder.glob("*.toml"):
        yield from texts(tomllib.loads(file.read_text("utf-8")))


def texts(value):
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(part)


def test_a7_medication_is_recovery_and_missing_it_takes_no_day(ruth):
    time = counted(ruth)
    open_window(by=ruth, event=Event.MEDICATION, on=today())
    assert q.time(ruth, time, today()).count.total == 31
    assert "Medication for opioid use is recovery." in page(Walker(ruth), "/recovery/")


def test_a7_naloxone_is_never_far_from_someone_who_said_not_yet(ruth):
    window = open_window(by=ruth, event=Event.CUSTODY, on=today())
    walker = Walker(ruth)
    walker.stay("POST", f"/recovery/windows/{window}/answer/", {"naloxone": "not_yet", "not_alone": "not_yet"})
    shown = page(walker, "/recovery/windows/")
    assert "Ask a pharmacy" in shown
    assert "800-484-3731" in shown, "someone who stays on the line"


# A8

ZERO = re.compile(r"(?<![\d,.])0 (days?|of)\b|\bzero\b|start(s|ing)? (over|again from)", re.IGNORECASE)
SCENES = {
    "the first day": (0, []),
    "a return on the first day": (0, [(0,)]),
    "a return today": (30, [(0,)]),
    "a return of a week until today": (30, [(6, 0)]),
    "nothing but days of it": (9, [(9, 0)]),
    "the last ninety days all of it": (200, [(89, 0)]),
    "a new start today": (200, [(3, None, 0)]),
    "a day left out": (30, [(None,)]),
}


@pytest.mark.parametrize(("back", "returns"), SCENES.values(), ids=SCENES.keys())
def test_a8_no_page_shows_a_count_going_to_zero(ruth, back, returns):
    counted(ruth, back)
    for days in returns:
        used(ruth, *(None if ago is None else today() - timedelta(days=ago) for ago in days))
    for path in ("/recovery/", "/recovery/return/kept/", "/today/", "/recovery/return/write/"):
        shown = page(Walker(ruth), path)
        assert not ZERO.search(re.sub(r"<[^>]+>", " ", shown)), path


def test_a8_after_a_return_the_page_leads_with_the_total_and_keeps_the_milestones(ruth):
    counted(ruth, 399)
    used(ruth, today())
    shown = page(Walker(ruth), "/recovery/")
    assert '<p class="days">399 days</p>' in shown
    for milestone in ("7 days on ", "30 days on ", "365 days on "):
        assert milestone in shown
    assert "What you earned stays" in page(Walker(ruth), "/recovery/return/kept/")


def test_a8_a_new_start_is_never_set_unasked(ruth):
    walker = Walker(ruth)
    shown = page(walker, "/recovery/return/write/")
    assert re.search(r'value="keep"[^>]*checked', shown)
    walker.stay("POST", "/recovery/return/write/", {"id": new_id(), "on": today()})
    assert handover.export(ruth)["returns"][0]["new_start"] is None


def test_a8_looking_back_waits_for_another_day(ruth):
    slip = used(ruth, today())
    assert "<textarea" not in page(Walker(ruth), f"/recovery/returns/{slip}/look-back/")
    assert pinned(ruth, today()).look_back_at is None


def test_a8_a_window_marked_by_mistake_leaves_no_trace_on_the_pages(ruth):
    close_window(by=ruth, window=open_window(by=ruth, event=Event.DETOX, on=today()))
    assert "Still take care" not in page(Walker(ruth), "/today/")
    assert "can take less now" not in page(Walker(ruth), "/today/")


def test_a6_someone_who_uses_near_me_is_not_offered_after_a_return(ruth):
    circle.add_relationship(by=ruth, portrait=Portrait("Theo", uses_near_me=UsesNearMe.YES))
    assert "Theo" not in page(Walker(ruth), "/recovery/return/person/")
