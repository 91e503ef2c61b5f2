"""What has times of its own: reminded of before each, looked at again now and then."""

from datetime import UTC, datetime, timedelta

import pytest

from mending.foundation import clock
from mending.reminders.actions import sending
from mending.reminders.models import Choice, Due
from mending.reminders.queries import due
from mending.reminders.rules.kinds import Kind, Plan
from mending.reminders.rules.outcomes import Outcome
from tests.rooms import reminding

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def starts(monkeypatch):
    """When meetings begin, to be added to and taken from."""
    found = []
    monkeypatch.setitem(due._STARTS, Kind.MEETING, lambda viewer, first, last: list(found))
    monkeypatch.setitem(due._ASK, Kind.MEETING, lambda viewer: True)
    for module in (sending, reminding.send.__globals__["choice"].__globals__):
        names = module if isinstance(module, dict) else vars(module)
        monkeypatch.setitem(names, "OFFERED", tuple(Kind))
    from mending.reminders.actions import ahead  # noqa: PLC0415

    monkeypatch.setattr(ahead, "OFFERED", tuple(Kind))
    return found


@pytest.fixture
def sent(monkeypatch):
    ids = []
    monkeypatch.setattr(sending.push, "post", lambda place, stop, id: ids.append(clock.now()) or Outcome.SENT)
    return ids


@pytest.fixture
def ruth(starts, sent):
    with clock.frozen(NOON):
        viewer = reminding.with_browser()
        reminding.by_push(viewer, Plan(lead=60), Kind.MEETING)
    return viewer


def live(hours, step=5):
    """The clock looks every few minutes."""
    for minutes in range(0, hours * 60, step):
        with clock.frozen(NOON + minutes * MINUTE):
            reminding.send()


def test_it_comes_the_chosen_time_before_and_once(ruth, starts, sent):
    starts.append(NOON + 3 * HOUR)
    live(6)
    assert sent == [NOON + 2 * HOUR]


def test_one_added_later_the_same_day_is_found(ruth, starts, sent):
    live(2)
    starts.append(NOON + 5 * HOUR)
    with clock.frozen(NOON + 2 * HOUR):
        reminding.send()
    live(8)
    assert sent == [NOON + 4 * HOUR]


def test_one_that_was_called_off_is_not_announced(ruth, starts, sent):
    starts.append(NOON + 3 * HOUR)
    live(1)
    starts.clear()
    live(6)
    assert sent == []


def test_one_that_has_begun_is_not_announced(ruth, starts, sent):
    starts.append(NOON + 3 * HOUR)
    live(2)
    with clock.frozen(NOON + 3 * HOUR + MINUTE):
        reminding.send()
    assert sent == []
    assert Due.objects.filter(state="waiting").count() == 1


def test_two_in_one_day_are_two(ruth, starts, sent):
    starts.extend([NOON + 3 * HOUR, NOON + 6 * HOUR])
    live(8)
    assert sent == [NOON + 2 * HOUR, NOON + 5 * HOUR]
    assert Choice.objects.count() == 1
