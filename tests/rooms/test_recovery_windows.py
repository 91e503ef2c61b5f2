"""Windows are opened, answered, closed by mistake, and pinned (SAFETY A6)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import Http404

from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.recovery.actions import answer_window, close_window, open_window, reopen_window
from mending.recovery.actions.trouble import Refused
from mending.recovery.queries import today, windows
from mending.recovery.rules.windows import Answer, Event
from tests import make
from tests.people import OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_an_event_pins_its_window_for_ninety_days_and_softens_after_four_weeks(ruth):
    open_window(by=ruth, event=Event.HOSPITAL, on=TODAY)
    assert not today(ruth, TODAY + timedelta(days=27)).is_soft
    assert today(ruth, TODAY + timedelta(days=28)).is_soft
    assert today(ruth, TODAY + timedelta(days=89)).is_soft
    assert today(ruth, TODAY + timedelta(days=90)) is None


def test_the_same_event_on_the_same_day_is_one_window(ruth):
    first = open_window(by=ruth, event=Event.MEDICATION, on=TODAY)
    assert open_window(by=ruth, event=Event.MEDICATION, on=TODAY) == first
    assert len(windows(ruth, TODAY)) == 1
    assert [line.verb for line in ledger_of(ruth)].count("window.opened") == 1


def test_the_latest_of_several_is_pinned(ruth):
    open_window(by=ruth, event=Event.DETOX, on=TODAY - timedelta(days=40))
    latest = open_window(by=ruth, event=Event.MEDICATION, on=TODAY)
    assert today(ruth, TODAY).window.id == latest
    assert not today(ruth, TODAY).is_soft


def test_a_mistake_is_closed_and_can_be_taken_back(ruth):
    window = open_window(by=ruth, event=Event.CUSTODY, on=TODAY)
    close_window(by=ruth, window=window)
    assert today(ruth, TODAY) is None
    reopen_window(by=ruth, window=window)
    assert today(ruth, TODAY).window.id == window


def test_an_event_that_was_a_mistake_and_is_told_again_opens_again(ruth):
    window = open_window(by=ruth, event=Event.MEDICATION, on=TODAY)
    close_window(by=ruth, window=window)
    assert open_window(by=ruth, event=Event.MEDICATION, on=TODAY) == window
    assert today(ruth, TODAY)


def test_each_question_is_answered_by_itself(ruth):
    window = open_window(by=ruth, event=Event.DISCHARGE, on=TODAY)
    answer_window(by=ruth, window=window, naloxone=Answer.YES)
    answer_window(by=ruth, window=window, not_alone=Answer.NOT_YET)
    card = today(ruth, TODAY).window
    assert (card.naloxone, card.not_alone) == (Answer.YES, Answer.NOT_YET)


@pytest.mark.parametrize(("on", "code"), [(TODAY + timedelta(days=1), "future"), (date(1900, 1, 1), "too-early")])
def test_a_day_that_cannot_be_is_refused(ruth, on, code):
    with pytest.raises(Refused) as refused:
        open_window(by=ruth, event=Event.DETOX, on=on)
    assert refused.value.faults == (("on", code),)


def test_today_is_the_persons_own_day(ruth):
    early = make.moved(ruth, "Pacific/Auckland")
    with clock.frozen(datetime(2026, 6, 17, 13, tzinfo=UTC)):
        open_window(by=early, event=Event.DETOX, on=TODAY + timedelta(days=1))


def test_a_stranger_finds_none(ruth):
    window, omar = open_window(by=ruth, event=Event.DETOX, on=TODAY), make.person(OMAR)
    assert today(omar, TODAY) is None
    for do in (close_window, reopen_window, answer_window):
        with pytest.raises(Http404):
            do(by=omar, window=window)


def test_what_is_pinned_costs_one_question(ruth, django_assert_num_queries):
    for event in Event:
        open_window(by=ruth, event=event, on=TODAY)
    with django_assert_num_queries(1):
        today(ruth, TODAY)
