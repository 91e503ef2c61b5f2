"""What addresses of letting go name, in every state it can be in."""

from datetime import timedelta

from mending.circle import actions as circle
from mending.circle.rules.people import Portrait
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.lettinggo.actions import days, family, grief, lines
from mending.lettinggo.actions.days import DayWanted
from mending.lettinggo.rules.family import Bond
from mending.lettinggo.rules.lines import List
from tests import make
from tests.house.planting import secret
from tests.rooms.letting import end


def _someone(viewer, name):
    return circle.add_relationship(by=viewer, portrait=Portrait(secret(viewer, name)))


def own_lines(viewer):
    """A line that stands, and one that was removed."""
    who, made = _someone(viewer, "kept of"), {"stands": new_id(), "removed": new_id()}
    for id in made.values():
        lines.add(by=viewer, id=id, relationship=who, list=List.KEEP, words=secret(viewer, "line kept"))
    lines.remove(by=viewer, line=made["removed"])
    return made


def shared_people(viewer):
    """Someone close to both, decided about, and one who was taken out."""
    beside, made = _someone(viewer, "split from"), {}
    for state in ("stands", "removed"):
        made[state] = family.mark(by=viewer, relationship=beside, person=_someone(viewer, f"close {state}"))
        words = secret(viewer, "bond")
        family.decide(by=viewer, shared=made[state], version=1, bond=Bond.CAREFUL, words=words)
    family.remove(by=viewer, shared=made["removed"])
    return made


def hard_days(viewer):
    """A hard day with its plan, and one that was taken away."""
    beside, made = _someone(viewer, "missed on"), {"stands": new_id(), "removed": new_id()}
    for id in made.values():
        texts = (secret(viewer, part) for part in ("where", "company", "way out"))
        wanted = DayWanted(secret(viewer, "day"), clock.today(viewer.zone) + timedelta(days=3), *texts)
        days.plan(by=viewer, relationship=beside, id=id, wanted=wanted)
    days.remove(by=viewer, day=made["removed"])
    return made


def steps_of_grief(viewer):
    """A step that is written, one that was taken away, one left out."""
    who = _someone(viewer, "grieved for")
    for step in ("lost", "hurts"):
        words = secret(viewer, step)
        grief.write(by=viewer, relationship=who, step=step, words=words, version=0)
    grief.remove(by=viewer, relationship=who, step="hurts")
    grief.skip(by=viewer, relationship=who, step="next")


def endings(viewer):
    """An ending that took a promise with it."""
    who = _someone(viewer, "ended")
    make.promise(viewer, secret(viewer, "promise let go"), to=who)
    end(viewer, who)
