"""Every write of the circle. Each deed is done once: asked again with the same id, it changes nothing."""

from mending.circle.actions.adding import add_relationship, edit_relationship
from mending.circle.actions.leaving import archive, forget_removed, put_back, remove, unarchive
from mending.circle.actions.standing import Wished, change_state, take_back
from mending.circle.actions.trouble import CircleFull, Conflict, NameTaken, NotAllowed, PointedTo

__all__ = [
    "CircleFull",
    "Conflict",
    "NameTaken",
    "NotAllowed",
    "PointedTo",
    "Wished",
    "add_relationship",
    "archive",
    "change_state",
    "edit_relationship",
    "forget_removed",
    "put_back",
    "remove",
    "take_back",
    "unarchive",
]
