"""What is kept of amends, with a secret in every sealed column."""

from mending.amends import actions
from mending.amends.models import (
    Amends,
    Harm,
    Instalment,
    Letter,
    LetterVersion,
    LivingPromise,
    MoneyPlan,
    ScreenAnswer,
)
from mending.amends.rules.amends import How, Part
from mending.amends.rules.amends import Kind as Way
from mending.amends.rules.amends import Wanted as Told
from mending.amends.rules.money import Plan
from mending.amends.rules.screen import Answer, Question
from mending.circle import actions as circle
from mending.circle.rules.people import Kind as Who
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import making
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from mending.vault.actions import seal_into
from tests.house.planting import secret
from tests.house.registry import sealed


def amends_rows(viewer):
    """One row of every table of this room, every sealed column filled."""
    who = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, "owed")))
    now, today = clock.now(), clock.today(viewer.zone)
    amends = _row(Amends, viewer, who_id=who, begun_at=now, kind="direct", screened_on=today, affordable=True)
    _row(Harm, viewer, who_id=who, amends=amends, added_at=now)
    _row(ScreenAnswer, viewer, amends=amends, question="not_mine", answer="no", answered_at=now)
    plan = _row(MoneyPlan, viewer, amends=amends, currency="EUR", owed=5000, begun_at=now)
    _row(Instalment, viewer, plan=plan, promise_id=_promise(viewer), number=1, amount=5000)
    _row(LivingPromise, viewer, amends=amends, promise_id=_promise(viewer), linked_at=now)
    letter = _row(Letter, viewer, who_id=who, amends=amends, kind="letter", begun_at=now, changed_at=now)
    _row(LetterVersion, viewer, letter=letter, number=1, kept_at=now)


def _row(table, viewer, **values):
    row = table(owner_id=viewer.id, **values)
    seal_into(row, **{name: secret(viewer, name) for name in sealed(table)})
    row.save()
    return row


def _promise(viewer):
    id = new_id()
    schedule = Schedule(clock.today(viewer.zone))
    making.make_promise(by=viewer, id=id, wanted=Wanted(secret(viewer, "part"), None, Kind.ABILITY, schedule))
    return id


def harms(viewer):
    """A harm on the list, and one that was taken off."""
    made = {"listed": new_id(), "removed": new_id()}
    who = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, "harmed")))
    for id in made.values():
        actions.add_harm(by=viewer, id=id, who=who, words=secret(viewer, "harm"))
    actions.remove_harm(by=viewer, harm=made["removed"])
    return made


def all_amends(viewer):
    """An amends in each state: with money, handed over, to someone quiet, to a child."""
    states = ("begun", "closed", "removed", "money", "delivered", "quiet", "child")
    made = {state: _begun(viewer, state) for state in states}
    actions.close(by=viewer, amends=made["closed"], words=secret(viewer, "closing"))
    actions.remove(by=viewer, amends=made["removed"])
    _plan(viewer, made["money"])
    _hand_over(viewer, made["delivered"])
    wished = circle.Wished(State.PAUSED_BY_THEM, clock.today(viewer.zone), None, "")
    who = Amends.objects.get(pk=made["quiet"]).who_id
    circle.change_state(by=viewer, relationship_id=who, wished=wished, change_id=new_id(), seen=1)
    return made


def _begun(viewer, state):
    id = new_id()
    kind = Who.CHILD if state == "child" else Who.FRIEND
    who = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, f"begun{state}"), kind))
    texts = {"did": secret(viewer, "did"), "my_part": secret(viewer, "part")}
    actions.begin(by=viewer, id=id, who=who, wanted=Told(Part.DID, texts))
    return id


def _plan(viewer, id):
    plan = Plan("EUR", 5000, 2, clock.today(viewer.zone), Repeat.MONTHLY)
    limit = secret(viewer, "limit")
    actions.plan_money(by=viewer, amends=id, id=new_id(), plan=plan, said="Pay {amount}", limit=limit)


def _hand_over(viewer, id):
    actions.write(by=viewer, amends=id, version=1, wanted=Told(Part.KIND, kind=Way.DIRECT))
    for question in Question:
        actions.answer_screen(by=viewer, amends=id, question=question, answer=Answer.NO)
    answer = secret(viewer, "answered")
    actions.deliver(by=viewer, amends=id, on=clock.today(viewer.zone), how=How.SAID, answer=answer)
