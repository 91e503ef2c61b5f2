"""Every write of this room."""

from mending.checkins.actions.checking import check_in, put_back, take_back
from mending.checkins.actions.choosing import choose
from mending.checkins.actions.reviewing import put_back_review, review, take_back_review
from mending.checkins.actions.signing import add_sign, change_sign, move_sign, put_back_sign, remove_sign

__all__ = [
    "add_sign",
    "change_sign",
    "check_in",
    "choose",
    "move_sign",
    "put_back",
    "put_back_review",
    "put_back_sign",
    "remove_sign",
    "review",
    "take_back",
    "take_back_review",
]
