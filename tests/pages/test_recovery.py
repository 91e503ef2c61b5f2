"""The pages of recovery time, the way after a return to use, and the weeks to take care in."""

import re
from datetime import timedelta

import pytest

from mending.accounts.actions import change_own_words, change_place
from mending.circle import actions as circle
from mending.circle.rules.people import Portrait, UsesNearMe
from mending.circle.rules.states import State
from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.recovery.actions import open_window
from mending.recovery.rules.returning import Step
from mending.recovery.rules.windows import Event
from mending.safetyplan.actions import LineWanted, add_line
from mending.safetyplan.rules import Part
from tests import make
from tests.people import DANIEL, NOON, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def ruth(ruth):
    change_place(by=ruth, language="en", zone="UTC", country="US")
    return ruth


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def kept(client, back=99, **more):
    form = {"id": new_id(), "kind": "opioids", "starts_on": TODAY - timedelta(days=back), **more}
    assert client.post("/recovery/add/", form).status_code == 302
    return form["id"]


def wrote(client, **more):
    form = {"id": new_id(), "fresh": "keep", **more}
    answer = client.post("/recovery/return/write/", form)
    assert answer.status_code == 302, answer.content
    return form["id"]


# Time


def test_the_page_of_time_leads_with_total_days_in_the_persons_own_word(client, ruth):
    change_own_words(by=ruth, words="steady")
    kept(client)
    shown = page(client, "/recovery/")
    assert '<p class="days">100 days</p>' in shown
    assert "steady, since 10 March 2026" in shown
    assert "all of the last 90 days" in shown
    assert "longest run" not in shown, "it would say the same again"


def test_the_longest_run_stays_after_a_return(client, ruth):
    kept(client)
    wrote(client, on=TODAY - timedelta(days=9))
    assert "longest run: 90 days" in page(client, "/recovery/")


@pytest.mark.parametrize(("back", "words"), [(29, "today makes 30 days"), (364, "today makes 365 days")])
def test_a_round_number_is_said_quietly_on_its_day(client, ruth, back, words):
    kept(client, back=back)
    assert words in page(client, "/recovery/")
    kept(client, back=back + 1)
    assert page(client, "/recovery/").count("today makes") == 1


def test_on_the_first_day_today_is_a_day_of_it(client, ruth):
    kept(client, back=0)
    shown = page(client, "/recovery/")
    assert "Today is a day of it" in shown
    assert 'class="days"' not in shown


def test_several_times_are_kept_each_under_its_name(client, ruth):
    kept(client, kind="alcohol", back=9)
    kept(client, kind="own", name="<b>no more nights out</b>", back=4)
    shown = page(client, "/recovery/")
    assert "without alcohol" in shown
    assert "&lt;b&gt;no more nights out&lt;/b&gt;" in shown


def test_a_time_out_of_sight_shows_no_figure(client, ruth):
    id = kept(client)
    client.post(f"/recovery/times/{id}/hide/")
    assert "100 days" not in page(client, "/recovery/")
    client.post(f"/recovery/times/{id}/show/")
    assert "100 days" in page(client, "/recovery/")


def test_a_time_is_removed_after_asking_and_put_back(client, ruth):
    id = kept(client)
    assert "Remove it" in page(client, f"/recovery/times/{id}/remove/")
    after = client.post(f"/recovery/times/{id}/remove/", follow=True).content
    assert b"Undo" in after
    assert b"100 days" not in after
    client.post(f"/recovery/times/{id}/put-back/")
    assert "100 days" in page(client, "/recovery/")


def test_the_same_form_sent_twice_keeps_one_time(client, ruth):
    id = kept(client)
    kept(client, id=id)
    assert page(client, "/recovery/").count('class="days"') == 1


def test_a_stale_time_shows_both_and_keeps_what_was_typed(client, ruth):
    id = kept(client)
    form = {"id": id, "kind": "opioids", "starts_on": TODAY, "version": 1}
    client.post(f"/recovery/times/{id}/", {**form, "name": "first tab"})
    answer = client.post(f"/recovery/times/{id}/", {**form, "name": "second tab"}).content
    assert b"first tab" in answer
    assert b'value="second tab"' in answer


def test_a_wrong_day_is_told_beside_its_field(client, ruth):
    form = {"id": new_id(), "kind": "own", "name": "", "starts_on": TODAY + timedelta(days=1)}
    answer = client.post("/recovery/add/", form).content.decode()
    assert "This day is still to come" in answer
    assert "Write a name for it" in answer


# A return to use


