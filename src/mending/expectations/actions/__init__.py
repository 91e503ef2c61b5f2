"""Every write of this room. Each says who acts, in one transaction with one row of the ledger."""

from mending.expectations.actions.home import (
    agree,
    archive_home,
    begin_home,
    change_agreement,
    change_home,
    put_back_agreement,
    put_back_home,
    remove_agreement,
    remove_home,
    unarchive_home,
    write_stretch,
)
from mending.expectations.actions.trouble import Conflict, Refused
from mending.expectations.actions.writing import begin, put_back, remove, take_back, write

__all__ = [
    "Conflict",
    "Refused",
    "agree",
    "archive_home",
    "begin",
    "begin_home",
    "change_agreement",
    "change_home",
    "put_back",
    "put_back_agreement",
    "put_back_home",
    "remove",
    "remove_agreement",
    "remove_home",
    "take_back",
    "unarchive_home",
    "write",
    "write_stretch",
]
