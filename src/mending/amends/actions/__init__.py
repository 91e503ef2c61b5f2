"""Every write of this room. Each says who acts, in one transaction with its row of the ledger."""

from mending.amends.actions.ending import close, deliver, reopen, take_back_delivery
from mending.amends.actions.harms import add_harm, change_harm, put_back_harm, remove_harm
from mending.amends.actions.promising import plan_money, promise_living, put_back_money, remove_money
from mending.amends.actions.trouble import Conflict, Refused
from mending.amends.actions.writing import answer_screen, begin, put_back, remove, write

__all__ = [
    "Conflict",
    "Refused",
    "add_harm",
    "answer_screen",
    "begin",
    "change_harm",
    "close",
    "deliver",
    "plan_money",
    "promise_living",
    "put_back",
    "put_back_harm",
    "put_back_money",
    "remove",
    "remove_harm",
    "remove_money",
    "reopen",
    "take_back_delivery",
    "write",
]