def test_only_a_person_in_recovery_is_asked_whether_they_used(client, ruth):
    assert "I used" in page(client, "/today/")
    assert "I used" in page(client, "/plan/")
    make.sign_in(client, make.person(DANIEL))
    assert "I used" not in page(client, "/today/")
    assert "I used" not in page(client, "/plan/")
    assert 'href="/plan/"' in page(client, "/today/")


def test_every_screen_has_a_way_on_and_a_way_out_and_needs_no_writing(client, ruth):
    path, seen = "/recovery/return/", []
    before = len(ledger_of(ruth))
    while path:
        shown = page(client, path)
        seen.append(path.split("/")[-2])
        assert 'href="/today/"' in shown
        found = re.search(r'<a class="button" href="(/recovery/return/[^"]+)">', shown)
        path = found[1] if found else ""
        main = shown.partition("<main")[2].partition("</main>")[0]
        assert "<input" not in main or seen[-1] == "write"
    assert seen == ["return", *list(Step)[1:]]
    assert len(ledger_of(ruth)) == before, "walking through is not written down"


def test_signs_of_an_overdose_lead_at_once_to_the_card(client, ruth):
    shown = page(client, "/recovery/return/")
    assert 'href="/help/us/overdose/"' in shown
    assert 'href="tel:911"' in shown


@pytest.mark.parametrize("step", ["breathing", "alone", "naloxone", "medical"])
def test_medical_words_say_that_no_clinician_has_reviewed_them(client, ruth, step):
    assert "not been reviewed by a clinician" in page(client, f"/recovery/return/{step}/")


def test_whom_to_call_is_never_quiet_and_never_uses_near_me(client, ruth):
    for state in State:
        make.someone(ruth, f"quiet-{state}", state) if state.is_quiet else None
    circle.add_relationship(by=ruth, portrait=Portrait("Theo", uses_near_me=UsesNearMe.YES))
    nina = make.someone(ruth, "Nina")
    wanted = LineWanted("", nina, "07700 900142")
    add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=wanted)
    shown = page(client, "/recovery/return/person/")
    assert 'href="tel:07700900142"' in shown
    assert "quiet-" not in shown
    assert "Theo" not in shown


def test_a_return_takes_its_day_and_no_figure_is_nothing(client, ruth):
    kept(client)
    wrote(client, on=TODAY)
    shown = page(client, "/recovery/")
    assert '<p class="days">99 days</p>' in shown
    assert "89 of the last 90 days" in shown
    assert not re.search(r"\b0 (days|of)\b", shown)
    assert "What you earned stays" in page(client, "/recovery/return/kept/")


def test_the_day_may_be_left_out_and_the_start_stays(client, ruth):
    kept(client)
    wrote(client)
    shown = page(client, "/recovery/")
    assert "100 days" in shown
    assert "new start" not in shown


def test_a_new_start_is_set_only_when_asked_for(client, ruth):
    kept(client)
    wrote(client, on=TODAY - timedelta(days=9), fresh="new")
    shown = page(client, "/recovery/")
    assert '<p class="days">91 days</p>' in shown
    assert "1 day since your new start on 17 June 2026" in shown


def test_it_can_be_about_one_of_several_times(client, ruth):
    kept(client, back=99)
    alcohol = kept(client, kind="alcohol", back=49)
    wrote(client, on=TODAY, time=alcohol)
    shown = page(client, "/recovery/")
    assert "100 days" in shown
    assert "49 days" in shown


def test_a_return_is_undone_with_one_tap(client, ruth):
    kept(client)
    id = wrote(client, on=TODAY)
    client.post(f"/recovery/returns/{id}/remove/")
    assert "100 days" in page(client, "/recovery/")
    assert "These weeks" not in page(client, "/today/")


def test_hard_days_are_listed_when_asked_for_and_not_before(client, ruth):
    for number in range(5):
        wrote(client, on=TODAY - timedelta(days=number))
    page(client, "/recovery/")  # where the last one can be undone
    assert "/recovery/returns/" not in page(client, "/recovery/")
    assert 'href="?days#days"' in page(client, "/recovery/")
    assert page(client, "/recovery/?days").count('href="/recovery/returns/') == 5


def test_looking_back_is_not_there_on_the_same_day_and_is_on_the_next(client, ruth):
    id = wrote(client)
    path = f"/recovery/returns/{id}/look-back/"
    assert "<textarea" not in page(client, path)
    assert "look-back" not in page(client, "/today/")
    with clock.frozen(NOON + timedelta(days=1)):
        make.sign_in(client, ruth)
        assert page(client, path).count("<textarea") == 4
        assert path in page(client, "/today/")
        assert client.post(path, {"version": 0, "helped": "Nina came"}).status_code == 302
        assert "Nina came" in page(client, path)


