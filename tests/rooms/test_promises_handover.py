"""Leaving with every promise, erasing them, and sealing them anew."""

from datetime import timedelta

import pytest

from mending.foundation.ids import new_id
from mending.promises import handover
from mending.promises.actions.answering import answer
from mending.promises.actions.making import remove, revise
from mending.promises.actions.several import leave_open
from mending.promises.models import Answer, Earlier, LeftOpen, Promise
from mending.promises.queries import promises as q
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from mending.vault.actions import renew_key, retire_key
from tests import make
from tests.people import OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

BEGAN = TODAY - timedelta(days=10)
PARTS = {"promises": Promise, "earlier_promises": Earlier, "answers": Answer, "left_open": LeftOpen}
WORKED_OUT = {"owner", "last_due_on", "due_month", "day_bit"}
"""Whose it is goes without saying; the others follow from the schedule and the day."""


def lived(by):
    """A promise that was reworded, with one day answered."""
    id = make.promise(by, "Call Marta", starts=BEGAN, repeat=Repeat.DAILY)
    wanted = Wanted("Ring Marta", None, Kind.ABILITY, Schedule(BEGAN, Repeat.DAILY))
    revise(by=by, promise=id, version=1, wanted=wanted, successor=new_id())
    answer(by=by, promise=id, due_on=TODAY, outcome=Outcome.TOLD, note="In the car.")
    leave_open(by=by)
    return id


def test_the_export_holds_every_word_the_removed_too_and_nobody_elses(ruth):
    omar = make.person(OMAR)
    make.promise(omar, "Omar's own")
    remove(by=ruth, promise=lived(ruth))
    told = handover.export(ruth)
    assert [one["words"] for one in told["promises"]] == ["Ring Marta"]
    assert [one["words"] for one in told["earlier_promises"]] == ["Call Marta"]
    assert [(one["outcome"], one["note"]) for one in told["answers"]] == [("told", "In the car.")]
    assert "Omar" not in str(told)


def test_the_export_has_every_column_that_is_not_worked_out(ruth):
    lived(ruth)
    told = handover.export(ruth)
    for part, table in PARTS.items():
        assert set(told[part][0]) == {field.name for field in table._meta.fields} - WORKED_OUT


def test_erasing_one_leaves_the_other(ruth):
    omar = make.person(OMAR)
    lived(ruth)
    his = lived(omar)
    handover.erase(ruth.id)
    assert handover.export(ruth) == {part: [] for part in handover.export(omar)}
    assert q.promise(omar, his).words == "Ring Marta"
    assert q.answer(omar, his, TODAY).note == "In the car."


def test_everything_opens_after_a_new_key(ruth):
    id = lived(ruth)
    old = renew_key(ruth.id)
    handover.reseal(ruth.id)
    retire_key(ruth.id, version=old)
    assert q.promise(ruth, id).words == "Ring Marta"
    assert [one.words for one in q.history(ruth, id)] == ["Call Marta"]
    assert q.answer(ruth, id, TODAY).note == "In the car."
