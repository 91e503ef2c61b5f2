"""How a relationship may stand, and which changes are the owner's to make (SAFETY A2).

A block that was set by the other person or by an order binds: in Mending its owner cannot lift it by choosing
another state, nor by taking the change back: a wrong tap is asked about before. One way out is left: whoever
records that the order or the wish has ended comes to "paused by them", from where coming back asks again.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum, auto
from uuid import UUID

MISTAKE_HOURS = 24
EARLIEST = date(1920, 1, 1)


class State(StrEnum):
    """How a relationship stands (PRODUCT P4)."""

    ACTIVE = "active"
    CAUTIOUS = "cautious"
    PAUSED_BY_ME = "paused_by_me"
    PAUSED_BY_THEM = "paused_by_them"
    NO_CONTACT = "no_contact"
    GRIEVING = "grieving"
    ENDED = "ended"

    @property
    def is_quiet(self) -> bool:
        """Whether nothing about this person is suggested, asked or brought up."""
        return self not in (State.ACTIVE, State.CAUTIOUS)

    @property
    def is_open(self) -> bool:
        """Whether contact is the owner's to take up."""
        return self in (State.ACTIVE, State.CAUTIOUS, State.PAUSED_BY_ME)


class NoContact(StrEnum):
    """The answer to: is there any order, or has either of you asked, not to be in contact? Mildest first."""

    NO = ""
    I_WANT_NONE = "i_want_none"
    THEY_ASKED = "they_asked"
    ORDER = "order"

    @property
    def binds(self) -> bool:
        """Whether it is not the owner's to lift."""
        return self in (NoContact.THEY_ASKED, NoContact.ORDER)


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and who set it when it is no contact."""

    state: State
    no_contact: NoContact = NoContact.NO

    @property
    def is_bound(self) -> bool:
        return self.no_contact.binds


START = Standing(State.ACTIVE)


class Verdict(Enum):
    """What becomes of a wished change."""

    YES = auto()
    SAME = auto()  # it already stands so
    WHO = auto()  # no contact needs the answer who set it
    ASK = auto()  # the no-contact question must be answered first
    BOUND = auto()  # a block that is not the owner's to lift


def aim(to: State, answer: NoContact | None) -> State:
    """Where a wished change leads: any answer but "no" to the no-contact question means no contact."""
    return State.NO_CONTACT if answer else to


def may_change_state(
    held: Standing, to: State, answer: NoContact | None = None, *, block_ended: bool = False
) -> Verdict:
    """Whether the owner may change `held` into `to`.

    `answer` is what they said to the no-contact question, None when it was not asked. `block_ended` says that
    they state, with a date, that the order or the other's wish is over.
    """
    to = aim(to, answer)
    if to is State.NO_CONTACT:
        return _may_block(held, answer)
    if held.is_bound:
        return Verdict.YES if block_ended and to is State.PAUSED_BY_THEM else Verdict.BOUND
    if to is held.state:
        return Verdict.SAME
    if must_ask(held.state, to) and answer is None:
        return Verdict.ASK
    return Verdict.YES


def _may_block(held: Standing, answer: NoContact | None) -> Verdict:
    """A block may be set, and made stricter, at any time; never milder."""
    if not answer:
        return Verdict.WHO
    if answer is held.no_contact:
        return Verdict.SAME
    order = list(NoContact)
    return Verdict.YES if order.index(answer) > order.index(held.no_contact) else Verdict.BOUND


def must_ask(held: State, to: State) -> bool:
    """Whether a change takes contact up again, so that the no-contact question comes first."""
    return to.is_open and not held.is_open


def answers_for(held: Standing, to: State) -> list[NoContact]:
    """The answers to the no-contact question with which the owner may change `held` into `to`."""
    answers = [answer for answer in NoContact if aim(to, answer) is to]
    return [answer for answer in answers if may_change_state(held, to, answer) is Verdict.YES]


def asked_answers(held: Standing, to: State) -> list[NoContact]:
    """What the no-contact question offers on the way to `to`; nothing when it is not asked.

    On the way back every answer is offered, since a yes leads to no contact instead. On the way into no contact
    only those that are allowed: who set it.
    """
    if to is State.NO_CONTACT:
        return answers_for(held, to)
    return list(NoContact) if must_ask(held.state, to) else []


def standing_after(to: State, answer: NoContact | None) -> Standing:
    """How the relationship stands after an allowed change."""
    to = aim(to, answer)
    return Standing(to, (answer or NoContact.NO) if to is State.NO_CONTACT else NoContact.NO)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a history: how it stood from a day on, and when that was written down."""

    id: UUID
    number: int
    standing: Standing
    on: date
    recorded_at: datetime


def taking_back(steps: list[Step], now: datetime) -> Standing | None:
    """How it would stand if the last of `steps` were taken back; None when that may not be (SAFETY A2).

    `steps` are those not taken back before, oldest first. Only the last one, and only for a day: a later change
    of mind is a change of its own, under the rules above. A block that binds is not taken back at all, so that
    taking back is never a way around it. The first step can be taken back when it is a block of one's own: nothing
    came before it, so the person is simply there.
    """
    if not steps or now - steps[-1].recorded_at >= timedelta(hours=MISTAKE_HOURS):
        return None
    if steps[-1].standing.is_bound:
        return None
    if len(steps) > 1:
        return steps[-2].standing
    return START if steps[-1].standing.state is State.NO_CONTACT else None


def may_remove(held: Standing) -> bool:
    """Whether someone entered by mistake may be taken out again: not to get rid of a block that binds."""
    return not held.is_bound


def day_fault(day: date, today: date) -> str:
    """Why a change cannot be dated `day`: "future", "too_early", or nothing."""
    if day > today:
        return "future"
    return "too_early" if day < EARLIEST else ""
