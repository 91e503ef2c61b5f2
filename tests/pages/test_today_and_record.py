"""Today, and the record, as Ruth reads them."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.answering import answer
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from tests import make
from tests.people import CAST, DANIEL, INES, LENA, MARTA, NOON, OMAR, RUTH, SOL, THEO, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def daily(by, starts):
    return make.promise(by, starts=starts, repeat=Repeat.DAILY)


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
    assert "10 more from the last two weeks" in page


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
    assert [drawn(picture, part).count("M") for part in ("kept", "told", "found_out", "open")] == [1] * 4
    assert 'class="is-renegotiated"' not in picture
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


EYES = {
    RUTH: ("Call Marta at six", 200),
    DANIEL: ("Add someone", 200),
    MARTA: ("Add someone", 200),
    THEO: ("Add someone", 200),
    OMAR: ("Add someone", 200),
    LENA: ("Nothing is shared with you yet", 404),
    INES: ("Nothing is shared with you yet", 404),
    SOL: ("Nothing is shared with you yet", 404),
}


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.name)
def test_each_of_the_cast_sees_what_is_theirs(client, member):
    ruth = make.person(RUTH)
    id = daily(ruth, TODAY)
    viewer = ruth if member is RUTH else make.person(member)
    make.sign_in(client, viewer)
    page = client.get("/today/").content.decode()
    words, record = EYES[member]
    assert words in page
    assert (str(id) in page) is (member is RUTH)
    assert client.get("/record/").status_code == record


@pytest.mark.parametrize(
    ("hour", "words"), [(2, "It is late"), (9, "Good morning"), (15, "Good afternoon"), (21, "Good evening")]
)
def test_the_greeting_goes_by_the_hour_where_the_person_is(client, hour, words):
    viewer = make.person(RUTH, zone="America/New_York")
    with clock.frozen(datetime(2026, 6, 17, hour, tzinfo=ZoneInfo("America/New_York"))):
        make.sign_in(client, viewer)
        assert words in client.get("/today/").content.decode()


def test_the_step_leads_on_once_all_of_today_is_answered(client, ruth):
    id = daily(ruth, TODAY)
    assert "One next step" not in client.get("/today/").content.decode()
    answered(ruth, id, [Outcome.KEPT])
    assert "See the month" in client.get("/today/").content.decode()


def test_after_three_weeks_away_nothing_went_back_to_nothing(client, ruth):
    id = daily(ruth, TODAY - timedelta(days=60))
    answered(ruth, id, [Outcome.KEPT] * 20 + [None] * 22)
    assert "Good that you are here" in client.get("/today/").content.decode()
    page = client.get("/record/").content.decode()
    assert "20 kept" in re.sub(r"<[^>]*>", "", page).replace("\n", " ")


def test_leaving_the_days_open_ends_the_welcome_back(client, ruth):
    daily(ruth, TODAY - timedelta(days=40))
    page = client.post("/promises/open/leave/", follow=True).content.decode()
    assert "Good that you are here" not in page
    assert page.count('class="due"') == 1


RECORD_OF = ["kept", "renegotiated", "told", "found_out", "open"]


def test_each_relationship_has_a_record_of_its_own_and_they_add_up(client, ruth):
    marta = make.someone(ruth, "Marta")
    for to, starts in ((marta, 1), (None, 11)):
        id = make.promise(ruth, starts=date(2026, 6, starts), repeat=Repeat.DAILY, to=to)
        answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.KEPT)
    assert "of 24 due, 2 kept, 22 open" in client.get("/record/").content.decode()
    assert "of 17 due, 1 kept, 16 open" in client.get(f"/record/{marta}/").content.decode()
    assert "of 7 due, 1 kept, 6 open" in client.get("/record/myself/").content.decode()


def test_the_picture_is_as_high_as_the_table_says(client, ruth):
    id = daily(ruth, date(2026, 4, 3))
    answered(ruth, id, [Outcome.KEPT, Outcome.TOLD, Outcome.FOUND_OUT, None] * 15)
    page = client.get("/record/").content.decode()
    picture = page[page.index('<svg class="months"') : page.index("<figcaption>")]
    middles = [float(x) for x in re.findall(r'class="month" x="([\d.]+)"', picture)]
    rows = re.findall(r'<th scope="row">\w+ 20\d\d</th>(.*?)</tr>', page)
    heights = {part: blocks(picture, part) for part in RECORD_OF}
    unit = None
    for middle, row in zip(middles, rows, strict=True):
        due, *parts, _ = re.findall(r">([\d/]+)<", row)
        assert sum(map(int, parts)) == int(due)
        for part, count in zip(RECORD_OF, parts, strict=True):
            height = heights[part].pop(round(middle), None)
            assert (height is not None) is (count != "0")
            if height is not None:
                unit = unit or height / int(count)
                assert height == pytest.approx(unit * int(count), abs=0.02)
    assert not any(heights.values())


def drawn(picture, part):
    """The path of one part of the picture; empty when there is none."""
    found = re.search(rf'<path class="is-{part}" d="([^"]*)"', picture)
    return found[1] if found else ""


def blocks(picture, part):
    """The heights of a part's blocks, by the middle of their column."""
    found = re.findall(r"M([\d.]+) [\d.]+h([\d.]+)v([\d.]+)", drawn(picture, part))
    return {round(float(x) + float(width) / 2): float(height) for x, width, height in found}


def test_the_words_have_each_month_of_the_table(client, ruth):
    id = daily(ruth, date(2026, 4, 3))
    answered(ruth, id, [Outcome.KEPT] * 30)
    page = client.get("/record/").content.decode()
    rows = re.findall(r'<th scope="row">\w+ 20\d\d</th><td>(\d+)</td>', page)
    words = page[page.index("The same in words") :]
    for due in rows:
        assert f"of {due} due" in words or due == "0"


LENGTHS = {"a month": timedelta(days=30), "five years": timedelta(days=5 * 365)}
PLACES = [
    "/today/",
    "/record/",
    "/record/myself/",
    "/promises/",
    "/promises/?past",
    "/promises/open/",
    "/promises/{id}/",
]


@pytest.mark.parametrize("place", PLACES)
def test_five_years_ask_the_database_no_more_than_a_month(client, place):
    asked = []
    for member, length in zip((RUTH, OMAR), LENGTHS.values(), strict=True):
        viewer = make.person(member)
        make.sign_in(client, viewer)
        id = lived(viewer, length)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(place.format(id=id))
        assert page.status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 8


def lived(viewer, length):
    """A daily promise answered all along, and a single one every week."""
    first = TODAY - length
    with clock.frozen(NOON - length):
        id = make.promise(viewer, starts=first, repeat=Repeat.DAILY)
        for week in range(0, length.days, 28):
            make.promise(viewer, "Return the cups", starts=first + timedelta(days=week))
    make.days_answered(viewer, id, first, TODAY)
    return id
