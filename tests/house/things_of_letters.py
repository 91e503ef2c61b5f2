"""Letters in every state they can be in."""

from datetime import timedelta

from mending.amends.actions import letters as actions
from mending.amends.rules.amends import How
from mending.amends.rules.composing import LetterWanted, Written
from mending.amends.rules.letters import LetterKind
from mending.circle import actions as circle
from mending.circle.rules.people import Portrait
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests.house.planting import secret


def letters(viewer):
    """A letter in each state, to someone who may be reached."""
    who = circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, "lettered")))
    with clock.frozen(clock.now() - timedelta(days=3)):
        made = {state: _letter(viewer, state, who) for state in ("writing", "ready", "delivered", "removed")}
        made["cooling"] = _letter(viewer, "cooling", who)
        made["never"] = _letter(viewer, "never", None, LetterKind.NEVER_SENT)
        for state, days in (("ready", 1), ("delivered", 1), ("cooling", 14)):
            actions.finish_letter(by=viewer, letter=made[state], days=days)
    said = secret(viewer, "answered")
    today = clock.today(viewer.zone)
    actions.hand_over_letter(by=viewer, letter=made["delivered"], how=How.READ, on=today, answer=said)
    actions.wave_mark(by=viewer, letter=made["writing"], mark=f"blame:{secret(viewer, 'waved')}")
    actions.remove_letter(by=viewer, letter=made["removed"])
    return made


def _letter(viewer, state, who, kind=LetterKind.LETTER):
    id = new_id()
    title, text = secret(viewer, f"title{state}"), secret(viewer, f"letter{state}")
    actions.begin_letter(by=viewer, id=id, wanted=LetterWanted(kind, who, title=title))
    actions.write_letter(by=viewer, letter=id, version=1, written=Written(title, text))
    return id
