"""Expectations for the tests of this room."""

from mending.expectations import actions
from mending.expectations.queries.expectations import expectation
from mending.expectations.rules.sections import Nearest, Section, Wanted
from mending.foundation import clock
from mending.foundation.ids import new_id

TEXTS = {
    Section.WAYS: {"best": "She hugs me", "likely": "She says hello", "worst": "She shuts the door"},
    Section.WELCOME: {"welcome": "She opens the door", "doing": "Stay an hour"},
    Section.HAPPENED: {"happened": "We had tea", "felt": "Warm"},
    Section.LEARNED: {"surprise": "The second cup", "lesson": "Wary is not cold", "next_step": "Bring soup"},
}
CHANCES = {"best_chance": 10, "likely_chance": 30, "worst_chance": 60}


def expect(by, prediction="She will not look up", *, who=None, day=None, belief="She hates me", strength=80):
    """Something expected of today, begun."""
    id, texts = new_id(), {"prediction": prediction, "belief": belief}
    wanted = Wanted(Section.EXPECT, texts, {"strength": strength}, day or clock.today(by.zone), who)
    actions.begin(by=by, id=id, wanted=wanted)
    return id


def part(by, section, *, day=None, nearest=Nearest.LIKELY, after=50, **texts):
    """A part as somebody wants it."""
    told = section is Section.HAPPENED
    return Wanted(
        section,
        TEXTS[section] | texts,
        {Section.WAYS: CHANCES, Section.LEARNED: {"strength_after": after}}.get(section, {}),
        (day or clock.today(by.zone)) if told else None,
        None,
        nearest if told else None,
    )


def write(by, id, *sections, **more):
    """Write these parts, one after the other."""
    for section in sections:
        version = expectation(by, id).version
        actions.write(by=by, expectation=id, version=version, wanted=part(by, section, **more))


def planned(by, *args, **more):
    """Something expected, planned."""
    id = expect(by, *args, **more)
    write(by, id, Section.WAYS, Section.WELCOME)
    return id


def lived(by, *args, nearest=Nearest.LIKELY, **more):
    """Something expected, that happened and was looked back on."""
    id = planned(by, *args, **more)
    write(by, id, Section.HAPPENED, Section.LEARNED, nearest=nearest)
    return id
