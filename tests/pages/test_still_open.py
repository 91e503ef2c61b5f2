"""The page of open days: a month at a time, several answered at once, or all left be."""

from datetime import UTC, datetime, timedelta

import pytest

from mending.circle.rules.states import State
from mending.foundation import clock
from mending.promises.queries import promises as q
from mending.promises.queries.days import left_open_up_to
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from tests import make
from tests.people import NOON, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

OPEN = "/promises/open/"


def daily(by, back=3, **more):
    return make.promise(by, starts=TODAY - timedelta(days=back), repeat=Repeat.DAILY, **more)


def key(promise, back):
    return f"{promise}/{TODAY - timedelta(days=back)}"


def outcome(by, promise, back):
    found = q.answer(by, promise, TODAY - timedelta(days=back))
    return found and found.outcome


def test_ticked_days_are_written_and_one_tap_takes_them_back(client, ruth):
    id = daily(ruth)
    page = client.post(OPEN, {"day": [key(id, 1), key(id, 3)], "outcome": "told"}, follow=True).content.decode()
    assert "2 days are written down." in page
    assert [outcome(ruth, id, back) for back in (1, 2, 3)] == [Outcome.TOLD, None, Outcome.TOLD]
    undo = page.split('class="undo" method="post" action="')[1].split('"')[0]
    client.post(undo)
    assert [outcome(ruth, id, back) for back in (1, 2, 3)] == [None] * 3


def test_all_of_them_in_one_tick_and_none_of_the_other_months(client, ruth):
    id = daily(ruth, back=20)
    client.post(OPEN, {"day": "all", "outcome": "kept"})
    assert [outcome(ruth, id, back) for back in (1, 16, 17)] == [Outcome.KEPT, Outcome.KEPT, None]


def test_sent_twice_it_goes_where_it_went_the_first_time(client, ruth):
    form = {"day": [key(daily(ruth, back=1), 1)], "outcome": "kept"}
    first, second = client.post(OPEN, form), client.post(OPEN, form)
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({"outcome": "kept"}, "Tick the days this is about."), ({"day": "all"}, "Pick one of these.")],
)
def test_what_is_missing_is_said_and_what_was_ticked_stays(client, ruth, sent, sentence):
    id = daily(ruth)
    page = client.post(OPEN, sent).content.decode()
    assert sentence in page
    assert "<details open>" in page
    assert outcome(ruth, id, 2) is None


@pytest.mark.parametrize("at", ["", "x", "-1", "9" * 16, "9" * 40, "²"])
def test_undoing_at_no_moment_does_nothing(client, ruth, at):
    id = daily(ruth)
    client.post(OPEN, {"day": "all", "outcome": "kept"})
    assert client.post(f"/promises/open/undo/?at={at}").status_code == 302
    assert outcome(ruth, id, 1) is Outcome.KEPT


def test_another_ones_days_cannot_be_ticked(client, ruth):
    omar = make.person(OMAR)
    his = daily(omar)
    daily(ruth)
    client.post(OPEN, {"day": [key(his, 1)], "outcome": "kept"})
    assert outcome(omar, his, 1) is None


def test_nobody_quiet_is_brought_up(client, ruth):
    marta = make.someone(ruth)
    daily(ruth, words="Bring the cups", to=marta)
    assert b"Bring the cups" in client.get(OPEN).content
    make.stand(ruth, marta, State.PAUSED_BY_ME)
    assert b"Bring the cups" not in client.get(OPEN).content
    assert b"Bring the cups" not in client.get("/today/").content


def test_on_the_first_of_a_month_it_opens_with_the_month_before(client, ruth):
    daily(ruth)
    with clock.frozen(datetime(2026, 7, 1, 12, tzinfo=UTC)):
        make.sign_in(client, ruth)
        assert b"June 2026" in client.get(OPEN).content


def test_days_left_open_leave_today_and_stay_here(client, ruth):
    daily(ruth)
    assert b"From the days before" in client.get("/today/").content
    page = client.post("/promises/open/leave/", follow=True).content
    assert b"From the days before" not in page
    assert b"Call Marta" in client.get(OPEN).content
    assert b"/promises/open/look-again/" in page
    assert b"From the days before" in client.post("/promises/open/look-again/", follow=True).content
    assert left_open_up_to(ruth) is None


def test_whoever_left_days_open_is_asked_about_the_new_ones_alone(client, ruth):
    daily(ruth)
    client.post("/promises/open/leave/")
    with clock.frozen(NOON + timedelta(days=2)):
        make.sign_in(client, ruth)
        page = client.get("/today/").content.decode()
    assert page.count('class="due"') == 1 + 2