def test_two_tabs_looking_back_lose_no_words(client, ruth):
    path = f"/recovery/returns/{wrote(client)}/look-back/"
    with clock.frozen(NOON + timedelta(days=1)):
        make.sign_in(client, ruth)
        client.post(path, {"version": 0, "helped": "first tab"})
        answer = client.post(path, {"version": 0, "helped": "second tab"}).content.decode()
    assert "first tab" in answer
    assert "second tab" in answer


# The weeks to take care in


def test_a_window_pins_the_card_on_today_and_asks_one_thing_after_the_other(client, ruth):
    window = open_window(by=ruth, event=Event.DETOX, on=TODAY)
    shown = page(client, "/today/")
    assert 'href="/help/us/overdose/"' in shown
    assert "Is naloxone near" in shown
    answer = client.post(f"/recovery/windows/{window}/answer/", {"naloxone": "yes", "next": "/today/"})
    assert answer.headers["Location"] == "/today/"
    shown = page(client, "/today/")
    assert "Is naloxone near" not in shown
    assert "you are not alone" in shown


@pytest.mark.parametrize("event", [Event.DETOX, Event.DISCHARGE])
def test_completing_is_congratulated_and_warned_about_in_one_breath(client, ruth, event):
    open_window(by=ruth, event=event, on=TODAY)
    said = page(client, "/today/").partition('id="pinned"')[2].partition("</p>")[0]
    assert re.search(r"you did it|Well done", said)
    assert "your body can take much less now" in said


def test_the_window_softens_and_ends(client, ruth):
    open_window(by=ruth, event=Event.CUSTODY, on=TODAY)
    for days, words in ((27, "Your body can take less now"), (28, "Still take care"), (89, "Still take care")):
        with clock.frozen(NOON + timedelta(days=days)):
            make.sign_in(client, ruth)
            assert words in page(client, "/today/")
    with clock.frozen(NOON + timedelta(days=90)):
        make.sign_in(client, ruth)
        assert 'id="pinned"' not in page(client, "/today/")


def test_not_yet_says_where_to_get_it(client, ruth):
    window = open_window(by=ruth, event=Event.HOSPITAL, on=TODAY)
    client.post(f"/recovery/windows/{window}/answer/", {"naloxone": "not_yet"})
    assert "Ask a pharmacy" in page(client, "/recovery/windows/")


def test_a_mistake_is_closed_and_opened_again(client, ruth):
    answer = client.post("/recovery/windows/add/", {"event": "detox", "on": TODAY}, follow=True)
    assert b"Undo" in answer.content
    window = open_window(by=ruth, event=Event.DETOX, on=TODAY)
    client.post(f"/recovery/windows/{window}/close/")
    assert 'id="pinned"' not in page(client, "/today/")
    assert "It was none" in page(client, "/recovery/windows/")
    client.post(f"/recovery/windows/{window}/reopen/")
    assert 'id="pinned"' in page(client, "/today/")


def test_a_return_to_use_is_not_marked_as_an_event_alone(client, ruth):
    answer = client.post("/recovery/windows/add/", {"event": "return", "on": TODAY})
    assert answer.status_code == 200
    assert 'value="return"' not in answer.content.decode()


def test_nothing_of_it_is_anybody_elses(client, ruth):
    kept(client, kind="own", name="steady as a rock")
    id = wrote(client, on=TODAY)
    make.sign_in(client, make.person(OMAR))
    for path in ("/today/", "/recovery/", "/recovery/windows/", "/recovery/return/kept/"):
        shown = page(client, path)
        assert "steady as a rock" not in shown
        assert 'id="pinned"' not in shown
    assert client.get(f"/recovery/returns/{id}/").status_code == 404


@pytest.mark.parametrize("step", list(Step))
def test_a6_the_overdose_card_is_one_tap_away_on_every_screen_of_the_way(client, ruth, step):
    assert 'href="/help/us/overdose/"' in page(client, f"/recovery/return/{step.value}/")


@pytest.mark.parametrize("path", ["/recovery/", "/recovery/windows/", "/recovery/return/person/", "/plan/"])
def test_no_page_costs_more_than_eight_questions(client, ruth, path, django_assert_max_num_queries):
    kept(client)
    for number in range(5):
        wrote(client, on=TODAY - timedelta(days=number))
        add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=LineWanted(f"{number}", None, "112"))
    with django_assert_max_num_queries(8):
        client.get(path)
