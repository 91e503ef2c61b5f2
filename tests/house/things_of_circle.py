"""What addresses of the circle name, in every state it can be in."""

from datetime import time, timedelta

from mending.circle import actions as circle
from mending.circle.actions import contacts as circle_contacts
from mending.circle.actions import groups as circle_groups
from mending.circle.actions import telling as circle_telling
from mending.circle.rules.groups import Times
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests.house.planting import secret


def relationships(viewer):
    """Someone in the circle, in each state."""
    made = {state: someone(viewer, state) for state in ("active", "quiet", "archived", "no contact", "removed")}
    circle.change_state(
        by=viewer,
        relationship_id=made["quiet"],
        wished=circle.Wished(State.PAUSED_BY_ME, clock.today(viewer.zone), None, secret(viewer, "reason")),
        change_id=new_id(),
        seen=1,
    )
    circle.archive(by=viewer, relationship_id=made["archived"])
    circle.remove(by=viewer, relationship_id=made["removed"])
    return made


def someone(viewer, state):
    blocked = NoContact.ORDER if state == "no contact" else NoContact.NO
    portrait = Portrait(secret(viewer, state.replace(" ", "")), note=secret(viewer, "note"))
    return circle.add_relationship(by=viewer, portrait=portrait, no_contact=blocked)


def contacts(viewer):
    """A contact that stands, and one that was taken back; a rhythm and a day with nobody beside them."""
    reached, today = someone(viewer, "reached"), clock.today(viewer.zone)
    made = {"stands": new_id(), "taken back": new_id()}
    for id in made.values():
        circle_contacts.log_contact(by=viewer, id=id, relationship=reached, on=today)
    circle_contacts.take_back_contact(by=viewer, contact=made["taken back"])
    circle_contacts.stay_in_touch(by=viewer, relationship=reached, days=7)
    circle_contacts.say_nobody(by=viewer, on=today - timedelta(days=1))
    return made


def groups(viewer):
    """A group that meets today and was gone to, one that was removed."""
    today = clock.today(viewer.zone)
    made = {"stands": new_id(), "removed": new_id()}
    for id in made.values():
        times = Times(frozenset(range(7)), None, time(0, 0))
        wanted = circle_groups.GroupWanted(secret(viewer, "group"), secret(viewer, "place"), times)
        circle_groups.add_group(by=viewer, id=id, wanted=wanted)
        circle_groups.say_went(by=viewer, group=id, on=today)
    circle_groups.remove_group(by=viewer, group=made["removed"])
    return made


def telling_note(viewer):
    """The note beside "before you tell someone"."""
    circle_telling.write_telling_note(by=viewer, words=secret(viewer, "telling"), version=0)
