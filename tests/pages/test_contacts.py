"""Contacts and staying in touch, as Ruth reads them."""

import re
from datetime import timedelta

import pytest

from mending.circle import actions as circle
from mending.circle.actions import contacts as actions
from mending.circle.queries import contacts as q
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, LENA, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LOG, TOUCH, REACH = "/circle/contacts/", "/circle/in-touch/", "/circle/quiet/"


def text(answer):
    return answer.content.decode()


def test_an_empty_circle_says_how_to_begin(client, ruth):
    for page in (LOG, TOUCH):
        assert "Nobody is in your circle yet" in text(client.get(page))


def test_two_taps_write_a_contact_and_say_who_began_it(client, ruth):
    marta = make.someone(ruth, "Marta")
    tap = {"id": new_id(), "who": marta, "on": TODAY, "how": "met"}
    page = text(client.post(LOG, tap, follow=True))
    assert "Who began it?" in page and "Marta" in page
    client.post(f"{LOG}{tap['id']}/", {"started": "them"})
    assert q.contacts(ruth)[0].started.value == "them"
    client.post(f"{LOG}{tap['id']}/take-back/")
    assert q.contacts(ruth) == []


def logged(ruth, **more):
    id, marta = new_id(), make.someone(ruth, "Marta")
    actions.log_contact(by=ruth, id=id, relationship=marta, on=TODAY, **more)
    return id, {"on": TODAY, "how": "talked", "started": "me", "version": 1}


def test_a_contact_is_changed_from_the_list(client, ruth):
    id, filled = logged(ruth)
    assert f"{LOG}{id}/edit/" in text(client.get(LOG))
    assert text(client.get(f"{LOG}{id}/edit/")).count(" checked") == 2
    before = TODAY - timedelta(days=1)
    page = client.post(f"{LOG}{id}/edit/", filled | {"on": before, "how": "wrote", "started": "both"}, follow=True)
    assert "Changed." in text(page)
    card = q.contact(ruth, id)
    assert (card.on, card.how.value, card.started.value) == (before, "wrote", "both")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on": "2026-06-18"}, "still to come"),
        ({"on": "1999-01-01"}, "more than a year ago"),
        ({"on": "soon"}, "not a day"),
        ({"how": "flew"}, "Pick one of these"),
        ({"started": ""}, "Pick one of these"),
    ],
)
def test_what_was_typed_stays_beside_what_is_wrong_with_it(client, ruth, typed, told):
    id, filled = logged(ruth)
    page = text(client.post(f"{LOG}{id}/edit/", filled | {"how": "met"} | typed))
    assert told in page
    if "on" in typed:
        assert f'value="{typed["on"]}"' in page
        assert re.search(r'value="met"[^>]* checked', page)
    assert q.contact(ruth, id).how.value == "talked"


def test_a_contact_changed_in_two_tabs_shows_both(client, ruth):
    id, filled = logged(ruth)
    client.post(f"{LOG}{id}/edit/", filled | {"started": "them"})
    answer = client.post(f"{LOG}{id}/edit/", filled | {"how": "met"})
    assert answer.status_code == 409
    assert "There it now says:" in text(answer) and "They did" in text(answer)
    assert re.search(r'name="version" value="2"', text(answer))
    assert client.post(f"{LOG}{id}/edit/", filled | {"how": "met", "version": 2}).status_code == 302
    assert q.contact(ruth, id).how.value == "met"


def test_a_contact_of_long_ago_is_found_behind_all_the_later_ones(client, ruth):
    marta = make.someone(ruth, "Marta")
    for back in range(20):
        actions.log_contact(by=ruth, id=new_id(), relationship=marta, on=TODAY - timedelta(days=back))
    tap = {"id": new_id(), "who": marta, "on": TODAY - timedelta(days=90), "how": "met"}
    page = client.post(LOG, tap, follow=True)
    assert page.status_code == 200 and "Who began it?" in text(page)


@pytest.mark.parametrize(
    "typed",
    [{}, {"how": "flew"}, {"on": "2026-13-40"}, {"on": "2026-06-18"}, {"on": "1999-01-01"}, {"who": "nobody"}],
)
def test_what_cannot_be_is_told_and_nothing_is_written(client, ruth, typed):
    marta = make.someone(ruth, "Marta")
    whole = {"id": new_id(), "who": marta, "on": TODAY, "how": "met"} | typed if typed else {}
    page = text(client.post(LOG, whole))
    assert 'role="alert"' in page
    assert q.contacts(ruth) == []


def test_a_contact_sent_late_with_someone_quiet_by_then_is_kept_and_not_brought_up(client, ruth):
    sam = make.someone(ruth, "Sam", State.GRIEVING)
    answer = client.post(LOG, {"id": new_id(), "who": sam, "on": TODAY, "how": "met"}, follow=True)
    assert answer.status_code == 200
    assert "Sam" not in text(answer)


def test_a_rhythm_is_wished_and_taken_away(client, ruth):
    marta = make.someone(ruth, "Marta")
    client.post(f"{TOUCH}{marta}/", {"days": "7"})
    assert "every week" in text(client.get(TOUCH))
    client.post(f"{TOUCH}{marta}/", {"days": "nonsense"})
    assert q.in_touch(ruth, TODAY)[0].rhythm is None


