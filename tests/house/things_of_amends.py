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
from mending.amends.rules.amends import Part
from mending.amends.rules.amends import Wanted as Told
from mending.circle import actions as circle
from mending.circle.rules.people import Portrait
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import making
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Schedule
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
    """An amends that is begun, one that is closed, one that was removed."""
    made = {state: _begun(viewer, state) for state in ("begun", "closed", "removed")}
    actions.close(by=viewer, amends=made["closed"], words=secret(viewer, "closing"))
    actions.remove(by=viewer, amends=made["removed"])
    return made


def _begun(viewer, state):
    id = new_id()
    who = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, f"begun{state}")))
    texts = {"did": secret(viewer, "did"), "my_part": secret(viewer, "part")}
    actions.begin(by=viewer, id=id, who=who, wanted=Told(Part.DID, texts))
    return id
