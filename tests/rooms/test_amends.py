"""Amends: nothing is handed over to who cannot be reached; payments are promises; a limit stands beside giving."""

from datetime import date

import pytest

from mending.amends import actions
from mending.amends.actions import Refused
from mending.amends.queries.amends import amends, part_of
from mending.amends.rules.amends import How, Kind, Part, TheirWish, Wanted
from mending.amends.rules.money import Plan
from mending.amends.rules.screen import Answer, Question
from mending.circle.rules.states import State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from tests import make

pytestmark = pytest.mark.django_db


def begun(by, who):
    id = new_id()
    actions.begin(by=by, id=id, who=who, wanted=Wanted(Part.DID, {"did": "Took it", "my_part": ""}))
    actions.write(by=by, amends=id, version=1, wanted=Wanted(Part.KIND, kind=Kind.DIRECT))
    for question in Question:
        actions.answer_screen(by=by, amends=id, question=question, answer=Answer.NO)
    return id


def hand_over(by, id):
    actions.deliver(by=by, amends=id, on=clock.today(by.zone), how=How.SAID, answer="")


def test_handed_over_once_nothing_stands_against_it(ruth):
    id = begun(ruth, make.someone(ruth))
    hand_over(ruth, id)
    assert amends(ruth, id).delivered_how is How.SAID


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_nothing_is_handed_over_to_anyone_quiet(ruth, state):
    id = begun(ruth, make.someone(ruth, state=state))
    with pytest.raises(Refused):
        hand_over(ruth, id)
    assert amends(ruth, id).delivered_on is None


def test_a2_a_wish_written_in_one_amends_binds_in_every_other(ruth):
    who = make.someone(ruth)
    first, other = begun(ruth, who), begun(ruth, who)
    actions.write(by=ruth, amends=first, version=2, wanted=Wanted(Part.WISH, wish=TheirWish.NO_CONTACT))
    with pytest.raises(Refused):
        hand_over(ruth, other)


def test_payments_are_promises_add_up_and_lead_back(ruth):
    id, today = begun(ruth, make.someone(ruth)), clock.today("UTC")
    plan = Plan("EUR", 10_000, 3, today, Repeat.MONTHLY)
    actions.plan_money(by=ruth, amends=id, id=new_id(), plan=plan, said="Pay {amount}", limit="No loans")
    first = amends(ruth, id).money.payments[0]
    answering.answer(by=ruth, promise=first.promise, due_on=today, outcome=Outcome.KEPT)
    money = amends(ruth, id).money
    assert [one.amount for one in money.payments] == [3333, 3333, 3334]
    assert money.paid == 3333
    assert part_of(ruth, first.promise) == id


def test_a9_giving_needs_a_limit_beside_it(ruth):
    id, plan = begun(ruth, make.someone(ruth)), Plan("EUR", 100, 1, date(2026, 12, 1), Repeat.MONTHLY)
    with pytest.raises(Refused):
        actions.plan_money(by=ruth, amends=id, id=new_id(), plan=plan, said="Pay {amount}", limit="")
