"""Whether something may be handed over: the rule of the screen, asked with what is kept.

Everything that hands over anything, or offers to, asks here, at the moment it does.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.http import Http404

from mending.amends.models import Amends, ScreenAnswer
from mending.amends.rules.amends import Kind, TheirWish
from mending.amends.rules.screen import (
    NOT_BY_REVIEW,
    OF_THE_PERSON,
    Answer,
    Person,
    Question,
    Screen,
    Verdict,
    Why,
    may_deliver,
    may_reach,
)
from mending.circle.queries import RelationshipCard, card_there
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.asking import prepared


def person_of(card: RelationshipCard | None) -> Person:
    """How it stands with someone of the circle; with None, who left it."""
    if card is None:
        return Person(None)
    return Person(card.standing, card.archived, card.is_child)


@dataclass(frozen=True, slots=True)
class Told:
    """What is written down about someone: their wish in each amends that stands, the answers of every screen."""

    wishes: Mapping[UUID, TheirWish]
    answers: list[tuple[UUID, Question, Answer]]

    @property
    def wish(self) -> TheirWish:
        """The strictest wish of theirs that any amends to them has."""
        strictest = (TheirWish.NO_CONTACT, TheirWish.LATER)
        return next((one for one in strictest if one in self.wishes.values()), TheirWish.NOT_KNOWN)

    def of(self, amends: UUID) -> dict[Question, Answer]:
        """The screen of one amends, a removed one too."""
        return {question: answer for where, question, answer in self.answers if where == amends}

    def screened(self, asked: Collection[Question]) -> Verdict:
        """What the screens of all amends that stand hold back, of the questions `asked`."""
        said = {(question, answer) for amends, question, answer in self.answers if amends in self.wishes}
        yeses = {(Why.SCREEN_YES, one) for one, answer in said if answer is Answer.YES and one in asked}
        doubted = {one for one, answer in said if answer is Answer.UNSURE and one in asked}
        doubts = {(Why.SCREEN_UNSURE, one) for one in doubted & NOT_BY_REVIEW}
        reasons = ((Why.SCREEN_YES,) if yeses else ()) + ((Why.SCREEN_UNSURE,) if doubts else ())
        return Verdict(reasons, frozenset(yeses | doubts))


def told(viewer: Viewer, who: UUID) -> Told:
    """Wishes and answers about someone, in one query. For this room's queries only."""
    wishes, answers = {}, []
    for amends, question, said in _told(viewer, who):
        if question:
            answers.append((amends, Question(question), Answer(said)))
        else:
            wishes[amends] = TheirWish(said)
    return Told(wishes, answers)


@prepared
def _told(viewer: Viewer, who: UUID) -> QuerySet[Any, tuple[UUID, str, str]]:
    wishes = Amends.objects.filter(owner=viewer.id, who=who, removed_at__isnull=True).order_by()
    answers = ScreenAnswer.objects.filter(owner=viewer.id, amends__who=who).order_by()
    found = wishes.values_list("pk", Value(""), "their_wish")
    return found.union(answers.values_list("amends", "question", "answer"), all=True)


def reaching(told: Told, card: RelationshipCard | None, *, as_amends: bool) -> Verdict:
    """Whether anything at all may be handed to someone, whatever any amends to them says. For this room's queries.

    A wish written down in one amends holds for every letter and message to the same person, and so does a yes to a
    question about them (SAFETY A2). What is handed over `as_amends` is held by any yes of any amends to them: no
    letter leads around the screen.
    """
    found = may_reach(person_of(card), told.wish)
    return found.joined(told.screened(set(Question) if as_amends else OF_THE_PERSON))


def delivering(viewer: Viewer, amends: UUID) -> Verdict:
    """Whether an amends, or a letter of it, may be handed over. Raises Http404 when it is not the viewer's."""
    row = _one.first(viewer, amends)
    if row is None:
        raise Http404
    card, known = card_there(Eyes(viewer), row.who), told(viewer, row.who_id)
    return judged(row, card, screen_of(row, card, known), known)


@prepared
def _one(viewer: Viewer, amends: UUID) -> QuerySet[Amends]:
    return Amends.objects.filter(owner=viewer.id, pk=amends).select_related("who")[:1]


def judged(row: Amends, card: RelationshipCard | None, screen: Screen, told: Told) -> Verdict:
    """The same of a row with what was read beside it. For this room's queries only."""
    person = person_of(card)
    found = may_deliver(screen, TheirWish(row.their_wish), person, kind_of(row))
    # What they said about one thing binds for every other: a wish is a person's, not an amends'.
    reach = may_reach(person, told.wish)
    return Verdict(tuple(why for why in reach.reasons if why not in found.reasons)).joined(found)


def screen_of(row: Amends, card: RelationshipCard | None, told: Told) -> Screen:
    """The screen as it is answered; of a child no age is asked. For this room's queries only."""
    known = frozenset({Question.CHILD} if card is not None and card.is_child else ())
    return Screen(told.of(row.pk), row.screened_on, row.reviewed_on, known)


def kind_of(row: Amends) -> Kind | None:
    """Its kind; None while it is not chosen. For this room's queries and actions only."""
    return Kind(row.kind) if row.kind else None
