"""What is kept about someone in a circle. All of it is how their owner sees them; nothing is looked up."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from mending.foundation.text import one_line, tidy

HOUSE_LIMIT = 300
NICKNAME_LENGTH = 60
NOTE_LENGTH = 2_000
CLOSEST, FARTHEST = 5, 1


class Kind(StrEnum):
    """Who someone is to me."""

    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    PARENT = "parent"
    GROWN_CHILD = "grown_child"
    CHILD = "child"  # under 18: named only, nothing is sent to or asked of them (SAFETY A10)
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    SPONSOR = "sponsor"
    COUNSELOR = "counselor"
    COLLEAGUE = "colleague"
    OTHER = "other"


class Support(IntEnum):
    """Whether someone supports my recovery."""

    WORKS_AGAINST = -2
    MAKES_IT_HARDER = -1
    NEITHER = 0
    HELPS = 1
    HELPS_MUCH = 2


class UsesNearMe(StrEnum):
    """Whether someone uses near me."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Wish(StrEnum):
    """What I would like between us."""

    CLOSER = "closer"
    SAME = "same"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Portrait:
    """What I say about someone, besides how the relationship stands. Closeness: 1 far, 5 closest."""

    nickname: str
    kind: Kind = Kind.OTHER
    closeness: int = 3
    support: Support = Support.NEITHER
    uses_near_me: UsesNearMe = UsesNearMe.UNKNOWN
    wish: Wish = Wish.SAME
    note: str = ""


def kept_of(portrait: Portrait) -> Portrait:
    """The portrait as it is kept: its words tidied, and of a child under 18 nothing but name, closeness and note.

    Raises ValueError when there is no name left, or a text is longer than it may be.
    """
    nickname, note = one_line(portrait.nickname), tidy(portrait.note)
    if not 0 < len(nickname) <= NICKNAME_LENGTH or len(note) > NOTE_LENGTH:
        raise ValueError("A name or note that cannot be kept.")
    kept = replace(portrait, nickname=nickname, note=note)
    if portrait.kind is not Kind.CHILD:
        return kept
    return replace(kept, support=Support.NEITHER, uses_near_me=UsesNearMe.UNKNOWN, wish=Wish.SAME)


def same_name(one: str, other: str) -> bool:
    """Whether two nicknames would be taken for each other."""
    return one.casefold().split() == other.casefold().split()
