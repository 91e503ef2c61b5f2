"""Ending a relationship: how, what it changes, and who may (PRODUCT P4; SAFETY A2, A4, A10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from mending.circle.rules.states import NoContact, Standing, State, Verdict, may_change_state


class How(StrEnum):
    """How someone ends it. None of them sends anything."""

    KINDLY = "kindly"
    SILENTLY = "silently"
    AFRAID = "afraid"  # from fear, or after harm: help first, and no farewell meeting

    @property
    def has_words(self) -> bool:
        """Whether a sentence to say is thought of. Never where meeting them may be dangerous."""
        return self is How.KINDLY

    @property
    def asks(self) -> bool:
        """Whether anything is asked beside the button. Never from fear: promises to them end."""
        return self is not How.AFRAID


class May(Enum):
    """Whether an ending can be made here."""

    YES = auto()
    CHILD = auto()  # nobody ends it with a child here; a counselor is named
    BOUND = auto()  # a block that is not the owner's to lift stays as it is
    OVER = auto()  # it has ended


ENDS = (State.ENDED, State.GRIEVING)
"""How it may stand afterwards. Of both, the circle knows that it is quiet."""


def may_end(held: Standing, *, is_child: bool) -> May:
    """Whether the owner may end it here; the circle's own rule has the last word."""
    if is_child:
        return May.CHILD
    if held.state in ENDS:
        return May.OVER
    verdict = may_change_state(held, State.ENDED)
    return May.BOUND if verdict is Verdict.BOUND else May.YES


class Tie(StrEnum):
    """Something that is there about someone, and that an ending changes. In the order it is told."""

    PROMISES = "promises"
    TOUCH = "touch"
    REMINDERS = "reminders"
    EXPECTATIONS = "expectations"
    HOMECOMINGS = "homecomings"
    AGREEMENTS = "agreements"
    PLAN = "plan"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Ties:
    """How much is there of each. `touch`: the days between contacts one wished for, 0 without a wish."""

    promises: int = 0
    touch: int = 0
    reminders: int = 0
    expectations: int = 0
    homecomings: int = 0
    agreements: int = 0
    plan: int = 0
    contacts: int = 0

    def there(self) -> Iterator[tuple[Tie, int]]:
        """Those that are there, each with its figure: what is not there is not mentioned."""
        return ((tie, count) for tie in Tie if (count := getattr(self, tie.value)))


def is_blocked(held: Standing) -> bool:
    """Whether no contact is wished or ordered, by whomever."""
    return held.no_contact is not NoContact.NO
