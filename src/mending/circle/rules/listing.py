"""Which of a circle are shown, and in what order."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from mending.circle.rules.people import Support
from mending.circle.rules.states import State

NEAR_FROM = 4
LONG_FROM = 12


class Listed(Protocol):
    """As much of someone as a list asks for."""

    @property
    def id(self) -> UUID: ...
    @property
    def nickname(self) -> str: ...
    @property
    def closeness(self) -> int: ...
    @property
    def support(self) -> Support: ...
    @property
    def state(self) -> State: ...
    @property
    def archived(self) -> bool: ...


Someone = TypeVar("Someone", bound=Listed)


class Show(StrEnum):
    """Which part of a circle a list shows. The archived ones are shown only when asked for."""

    ALL = "all"
    NEAR = "near"
    SUPPORTS = "supports"
    ARCHIVED = "archived"


class Group(StrEnum):
    """Relationships that stand alike, in the order they are shown."""

    IN_TOUCH = "in_touch"
    PAUSED = "paused"
    NO_CONTACT = "no_contact"
    LETTING_GO = "letting_go"


_GROUP_OF = {
    State.ACTIVE: Group.IN_TOUCH,
    State.CAUTIOUS: Group.IN_TOUCH,
    State.PAUSED_BY_ME: Group.PAUSED,
    State.PAUSED_BY_THEM: Group.PAUSED,
    State.NO_CONTACT: Group.NO_CONTACT,
    State.GRIEVING: Group.LETTING_GO,
    State.ENDED: Group.LETTING_GO,
}


def shown(people: Iterable[Someone], show: Show, search: str = "") -> list[Someone]:
    """Those of `people` a list shows, closest first, then by name. A search looks into the nicknames.

    Whoever is under no contact is in the whole list and in the archive, and never what a search or a part brings
    up (SAFETY A2).
    """
    wanted = search.casefold().split()
    kept = [one for one in people if _belongs(one, show) and _is_found(one, wanted)]
    return sorted(kept, key=lambda one: (-one.closeness, one.nickname.casefold()))


def _is_found(one: Listed, wanted: list[str]) -> bool:
    if wanted and one.state is State.NO_CONTACT:
        return False
    return all(word in one.nickname.casefold() for word in wanted)


def _belongs(one: Listed, show: Show) -> bool:
    if one.archived or show is Show.ARCHIVED:
        return one.archived and show is Show.ARCHIVED
    if show is Show.ALL:
        return True
    if one.state is State.NO_CONTACT:
        return False
    return one.closeness >= NEAR_FROM if show is Show.NEAR else one.support > Support.NEITHER


def grouped(people: Iterable[Someone]) -> dict[Group, list[Someone]]:
    """The same people under how they stand; a group with nobody in it is left out."""
    groups: dict[Group, list[Someone]] = {group: [] for group in Group}
    for one in people:
        groups[_GROUP_OF[one.state]].append(one)
    return {group: members for group, members in groups.items() if members}
