"""Ending through the room's own action: only into a state of rest, once, and only one's own people."""

import pytest
from django.http import Http404

from mending.circle.queries import relationship
from mending.circle.rules.states import State
from mending.foundation.ids import new_id
from mending.lettinggo.actions import ending
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.models import Ending
from mending.lettinggo.rules.ending import ENDS, How
from tests import make, people
from tests.rooms.letting import end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.mark.parametrize("to", State)
def test_an_ending_leads_only_to_rest(ruth, to):
    theo = make.someone(ruth, "Theo")
    if to in ENDS:
        end(ruth, theo, to=to)
        assert relationship(ruth, theo).state is to
    else:
        with pytest.raises(Refused):
            end(ruth, theo, to=to)
        assert relationship(ruth, theo).state is State.ACTIVE
        assert not Ending.objects.exists()


def test_said_twice_it_is_done_once(ruth):
    theo, change = make.someone(ruth, "Theo"), new_id()
    for _ in range(2):
        ending.end(by=ruth, relationship=theo, change=change, seen=1, wanted=ending.Wanted(How.KINDLY))
    assert Ending.objects.count() == 1


def test_over_a_change_not_seen_nothing_is_ended(ruth):
    theo = make.someone(ruth, "Theo")
    make.stand(ruth, theo, State.CAUTIOUS)
    with pytest.raises(Conflict):
        ending.end(by=ruth, relationship=theo, change=new_id(), seen=1, wanted=ending.Wanted(How.KINDLY))
    assert relationship(ruth, theo).state is State.CAUTIOUS


def test_nobody_ends_it_for_somebody_else(ruth):
    theo, daniel = make.someone(ruth, "Theo"), make.person(people.DANIEL)
    with pytest.raises(Http404):
        ending.end(by=daniel, relationship=theo, change=new_id(), seen=1, wanted=ending.Wanted(How.KINDLY))
    assert relationship(ruth, theo).state is State.ACTIVE
