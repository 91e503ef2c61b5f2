"""A due day is the day where the person is: in every zone, when clocks change, and when one jumps."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mending.foundation import clock
from mending.foundation.dates import Month
from mending.promises.actions.answering import answer, renegotiate
from mending.promises.actions.trouble import Refused
from mending.promises.queries import promises as q
from mending.promises.queries.days import due_between, fortnight
from mending.promises.queries.record import record
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from tests import make
from tests.people import DANIEL, RUTH

pytestmark = pytest.mark.django_db

JUNE_17 = date(2026, 6, 17)


def at(zone, *parts):
    return clock.frozen(datetime(*parts, tzinfo=ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", 18),  # fourteen hours ahead
        ("Asia/Kathmandu", 17),
        ("UTC", 17),
        ("America/St_Johns", 17),
        ("Pacific/Pago_Pago", 16),  # eleven hours behind
    ],
)
def test_the_same_moment_is_another_day_elsewhere(zone, day):
    with clock.frozen(datetime(2026, 6, 17, 10, 30, tzinfo=UTC)):
        ruth = make.person(RUTH, zone=zone)
        id = make.promise(ruth)
        assert [one.on for one in fortnight(ruth, clock.today(zone)).today] == [date(2026, 6, day)]
        answer(by=ruth, promise=id, due_on=date(2026, 6, day), outcome=Outcome.KEPT)


@pytest.mark.parametrize(
    ("moment", "refused"), [((2026, 6, 17, 23, 59, 59), False), ((2026, 6, 18, 0, 0, 0), True)]
)
def test_until_midnight_where_the_person_is_another_day_can_be_agreed(moment, refused):
    zone = "America/Los_Angeles"
    with at(zone, 2026, 6, 17, 8):
        ruth = make.person(RUTH, zone=zone)
        id = make.promise(ruth)
    with at(zone, *moment):
        ask = {"promise": id, "due_on": JUNE_17, "successor": id.__class__(int=7), "words": "On Friday"}
        if refused:
            with pytest.raises(Refused):
                renegotiate(by=ruth, to_day=date(2026, 6, 19), **ask)
        else:
            renegotiate(by=ruth, to_day=date(2026, 6, 19), **ask)


CHANGES = [
    ("Europe/Madrid", date(2026, 3, 29)),  # a day of 23 hours
    ("Europe/Madrid", date(2026, 10, 25)),  # a day of 25 hours
    ("America/New_York", date(2026, 11, 1)),
    ("Africa/Cairo", date(2026, 4, 24)),  # this one has no midnight
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_a_day_on_which_the_clocks_change_is_one_day(zone, day):
    with at(zone, day.year, day.month, day.day, 0, 30):
        ruth = make.person(RUTH, zone=zone)
        id = make.promise(ruth, starts=day - timedelta(days=1), repeat=Repeat.DAILY)
    for hour in range(1, 24):
        with at(zone, day.year, day.month, day.day, hour, 30):
            today = clock.today(zone)
            assert [one.on for one in fortnight(ruth, today).today] == [day]
    with at(zone, day.year, day.month, day.day, 23, 30):
        answer(by=ruth, promise=id, due_on=day, outcome=Outcome.KEPT)
        assert not q.answer(ruth, id, day).is_backdated
        counts = record(ruth, last=Month.of(day), today=day).total
        assert (counts.promised, counts.kept, counts.days_planned) == (2, 1, 2)


def test_a_day_that_a_country_left_out_can_still_be_answered_later():
    zone = "Pacific/Apia"  # 30 December 2011 never was, when Samoa crossed the date line
    with at(zone, 2011, 12, 29, 12):
        ruth = make.person(RUTH, zone=zone)
        id = make.promise(ruth, repeat=Repeat.DAILY)
    with at(zone, 2011, 12, 31, 12):
        assert [one.on.day for one in fortnight(ruth, clock.today(zone)).open_before] == [30, 29]
        answer(by=ruth, promise=id, due_on=date(2011, 12, 30), outcome=Outcome.KEPT)


def test_someone_who_moves_west_keeps_yesterdays_answer_and_gets_the_day_again():
    with at("Europe/London", 2026, 6, 17, 1):
        ruth = make.person(RUTH, zone="Europe/London")
        id = make.promise(ruth, repeat=Repeat.DAILY)
        answer(by=ruth, promise=id, due_on=JUNE_17, outcome=Outcome.KEPT)
        moved = make.moved(ruth, "America/New_York")
        assert clock.today(moved.zone) == date(2026, 6, 16)
        assert due_between(moved, JUNE_17, JUNE_17)[0].answer.outcome is Outcome.KEPT
        assert record(moved, last=Month.of(JUNE_17), today=date(2026, 6, 16)).total.kept == 0
    with at("America/New_York", 2026, 6, 17, 9):
        assert record(moved, last=Month.of(JUNE_17), today=JUNE_17).total.kept == 1


def test_a_clock_that_jumps_a_year_ahead_and_back_leaves_no_trace():
    with at("UTC", 2026, 6, 17, 12):
        ruth = make.person(RUTH)
        id = make.promise(ruth, repeat=Repeat.DAILY)
        before = record(ruth, last=Month.of(JUNE_17), today=JUNE_17)
    with at("UTC", 2027, 6, 17, 12):
        assert len(fortnight(ruth, date(2027, 6, 17)).open_before) == 14
        answer(by=ruth, promise=id, due_on=date(2027, 6, 17), outcome=Outcome.KEPT)
    with at("UTC", 2026, 6, 17, 13):
        assert record(ruth, last=Month.of(JUNE_17), today=JUNE_17) == before
        with pytest.raises(Refused):
            answer(by=ruth, promise=id, due_on=date(2027, 6, 18), outcome=Outcome.KEPT)


def test_two_people_in_two_zones_each_have_their_own_day():
    with clock.frozen(datetime(2026, 6, 17, 23, tzinfo=UTC)):
        ruth, daniel = make.person(RUTH, zone="Asia/Tokyo"), make.person(DANIEL, zone="America/Lima")
        for viewer, day in ((ruth, 18), (daniel, 17)):
            make.promise(viewer)
            assert [one.on.day for one in fortnight(viewer, clock.today(viewer.zone)).today] == [day]
