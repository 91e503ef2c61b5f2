"""Builders: people and things, made the way the program makes them."""

from typing import Any

from mending.accounts.actions import open_account
from mending.accounts.models import Person
from mending.consent.rules import Viewer
from mending.foundation import clock
from tests.people import PASSWORD, Member


def person(member: Member, *, zone: str = "UTC", password: str | None = PASSWORD) -> Viewer:
    """An account for one of the cast, and the viewer they are."""
    account = open_account(name=member.name, side=member.side, password=password, zone=zone)
    return Viewer(id=account, side=member.side, zone=zone)


def sign_in(client: Any, viewer: Viewer, *, proved: bool = False) -> None:
    """Sign a test's client in, past the second step of those who must have one; `proved` past asking again too."""
    client.force_login(Person.objects.get(pk=viewer.id))
    session = client.session
    session["two_steps"] = viewer.side.needs_second_factor
    session["proved_at"] = int(clock.now().timestamp()) if proved else 0
    session.save()


def body(client: Any, address: str, **more: Any) -> bytes:
    """What is served at an address, read to its end, which also closes the file it comes from."""
    answer = client.get(address, **more)
    assert answer.status_code == 200, address
    return answer.getvalue()
