"""Today, and the record, as Ruth reads them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.answering import answer
from mending.promises.actions.making import make_promise
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from tests import make
from tests.people import OMAR, RUTH

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon():
    with clock.frozen(NOON):
        yield


@pytest.fixture
def ruth(client):
    viewer = make.person(RUTH)
    make.sign_in(client, viewer)
    return viewer


def daily(by, starts):
    id = new_id()
    wanted = Wanted("Call Marta at six", None, Kind.ABILITY, Schedule(starts, Repeat.DAILY))
    make_promise(by=by, id=id, wanted=wanted)
    return id


def answered(by, id, outcomes):
    """Answer the days up to today, the last outcome for today; None leaves a day open."""
    for back, outcome in enumerate(reversed(outcomes)):
        if outcome:
            answer(by=by, promise=id, due_on=TODAY - timedelta(days=back), outcome=outcome)


def test_today_begins_with_one_step(client, ruth):
    assert b"Add someone" in client.get("/today/").content


def test_what_is_due_is_there_with_one_tap(client, ruth):
    daily(ruth, TODAY)
    page = client.get("/today/").content
    assert b"Call Marta at six" in page
    assert b"/kept/" in page


def test_three_weeks_away_are_met_without_scolding(client, ruth):
    daily(ruth, TODAY - timedelta(days=40))
    page = client.get("/today/").content.decode()
    assert "Good that you are here" in page
    assert page.count('class="due"') == 5  # today's and a few from before, no pile
    assert "10 more days are open" in page


def test_the_day_turns_where_the_person_is(client):
    viewer = make.person(RUTH, zone="Pacific/Auckland")
    make.sign_in(client, viewer)
    daily(viewer, date(2026, 6, 18))
    assert b"Call Marta at six" in client.get("/today/").content


def test_nothing_on_today_or_in_the_record_of_anybody_else(client, ruth):
    daily(make.person(OMAR), TODAY - timedelta(days=5))
    assert b"Call Marta" not in client.get("/today/").content
    assert b"Nothing was due" in client.get("/record/").content


def test_picture_table_and_words_have_the_same_figures(client, ruth):
    id = daily(ruth, date(2026, 6, 1))
    answered(ruth, id, [Outcome.KEPT] * 9 + [Outcome.TOLD, Outcome.FOUND_OUT, None])
    page = client.get("/record/").content.decode()
    assert "June 2026 so far: of 17 due, 9 kept, 1 missed and told, 1 missed and found out, 6 open." in page
    row = re.search(r'<th scope="row">Jun 2026</th>(.*?)</tr>', page)
    assert re.findall(r">([\d/]+)<", row[1]) == ["17", "9", "0", "1", "1", "6", "9/17"]
    picture = page[page.index('<svg class="months"') : page.index("<figcaption>")]
    assert [picture.count(f'<rect class="is-{part}" x=') for part in ("kept", "told", "found_out", "open")] == [
        1
    ] * 4
    assert "2 were missed; you told of 1." in page
    assert "On 9 of 17 planned days" in page


def test_the_range_is_shown_only_from_enough_answers(client, ruth):
    id = daily(ruth, date(2026, 6, 1))
    answered(ruth, id, [Outcome.KEPT] * 9)
    assert b"too few answers" in client.get("/record/").content
    answered(ruth, id, [Outcome.KEPT] * 10)
    assert b"in 10" in client.get("/record/").content


def test_there_is_no_single_number_and_no_score(client, ruth):
    id = daily(ruth, date(2026, 6, 1))
    answered(ruth, id, [Outcome.KEPT] * 12)
    page = client.get("/record/").content.decode()
    assert "%" not in re.sub(r"<[^>]*>", "", page)
    assert "score" not in page.lower()


def test_the_record_of_a_stranger_is_not_there(client, ruth):
    assert client.get(f"/record/{new_id()}/").status_code == 404


@pytest.mark.parametrize("to", ["2025-06", "1800-01", "nonsense", "9999-12"])
def test_any_year_can_be_asked_for(client, ruth, to):
    assert client.get(f"/record/?to={to}").status_code == 200


@pytest.mark.parametrize("place", ["/today/", "/record/", "/promises/"])
def test_five_years_ask_the_database_no_more_than_a_month(client, place, django_assert_max_num_queries):
    viewer = make.person(RUTH)
    make.sign_in(client, viewer)
    id = daily(viewer, TODAY - timedelta(days=360))
    for back in range(0, 360, 7):
        answer(by=viewer, promise=id, due_on=TODAY - timedelta(days=back), outcome=Outcome.KEPT)
    with django_assert_max_num_queries(8):
        client.get(place)
