"""The reminder of a check-in moves along with the check-in's own time."""

from datetime import UTC, datetime, time

import pytest

from mending.checkins import actions as checkins
from mending.checkins.rules.questions import Question
from mending.foundation import clock
from mending.reminders import tasks
from mending.reminders.actions import following
from mending.reminders.actions.choosing import choose
from mending.reminders.actions.stopping import stop_all
from mending.reminders.actions.trouble import Conflict
from mending.reminders.models import Due
from mending.reminders.queries.choices import choice
from mending.reminders.rules.kinds import Channel, Kind, Plan
from tests.rooms import reminding

pytestmark = pytest.mark.django_db
DAWN = datetime(2026, 5, 4, 5, tzinfo=UTC)


def at(moment):
    return clock.frozen(moment)


def asked_at(by, picked, wished):
    """Someone whose check-in has one time, and its reminder another or the same."""
    checkins.choose(by=by, questions=[Question.MOOD], at=picked)
    reminding.by_push(by, Plan(wished), Kind.CHECKIN)


def pick(by, at):
    checkins.choose(by=by, questions=[Question.MOOD], at=at)
    return following.follow_check_ins()


def test_a_reminder_set_to_the_check_in_moves_along_with_it():
    with at(DAWN):
        ruth = reminding.with_browser()
        asked_at(ruth, time(19, 30), time(19, 30))
        assert pick(ruth, time(18, 0)) == 1
        assert following.follow_check_ins() == 0
        assert choice(ruth, Kind.CHECKIN).plan == Plan(time(18, 0))
        assert pick(ruth, None) == 0
        assert pick(ruth, time(8, 30)) == 1
    [due] = Due.objects.filter(owner=ruth.id)
    assert due.due_at == DAWN.replace(hour=8, minute=30)


def test_a_reminder_with_a_time_of_its_own_stays_where_it_is():
    with at(DAWN):
        ruth = reminding.with_browser()
        asked_at(ruth, time(19, 30), time(21, 0))
        assert pick(ruth, time(18, 0)) == 0
        assert choice(ruth, Kind.CHECKIN).plan == Plan(time(21, 0))


def test_a_form_opened_before_the_reminder_moved_meets_a_conflict():
    with at(DAWN):
        ruth = reminding.with_browser()
        asked_at(ruth, time(19, 30), time(19, 30))
        seen = choice(ruth, Kind.CHECKIN)
        pick(ruth, time(18, 0))
        with pytest.raises(Conflict):
            choose(by=ruth, kind=Kind.CHECKIN, channel=Channel.PUSH, plan=Plan(time(9)), version=seen.version)


def test_the_clock_looks_for_moved_check_ins_and_a_stopped_one_stays_off():
    with at(DAWN):
        ruth = reminding.with_browser()
        asked_at(ruth, time(19, 30), time(19, 30))
        stop_all(by=ruth)
        checkins.choose(by=ruth, questions=[Question.MOOD], at=time(8, 0))
        tasks.now_and_then()
        assert choice(ruth, Kind.CHECKIN).plan == Plan(time(8, 0))
        assert not choice(ruth, Kind.CHECKIN).is_on
        assert not Due.objects.filter(owner=ruth.id, kind="checkin", state="waiting").exists()
