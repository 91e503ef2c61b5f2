"""Builders: people and things, made the way the program makes them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from mending.accounts.actions import open_account
from mending.accounts.models import Person
from mending.circle import actions as circle
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import NoContact, State
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.dates import days
from mending.foundation.ids import new_id
from mending.promises.actions.making import make_promise
from mending.promises.models import Answer
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from tests.people import PASSWORD, Member


def person(member: Member, *, zone: str = "UTC", password: str | None = PASSWORD) -> Viewer:
    """An account for one of the cast, and the viewer they are."""
    account = open_account(name=member.name, side=member.side, password=password, zone=zone)
    return Viewer(id=account, side=member.side, zone=zone)


def moved(viewer: Viewer, zone: str) -> Viewer:
    """The same person, living by another zone."""
    return replace(viewer, zone=zone)


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


def promise(
    by: Viewer,
    words: str = "Call Marta at six",
    *,
    starts: date | None = None,
    repeat: Repeat = Repeat.ONCE,
    until: date | None = None,
    to: UUID | None = None,
    kind: Kind = Kind.ABILITY,
) -> UUID:
    """A promise, to oneself and for today unless told otherwise."""
    id = new_id()
    schedule = Schedule(starts or clock.today(by.zone), repeat, until)
    make_promise(by=by, id=id, wanted=Wanted(words, to, kind, schedule))
    return id


def someone(by: Viewer, nickname: str = "Marta", state: State = State.ACTIVE) -> UUID:
    """Someone in the circle, standing as told."""
    blocked = NoContact.ORDER if state is State.NO_CONTACT else NoContact.NO
    id = circle.add_relationship(by=by, portrait=Portrait(nickname), no_contact=blocked)
    if state not in (State.ACTIVE, State.NO_CONTACT):
        stand(by, id, state)
    return id


def stand(by: Viewer, relationship: UUID, state: State, no_contact: NoContact | None = None) -> None:
    """Someone just added to the circle stands otherwise from today."""
    wished = circle.Wished(state, clock.today(by.zone), no_contact, "")
    circle.change_state(by=by, relationship_id=relationship, wished=wished, change_id=new_id(), seen=1)


def days_answered(by: Viewer, promise: UUID, first: date, last: date) -> None:
    """Answers to each day of a daily promise, all at once: most kept, some not, a few left open."""
    turns = [Outcome.KEPT] * 5 + [Outcome.TOLD, Outcome.FOUND_OUT, None]
    rows = []
    for number, day in enumerate(days(first, last)):
        outcome = turns[number % len(turns)]
        if outcome:
            row = Answer(id=new_id(), owner_id=by.id, promise_id=promise, outcome=outcome.value)
            row.set_day(day)
            row.answered_at, row.is_backdated = clock.now(), True
            rows.append(row)
    Answer.objects.bulk_create(rows, batch_size=200)
