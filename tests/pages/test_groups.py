"""Groups and meetings, as Ruth reads them. It is Wednesday noon."""

from datetime import timedelta

import pytest

from mending.circle import handover
from mending.circle.actions import groups as actions
from mending.circle.models import Group, Went
from mending.circle.queries import groups as q
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, LENA, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

GROUPS = "/circle/groups/"
TUESDAYS = {"name": "Tuesday group", "weekdays": ["1"], "at": "19:00", "place": "Mill Road 4"}


def text(answer):
    return " ".join(answer.content.decode().split())


def add(client, **typed):
    form = {"id": new_id(), **TUESDAYS} | typed
    return form["id"], client.post(GROUPS, form, follow=True)


def test_an_empty_page_says_what_to_do_first(client, ruth):
    assert "Write down one you go to" in text(client.get(GROUPS))


def test_a_group_is_added_and_says_when_it_is_next(client, ruth):
    _, page = add(client)
    assert "Tuesday · 19:00 · next Tue 23 Jun" in text(page)
    assert "I went on Tuesday" in text(page)


def test_sent_twice_it_is_there_once(client, ruth):
    id, _ = add(client)
    add(client, id=id)
    assert len(q.groups(ruth)) == 1


WRONG = [
    ({"name": " "}, "Give it a name"),
    ({"at": ""}, "At what time does it begin?"),
    ({"at": "half past"}, "This is not a time"),
    ({"weekdays": []}, "On which day?"),
    ({"weekdays": [], "on": "tomorrow"}, "This is not a day"),
    ({"weekdays": ["9"]}, "Select a valid choice"),
    ({"place": "x" * 301}, "This is too long to keep here"),
]


@pytest.mark.parametrize(("typed", "says"), WRONG)
def test_bad_input_is_told_beside_the_field_and_loses_nothing(client, ruth, typed, says):
    _, page = add(client, **typed)
    assert says in text(page) and "aria-invalid" in text(page)
    assert "Mill Road 4" in text(page) or "place" in typed
    assert q.groups(ruth) == []


def test_i_went_is_one_tap_counted_and_can_be_taken_back(client, ruth):
    id, _ = add(client)
    tuesday = TODAY - timedelta(days=1)
    page = client.post(f"{GROUPS}{id}/", {"on": tuesday, "back": "groups"}, follow=True)
    assert "Good that you went." in text(page) and "I went on Tuesday" not in text(page)
    assert "You went once" in text(client.get(f"{GROUPS}{id}/"))
    client.post(f"{GROUPS}{id}/", {"on": tuesday})
    assert Went.objects.count() == 1
    client.post(f"{GROUPS}{id}/not-went/{tuesday}/")
    assert q.group(ruth, id).went == ()


@pytest.mark.parametrize("on", ["", "2026-06-18", "2020-01-01", "soon"])
def test_a_day_that_cannot_be_is_told(client, ruth, on):
    id, _ = add(client)
    assert "aria-invalid" in text(client.post(f"{GROUPS}{id}/", {"on": on}))
    assert q.group(ruth, id).went == ()


def test_two_tabs_show_both_and_lose_nothing(client, ruth):
    id, _ = add(client)
    edit, form = f"{GROUPS}{id}/edit/", {"id": id, "version": 1, **TUESDAYS}
    client.post(edit, form | {"name": "First"})
    page = client.post(edit, form | {"name": "Second"})
    assert "changed in another tab" in text(page) and "First" in text(page) and "Second" in text(page)
    client.post(edit, form | {"name": "Second", "version": page.context["form"]["version"].value()})
    assert q.group(ruth, id).name == "Second"


def test_removed_it_can_be_put_back_with_its_days(client, ruth):
    id, _ = add(client)
    client.post(f"{GROUPS}{id}/", {"on": TODAY})
    page = client.post(f"{GROUPS}{id}/remove/", follow=True)
    assert "Tuesday group" not in text(page) and "Undo" in text(page)
    client.post(f"{GROUPS}{id}/put-back/")
    assert q.group(ruth, id).went == (TODAY,)


@pytest.mark.parametrize("who", [DANIEL, LENA])
def test_nobody_else_finds_it(client, ruth, who):
    id, _ = add(client)
    make.sign_in(client, make.person(who))
    paths = ("", "edit/", "remove/", "put-back/", f"not-went/{TODAY}/")
    assert {client.post(f"{GROUPS}{id}/{path}", {"on": TODAY, **TUESDAYS}).status_code for path in paths} == {404}
    assert q.group(ruth, id).name == "Tuesday group"


def test_taken_along_sealed_again_and_erased(client, ruth):
    id, _ = add(client)
    actions.say_went(by=ruth, group=id, on=TODAY)
    told = handover.export(ruth)
    assert told["groups"][0]["place"] == "Mill Road 4" and told["groups"][0]["at"] == "19:00:00"
    assert told["went"][0]["on"] == str(TODAY)
    handover.reseal(ruth.id)
    assert q.group(ruth, id).name == "Tuesday group"
    handover.erase(ruth.id)
    assert not Group.objects.exists() and not Went.objects.exists()


def test_queries_do_not_grow_with_groups(client, ruth, django_assert_max_num_queries):
    for number in range(12):
        add(client, name=f"Group {number}")
    with django_assert_max_num_queries(8):
        client.get(GROUPS)
