"""Every write of this room."""

from mending.checkins.actions.checking import check_in, put_back, take_back
from mending.checkins.actions.choosing import choose

__all__ = ["check_in", "choose", "put_back", "take_back"]
