"""The cases of an address: whose object in which state, and with which other values."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mending.foundation.ids import new_id
from tests import make, people
from tests.house.things import OBJECTS, VALUES

OWNER = people.RUTH.name
OWN_SPACE = ("ruth", "daniel", "marta", "theo", "omar")
STAFF = ("lena", "ines", "sol")
WHO = ("visitor", *OWN_SPACE, *STAFF)


@dataclass(frozen=True)
class Case:
    """One way to ask for an address: what it is called in the table, and where it leads."""

    name: str
    path: str


def the_cast():
    """Everyone, as viewers, by name."""
    return {member.name: make.person(member, password=None) for member in people.CAST}


def of(address, owner):
    """Every case of an address whose object is the owner's, or is not there at all."""
    objects = [name for name in address.parameters if name in OBJECTS]
    unknown = [name for name in address.parameters if name not in OBJECTS and name not in VALUES]
    assert not unknown, f"Say in tests/house/things.py what {unknown} in {address.route} can be."
    assert len(objects) <= 1, f"{address.route} names two objects; say how in tests/house/cases.py."
    usual = {name: next(iter(VALUES[name].values()))(owner) for name in address.parameters if name in VALUES}
    if not objects:
        return list(_by_value(address, {}, usual, owner, "it")) or [_case(address, "it", {})]
    [parameter] = objects
    made = OBJECTS[parameter](owner)
    first = next(iter(made.values()))
    return [
        *(_case(address, state, {parameter: id, **usual}) for state, id in made.items()),
        _case(address, "absent", {parameter: new_id(), **usual}),
        *list(_by_value(address, {parameter: first}, usual, owner, next(iter(made))))[1:],
    ]


def _by_value(address, objects, usual, owner, state):
    """The case with usual values first, then each other value in turn."""
    if usual:
        yield _case(address, state, objects | usual)
    for name in usual:
        for what, value in list(VALUES[name].items())[1:]:
            yield _case(address, f"{what} {name}", objects | usual | {name: value(owner)})


def _case(address, name, arguments: dict[str, Any]):
    return Case(name, reverse(address.name, kwargs=arguments))
