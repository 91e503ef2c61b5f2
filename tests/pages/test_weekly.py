"""The page of the weekly look back."""

import re
from datetime import timedelta

import pytest

from mending.checkins.actions import review
from mending.checkins.queries import weekly as q
from mending.checkins.rules.weekly import Item, monday
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, LENA, NOON, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PAGE = "/well/week/"
THIS = monday(TODAY)


def typed(**changed):
    return {"id": new_id(), "seen": "", "week": THIS, "people": "2", "note": "Ring Nina."} | changed


def text(answer):
    return answer.content.decode()


def test_a_week_is_written_shown_and_undone(client, ruth):
    page = text(client.post(PAGE, typed(), follow=True))
    assert "It is written down." in page and "Ring Nina." in page
    client.post(re.search(r'action="(/well/week/[^"]+/take-back/)"', page)[1])
    assert q.reviews(ruth) == []


def test_last_week_has_its_own_form(client, ruth):
    page = text(client.get(f"{PAGE}?week=last"))
    assert f'value="{THIS - timedelta(weeks=1)}"' in page


def test_both_are_shown_when_it_was_written_elsewhere(client, ruth):
    review(by=ruth, id=new_id(), week=THIS, looked={Item.URGES: 2}, note="From the phone.")
    answer = client.post(PAGE, typed(note="From here."))
    assert answer.status_code == 409
    page = text(answer)
    assert "From the phone." in page and "From here." in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(PAGE, typed(note="From here.", seen=seen))
    assert q.of_week(ruth, THIS).note == "From here."


def test_a_month_of_weeks_is_shown_and_those_before_on_asking(client, ruth):
    for back in range(6):
        with clock.frozen(NOON - timedelta(weeks=back)):
            review(by=ruth, id=new_id(), week=THIS - timedelta(weeks=back), looked={}, note=f"week {back}")
    at_first, every = text(client.get(PAGE)), text(client.get(f"{PAGE}?all"))
    assert [f"week {back}" in at_first for back in range(6)] == [True] * 4 + [False] * 2
    assert all(f"week {back}" in every for back in range(6))
    assert "?all#before" in at_first and "?all" not in every


def test_nothing_at_all_is_told(client, ruth):
    assert "Answer one thing" in text(client.post(PAGE, typed(people="", note="")))


def test_nothing_is_added_up_and_no_week_is_missed(client, ruth):
    review(by=ruth, id=new_id(), week=THIS - timedelta(weeks=1), looked={Item.URGES: 2}, note="")
    assert not re.search(r"score|missed|streak|total|in a row", text(client.get(PAGE)), re.IGNORECASE)


def test_a_loved_one_is_asked_in_other_words(client):
    make.sign_in(client, make.person(DANIEL))
    page = text(client.get(PAGE))
    assert "Worry took up" in page and "Craving" not in page


def test_a3_a_counselor_finds_nothing(client, ruth):
    review(by=ruth, id=new_id(), week=THIS, looked={Item.URGES: 2}, note="zebra")
    make.sign_in(client, make.person(LENA))
    assert client.get(PAGE).status_code == 404


def test_it_asks_few_questions_of_the_database(client, ruth, django_assert_max_num_queries):
    review(by=ruth, id=new_id(), week=THIS, looked={Item.URGES: 2}, note="zebra")
    with django_assert_max_num_queries(8):
        client.get(PAGE)
