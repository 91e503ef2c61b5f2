"""What was written in forms, in every state it can be in."""

from mending.foundation.ids import new_id
from mending.worksheets.actions import choosing, filling
from mending.worksheets.actions.installing import install
from mending.worksheets.rules.form import Form, Kind, Part, Question
from tests.house.planting import secret


def sheets(viewer):
    """A form in each state: done, begun, thrown away; fitted and kept at hand besides."""
    made = {"done": new_id(), "begun": new_id(), "removed": new_id()}
    for state, id in made.items():
        filling.begin(by=viewer, id=id, form="thought-record")
        told = {"situation": secret(viewer, f"sheet{state}"), "belief": 80}
        filling.keep(by=viewer, sheet=id, edition=1, answers=told, done=state == "done")
    filling.remove(by=viewer, sheet=made["removed"])
    choosing.fit(by=viewer, form="diary-card", edition=0, words={"targets": [secret(viewer, "target")]})
    choosing.like(by=viewer, form="thought-record", on=True)
    return made


def brought(_viewer):
    """A form that was brought in for everyone here."""
    asked = Question("words", Kind.LONG, "How was it?")
    form = Form("brought", 1, "en", "A form of others", (Part("one", "", (asked,)),))
    install(form=form)
    return form.id