def test_a_day_with_nobody_is_marked_and_unmarked(client, ruth):
    make.someone(ruth, "Marta")
    client.post(f"{LOG}nobody/", {"on": str(TODAY)})
    assert q.said_nobody(ruth, TODAY)
    assert "Take the mark away" in text(client.get(LOG))
    client.post(f"{LOG}nobody/", {"on": str(TODAY)})
    assert not q.said_nobody(ruth, TODAY)


def test_when_it_gets_quiet_says_why_and_can_be_switched_off(client, ruth):
    assert "there is nothing to say" in text(client.get(REACH))
    client.post(REACH, {"said": "off"})
    assert "Look out for this again" in text(client.get(REACH))


def test_a9_an_urge_to_reach_out_has_a_limit_beside_it(client, ruth):
    circle.add_relationship(by=ruth, portrait=Portrait("Nina", Kind.SPONSOR, 4, Support.HELPS_MUCH, UsesNearMe.NO))
    page = text(client.get(REACH))
    assert "Nina" in page
    assert "only if you have room" in page


def test_a10_a_child_can_be_written_down_and_is_nowhere_one_to_reach(client, ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD, 5))
    client.post(LOG, {"id": new_id(), "who": pip, "on": TODAY, "how": "met"})
    assert q.contacts(ruth)[0].nickname == "Pip"
    for page in (TOUCH, REACH):
        assert "Pip" not in text(client.get(page))
    assert client.post(f"{TOUCH}{pip}/", {"days": "7"}).status_code == 404
    assert "wish to be in touch" not in text(client.get(f"/circle/{pip}/"))


def test_a3_contacts_are_their_owners_alone(client, ruth):
    zebra = make.someone(ruth, "Zebra")
    actions.log_contact(by=ruth, id=new_id(), relationship=zebra, on=TODAY)
    for member in (DANIEL, OMAR, LENA):
        make.sign_in(client, make.person(member))
        for page in (LOG, TOUCH, REACH, "/today/"):
            assert "Zebra" not in text(client.get(page))


def test_nothing_counts_or_weighs(client, ruth):
    marta = make.someone(ruth, "Marta")
    actions.log_contact(by=ruth, id=new_id(), relationship=marta, on=TODAY)
    for page in (LOG, TOUCH, REACH):
        assert not re.search(r"score|ratio|streak|\d+ ?%", text(client.get(page)).lower().partition("<main")[2])


def test_questions_a_page_stay_few(client, ruth, django_assert_max_num_queries):
    for name in ("Marta", "Joni", "Nina", "Bev"):
        who = make.someone(ruth, name)
        for _ in range(10):
            actions.log_contact(by=ruth, id=new_id(), relationship=who, on=TODAY)
    for page in (LOG, TOUCH, REACH, "/today/", "/circle/map/", f"/circle/{who}/"):
        # Today asks once more, for the hard days of letting go.
        with django_assert_max_num_queries(8):
            client.get(page)


def drifted(ruth, name, state=State.ACTIVE):
    """Someone to be in touch with every week, and last heard of three weeks ago."""
    with clock.frozen(clock.now() - timedelta(days=40)):
        who = make.someone(ruth, name)
        actions.stay_in_touch(by=ruth, relationship=who, days=7)
    actions.log_contact(by=ruth, id=new_id(), relationship=who, on=TODAY - timedelta(days=21))
    if state is not State.ACTIVE:
        make.stand(ruth, who, state)
    return who


def test_the_last_contact_and_drifting_stand_on_the_persons_page_and_on_the_map(client, ruth):
    marta = drifted(ruth, "Marta")
    for page in (f"/circle/{marta}/", "/circle/map/"):
        told = text(client.get(page))
        assert "Last contact: 27 May 2026" in told
        assert "You wish to be in touch every week. It has been a while." in told
    assert text(client.get("/circle/map/")).count('class="strand loose"') == 2  # one of them in the legend
    actions.log_contact(by=ruth, id=new_id(), relationship=marta, on=TODAY)
    for page in (f"/circle/{marta}/", "/circle/map/"):
        assert "It has been a while" not in text(client.get(page))


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet and state is not State.NO_CONTACT])
def test_a2_nothing_is_said_of_the_last_contact_with_anyone_quiet(client, ruth, state):
    sam = drifted(ruth, "Sam", state)
    for page in (f"/circle/{sam}/", "/circle/map/"):
        told = text(client.get(page))
        assert "Last contact" not in told and "It has been a while" not in told


def test_a2_nothing_is_said_of_anyone_archived_or_under_no_contact(client, ruth):
    sam, kay = drifted(ruth, "Sam"), drifted(ruth, "Kay")
    circle.archive(by=ruth, relationship_id=sam)
    wished = circle.Wished(State.NO_CONTACT, TODAY, NoContact.ORDER)
    circle.change_state(by=ruth, relationship_id=kay, wished=wished, change_id=new_id(), seen=1)
    for page in (f"/circle/{sam}/", f"/circle/{kay}/", "/circle/map/"):
        told = text(client.get(page))
        assert "Last contact" not in told and "It has been a while" not in told
