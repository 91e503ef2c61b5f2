"""What else there is to be reminded of: someone to stay in touch with, and the weekly look back."""

from datetime import timedelta

import pytest

from mending.circle.actions import contacts
from mending.circle.rules.states import State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.reminders.queries.due import is_something_due
from mending.reminders.rules.kinds import Kind
from tests import make
from tests.people import NOON, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_staying_in_touch_is_due_only_when_a_wish_has_run_over(ruth):
    marta = make.someone(ruth, "Marta")
    contacts.stay_in_touch(by=ruth, relationship=marta, days=7)
    assert not is_something_due(ruth, Kind.TOUCH)
    with clock.frozen(NOON + timedelta(days=8)):
        assert is_something_due(ruth, Kind.TOUCH)
        contacts.log_contact(by=ruth, id=new_id(), relationship=marta, on=TODAY + timedelta(days=8))
        assert not is_something_due(ruth, Kind.TOUCH)


@pytest.mark.parametrize("state", [State.PAUSED_BY_ME, State.GRIEVING, State.ENDED])
def test_a2_nothing_is_due_about_someone_who_is_quiet(ruth, state):
    sam = make.someone(ruth, "Sam")
    contacts.stay_in_touch(by=ruth, relationship=sam, days=2)
    make.stand(ruth, sam, state)
    with clock.frozen(NOON + timedelta(days=30)):
        assert not is_something_due(ruth, Kind.TOUCH)


def test_the_weekly_look_back_is_due_until_the_week_has_one(ruth):
    assert is_something_due(ruth, Kind.REVIEW)
