"""The look back at a week: one a week, changed and taken back, nobody else's."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from mending.accounts.actions import erase_account
from mending.checkins.actions import put_back_review, review, take_back_review
from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.handover import export
from mending.checkins.models import Review
from mending.checkins.queries import weekly as q
from mending.checkins.rules.weekly import HARDER, HOLDS, Item, monday
from mending.consent.queries import ledger_of
from mending.foundation.ids import new_id
from tests import make
from tests.people import OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

THIS = monday(TODAY)
LAST = THIS - timedelta(weeks=1)


def write(by, week=THIS, people=2, note="", seen=None, id=None):
    id = id or new_id()
    review(by=by, id=id, week=week, looked={Item.PEOPLE: people}, note=note, seen=seen)
    return id


def people(by, week=THIS):
    card = q.of_week(by, week)
    return card and card.looked[Item.PEOPLE]


@given(st.dates(date(1900, 1, 1)))
def test_a_week_begins_on_the_monday_before(day):
    assert monday(day).isoweekday() == 1
    assert timedelta() <= day - monday(day) < timedelta(days=7)


def test_every_item_either_makes_it_harder_or_holds():
    assert sorted((*HARDER, *HOLDS)) == sorted(Item)


def test_a_week_has_one_at_most_and_a_second_is_told(ruth):
    first = write(ruth, note="Ring Nina first.")
    with pytest.raises(Conflict):
        write(ruth, people=0)
    second = write(ruth, people=1, seen=first)
    assert people(ruth) == 1
    take_back_review(by=ruth, review=second)
    assert q.of_week(ruth, THIS).note == "Ring Nina first."
    put_back_review(by=ruth, review=second)
    assert people(ruth) == 1


def test_said_twice_it_is_written_once(ruth):
    id = write(ruth)
    write(ruth, id=id, people=0)
    assert people(ruth) == 2
    assert [row.verb for row in ledger_of(ruth)].count("review.written") == 1


def test_last_week_can_still_be_written_and_is_marked(ruth):
    write(ruth, LAST)
    assert Review.objects.get().is_backdated


@pytest.mark.parametrize(
    "week", [THIS + timedelta(weeks=1), THIS + timedelta(days=1), LAST - timedelta(weeks=1), LAST - timedelta(1)]
)
def test_no_other_week_can(ruth, week):
    with pytest.raises(Refused):
        write(ruth, week)


@pytest.mark.parametrize(("looked", "note"), [({}, " "), ({Item.PEOPLE: 3}, ""), ({Item.PEOPLE: 1}, "x" * 1001)])
def test_what_cannot_be_is_refused(ruth, looked, note):
    with pytest.raises(Refused):
        review(by=ruth, id=new_id(), week=THIS, looked=looked, note=note)


def test_nobody_else_reads_or_touches_it(ruth):
    omar, id = make.person(OMAR), write(ruth)
    assert q.reviews(omar) == []
    for act in (take_back_review, put_back_review):
        with pytest.raises(Http404):
            act(by=omar, review=id)
    with pytest.raises(Http404):
        write(omar, id=id)


def test_it_leaves_and_goes_with_its_person(ruth):
    write(ruth, note="Ring Nina first.")
    assert export(ruth)["reviews"][0]["note"] == "Ring Nina first."
    erase_account(by=ruth)
    assert not Review.objects.exists()
