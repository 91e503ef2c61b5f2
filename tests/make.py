"""Builders: people and things, made the way the program makes them."""

from mending.accounts.actions import open_account
from mending.consent.rules import Viewer
from tests.people import PASSWORD, Member


def person(member: Member, *, zone: str = "UTC", password: str | None = PASSWORD) -> Viewer:
    """An account for one of the cast, and the viewer they are."""
    account = open_account(name=member.name, side=member.side, password=password, zone=zone)
    return Viewer(id=account, side=member.side, zone=zone)
