"""The harm screen, and the one rule on whether something may be handed over (EVIDENCE §5.1, SAFETY A2, A10).

An amends that does harm is none. So every question counts by itself: a yes turns delivery off for good, until the
answer itself is another; a "not sure" counts as a yes until a counselor or sponsor has looked at it; and what was
not answered keeps delivery off. Nothing here can be added up, so there is no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mending.amends.rules.amends import Kind, TheirWish
from mending.circle.rules.states import NoContact, Standing


class Question(StrEnum):
    """A question of the screen, in the order they are asked."""

    NO_CONTACT = "no_contact"
    VIOLENCE = "violence"
    CHILD = "child"
    IN_CRISIS = "in_crisis"
    EARLY = "early"
    NOT_MINE = "not_mine"
    LEGAL = "legal"
    RELIEF = "relief"
    FORGIVENESS = "forgiveness"
    USED_WITH = "used_with"
    STABLE = "stable"


class Answer(StrEnum):
    """What somebody answered. No answer yet is none of these."""

    NO = "no"
    UNSURE = "unsure"
    YES = "yes"


NOT_BY_REVIEW = frozenset({Question.NO_CONTACT, Question.CHILD})
"""Of these a "not sure" stays a yes after a review too: they bind whatever anybody thinks of it."""

OF_THE_PERSON = frozenset({Question.NO_CONTACT, Question.VIOLENCE, Question.CHILD, Question.LEGAL})
"""Of these a yes is about the person, not about one thing: it holds for whatever would reach them."""


class Why(StrEnum):
    """Why something cannot be handed over."""

    NO_CONTACT = "no_contact"  # how it stands: no contact, whoever set it
    GONE = "gone"  # no longer in the circle
    QUIET = "quiet"  # paused, grieved, ended, archived
    CHILD = "child"  # under 18
    WISH_NO_CONTACT = "wish_no_contact"
    WISH_LATER = "wish_later"
    NOT_DIRECT = "not_direct"  # of a kind that is not handed over, or not chosen yet
    SCREEN_YES = "screen_yes"
    SCREEN_UNSURE = "screen_unsure"
    SCREEN_OPEN = "screen_open"


@dataclass(frozen=True, slots=True)
class Person:
    """How it stands with whom it is about. `standing` is None once they are no longer in the circle."""

    standing: Standing | None
    archived: bool = False
    is_child: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether nothing about them is brought up."""
        return self.standing is None or self.archived or self.standing.state.is_quiet


@dataclass(frozen=True, slots=True)
class Screen:
    """The answers, on which day the last of them was given, and on which day somebody looked at them with me.

    `known` is what need not be asked, since the circle knows it: that somebody is a child.
    """

    answers: Mapping[Question, Answer] = field(default_factory=dict)
    answered_on: date | None = None
    reviewed_on: date | None = None
    known: frozenset[Question] = frozenset()

    @property
    def asked(self) -> list[Question]:
        """The questions there are to ask, in their order."""
        return [one for one in Question if one not in self.known]

    @property
    def is_reviewed(self) -> bool:
        """Whether the answers as they are now were looked at: a review does not count for a later answer."""
        return bool(self.answered_on and self.reviewed_on and self.reviewed_on >= self.answered_on)

    @property
    def unanswered(self) -> list[Question]:
        return [one for one in self.asked if one not in self.answers]

    @property
    def yeses(self) -> list[Question]:
        return [one for one in Question if self.answers.get(one) is Answer.YES]

    @property
    def doubts(self) -> list[Question]:
        """What is answered "not sure" and still counts as a yes."""
        unsure = [one for one in Question if self.answers.get(one) is Answer.UNSURE]
        return [one for one in unsure if one in NOT_BY_REVIEW or not self.is_reviewed]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may be handed over, every reason why not, and which questions of the screen say so."""

    reasons: tuple[Why, ...] = ()
    asked: frozenset[tuple[Why, Question]] = frozenset()

    @property
    def may(self) -> bool:
        return not self.reasons

    def questions(self, why: Why) -> list[Question]:
        """The questions behind a reason, in the order they are asked; none where it is not one of the screen."""
        return [one for one in Question if (why, one) in self.asked]

    def joined(self, other: "Verdict") -> "Verdict":
        """Both together: no reason is said twice."""
        more = (why for why in other.reasons if why not in self.reasons)
        return Verdict((*self.reasons, *more), self.asked | other.asked)


def may_reach(person: Person, wish: TheirWish = TheirWish.NOT_KNOWN) -> Verdict:
    """Whether anything at all may be handed to someone: how it stands, their age, and what they wish."""
    return Verdict((*_of_the_person(person), *_of_the_wish(wish)))


def may_deliver(screen: Screen, wish: TheirWish, person: Person, kind: Kind | None) -> Verdict:
    """Whether an amends, or a letter that belongs to one, may be handed over by the person themselves.

    The first reasons are those that bind; the last are those that a person can do something about.
    """
    reached = may_reach(person, wish).reasons
    way = () if kind is Kind.DIRECT else (Why.NOT_DIRECT,)
    return Verdict(reached).joined(_of_the_screen(screen)).joined(Verdict(way))


def _of_the_person(person: Person) -> tuple[Why, ...]:
    if person.standing is None:
        return (Why.GONE,)
    child = (Why.CHILD,) if person.is_child else ()
    # Two signs of no contact, either of which is enough: a row that said one without the other is still a block.
    if person.standing.no_contact is not NoContact.NO or person.standing.state.value == "no_contact":
        return (Why.NO_CONTACT, *child)
    return (Why.QUIET, *child) if person.is_quiet else child


def _of_the_wish(wish: TheirWish) -> tuple[Why, ...]:
    found = {TheirWish.NO_CONTACT: (Why.WISH_NO_CONTACT,), TheirWish.LATER: (Why.WISH_LATER,)}
    return found.get(wish, ())


def _of_the_screen(screen: Screen) -> Verdict:
    found = {Why.SCREEN_YES: screen.yeses, Why.SCREEN_UNSURE: screen.doubts, Why.SCREEN_OPEN: screen.unanswered}
    reasons = tuple(why for why, questions in found.items() if questions)
    return Verdict(reasons, frozenset((why, one) for why, questions in found.items() for one in questions))
