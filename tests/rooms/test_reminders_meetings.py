"""What has times of its own: reminded of before each, looked at again now and then."""

from datetime import UTC, datetime, timedelta

import pytest

from mending.circle.actions.groups import GroupWanted, add_group, remove_group
from mending.circle.rules.groups import Times
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.reminders.actions import sending
from mending.reminders.models import Choice, Due
from mending.reminders.rules.kinds import Kind, Plan
from mending.reminders.rules.outcomes import Outcome
from tests.rooms import reminding

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def sent(monkeypatch):
    ids = []
    monkeypatch.setattr(sending.push, "post", lambda place, stop, id: ids.append(clock.now()) or Outcome.SENT)
    return ids


@pytest.fixture
def ruth(sent):
    with clock.frozen(NOON):
        viewer = reminding.with_browser()
        reminding.by_push(viewer, Plan(lead=60), Kind.MEETING)
    return viewer


def meets(viewer, start):
    """A meeting once, at that moment by the person's clock."""
    id = new_id()
    wanted = GroupWanted("Tuesday group", times=Times(on=start.date(), at=start.time()))
    add_group(by=viewer, id=id, wanted=wanted)
    return id


def live(hours, step=5):
    """The clock looks every few minutes."""
    for minutes in range(0, hours * 60, step):
        with clock.frozen(NOON + minutes * MINUTE):
            reminding.send()


def test_it_comes_the_chosen_time_before_and_once(ruth, sent):
    meets(ruth, NOON + 3 * HOUR)
    live(6)
    assert sent == [NOON + 2 * HOUR]


def test_one_added_later_the_same_day_is_found(ruth, sent):
    live(2)
    meets(ruth, NOON + 5 * HOUR)
    with clock.frozen(NOON + 2 * HOUR):
        reminding.send()
    live(8)
    assert sent == [NOON + 4 * HOUR]


def test_one_that_was_called_off_is_not_announced(ruth, sent):
    group = meets(ruth, NOON + 3 * HOUR)
    live(1)
    remove_group(by=ruth, group=group)
    live(6)
    assert sent == []


def test_one_that_has_begun_is_not_announced(ruth, sent):
    meets(ruth, NOON + 3 * HOUR)
    live(2)
    with clock.frozen(NOON + 3 * HOUR + MINUTE):
        reminding.send()
    assert sent == []
    assert Due.objects.filter(state="waiting").count() == 1


def test_two_in_one_day_are_two(ruth, sent):
    meets(ruth, NOON + 3 * HOUR)
    meets(ruth, NOON + 6 * HOUR)
    live(8)
    assert sent == [NOON + 2 * HOUR, NOON + 5 * HOUR]
    assert Choice.objects.count() == 1
