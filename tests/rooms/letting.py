"""What tests about letting go build with."""

from mending.circle.queries import story
from mending.circle.rules.states import State
from mending.foundation.ids import new_id
from mending.lettinggo.actions import ending
from mending.lettinggo.rules.ending import How
from mending.promises.rules.letting_go import Wish


def end(by, who, *, how=How.SILENTLY, to=State.ENDED, promises=Wish.END):
    """End a relationship; gives the id of the change."""
    change, seen = new_id(), story(by, who).last.number
    ending.end(by=by, relationship=who, change=change, seen=seen, wanted=ending.Wanted(how, to, promises))
    return change
