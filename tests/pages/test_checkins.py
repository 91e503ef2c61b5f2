"""Staying well, as Ruth reads it, and as others do not."""

import re
from datetime import timedelta

import pytest

from mending.checkins.actions import check_in
from mending.checkins.queries import daily as q
from mending.checkins.rules.questions import Question
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, LENA, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PAGE, WELL, PICTURES = "/well/check-in/", "/well/", "/well/pictures/"


def typed(**changed):
    return {"id": new_id(), "seen": "", "day": TODAY, "mood": "4", "craving": "2", "note": ""} | changed


def write(by, back=0, craving=3, note=""):
    id, day = new_id(), TODAY - timedelta(days=back)
    check_in(by=by, id=id, day=day, answers={Question.CRAVING: craving}, note=note)
    return id


def text(answer):
    return answer.content.decode()


def test_today_offers_it_until_it_is_done(client, ruth):
    assert "Half a minute" in text(client.get("/today/"))
    write(ruth)
    assert "Half a minute" not in text(client.get("/today/"))


def test_it_is_saved_and_can_be_undone_from_the_same_screen(client, ruth):
    page = text(client.post(PAGE, typed(), follow=True))
    assert "It is written down." in page
    assert "2 of 10" in page
    undo = re.search(r'action="(/well/check-in/[^"]+/take-back/)"', page)[1]
    client.post(undo)
    assert q.of_day(ruth, TODAY) is None


def test_only_what_was_chosen_is_asked(client, ruth):
    client.post("/well/questions/", {"questions": ["pain"], "at": ""})
    page = text(client.get(PAGE))
    assert 'name="pain"' in page
    assert 'name="mood"' not in page


def test_nothing_at_all_is_told_and_nothing_is_lost(client, ruth):
    page = text(client.post(PAGE, typed(mood="", craving="")))
    assert "Answer one thing" in page
    long = text(client.post(PAGE, typed(note="x" * 2001)))
    assert "longer than 2,000" in long
    assert 'value="4"' in long and "checked" in long


def test_a_day_written_meanwhile_is_shown_beside_what_was_typed(client, ruth):
    write(ruth, note="From the other phone.")
    answer = client.post(PAGE, typed(note="From this one."))
    assert answer.status_code == 409
    page = text(answer)
    assert "From the other phone." in page and "From this one." in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(PAGE, typed(note="From this one.", seen=seen))
    assert q.of_day(ruth, TODAY).note == "From this one."


def test_another_day_can_be_written(client, ruth):
    page = text(client.get(f"{PAGE}?day=2026-06-12"))
    assert "How was Friday 12 June?" in page
    assert 'value="2026-06-12"' in page


@pytest.mark.parametrize("day", ["nonsense", "1800-01-01", "9999-12-31", "2026-13-40", ""])
def test_a_strange_day_in_the_address_is_no_error(client, ruth, day):
    assert client.get(PAGE, {"day": day}).status_code == 200


def test_picture_and_table_have_the_same_figures_and_gaps_stay_gaps(client, ruth):
    write(ruth, craving=7)
    write(ruth, back=3, craving=1)
    page = text(client.get(PICTURES))
    assert "between 1 and 7" in page
    assert re.search(r'class="dots" d="([^"]+)"', page)[1].count("M") == 2
    assert "7 of 10" in page and "1 of 10" in page
    assert "2 days written down" in page


def test_mood_is_told_in_the_words_it_was_answered_in(client, ruth):
    for mood in (3, 5):
        day = TODAY - timedelta(days=mood)
        check_in(by=ruth, id=new_id(), day=day, answers={Question.MOOD: mood}, note="")
    assert "between so-so and very good" in text(client.get(PICTURES))


@pytest.mark.parametrize("days", ["30", "90", "365", "nonsense", "-1"])
def test_any_span_can_be_asked_for(client, ruth, days):
    write(ruth, back=40)
    assert client.get(PICTURES, {"days": days}).status_code == 200


def test_a8_no_page_counts_what_was_not_written(client, ruth):
    write(ruth, back=25)
    for page in (WELL, PICTURES, "/today/"):
        assert not re.search(r"missed|in a row|streak|\b0 days", text(client.get(page)), re.IGNORECASE)


def test_a3_a_check_in_is_its_owners_alone(client, ruth):
    write(ruth, note="zebra")
    for member in (DANIEL, OMAR, LENA):
        make.sign_in(client, make.person(member))
        for page in (WELL, PAGE, PICTURES, "/today/"):
            assert "zebra" not in text(client.get(page))


def test_questions_a_page_stay_few_after_a_year(client, ruth, django_assert_max_num_queries):
    for back in range(120):
        write(ruth, back=back)
    for page in (WELL, PAGE, f"{PICTURES}?days=365", "/today/"):
        with django_assert_max_num_queries(8):
            client.get(page)
