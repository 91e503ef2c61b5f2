"""Whether something may be handed over: the rule of the screen, asked with what is kept.

Everything that hands over anything, or offers to, asks here, at the moment it does.
"""

from collections.abc import Collection
from uuid import UUID

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
from mending.circle.queries import RelationshipCard, relationship
from mending.consent.rules import Viewer


def person_of(card: RelationshipCard | None) -> Person:
    """How it stands with someone of the circle; with None, who left it."""
    if card is None:
        return Person(None)
    return Person(card.standing, card.archived, card.is_child)


def reaching(viewer: Viewer, who: UUID, *, as_amends: bool) -> Verdict:
    """Whether anything at all may be handed to someone, whatever any amends to them says.

    A wish written down in one amends holds for every letter and message to the same person, and so does a yes to a
    question about them (SAFETY A2). What is handed over `as_amends` is held by any yes of any amends to them: no
    letter leads around the screen.
    """
    found = may_reach(person_of(card_of(viewer, who)), _stated(viewer, who))
    return found.joined(_screened(viewer, who, set(Question) if as_amends else OF_THE_PERSON))


def delivering(viewer: Viewer, amends: UUID) -> Verdict:
    """Whether an amends, or a letter of it, may be handed over. Raises Http404 when it is not the viewer's."""
    row = Amends.objects.filter(owner=viewer.id, pk=amends).first()
    if row is None:
        raise Http404
    card = card_of(viewer, row.who_id)
    return judged(viewer, row, card, screen_of(row, card))


def judged(viewer: Viewer, row: Amends, card: RelationshipCard | None, screen: Screen) -> Verdict:
    """The same of a row with what was read beside it. For this room's queries only."""
    person = person_of(card)
    found = may_deliver(screen, TheirWish(row.their_wish), person, kind_of(row))
    # What they said about one thing binds for every other: a wish is a person's, not an amends'.
    reach = may_reach(person, _stated(viewer, row.who_id))
    return Verdict(tuple(why for why in reach.reasons if why not in found.reasons)).joined(found)


def screen_of(row: Amends, card: RelationshipCard | None) -> Screen:
    """The screen as it is answered; of a child no age is asked. For this room's queries only."""
    known = frozenset({Question.CHILD} if card is not None and card.is_child else ())
    answers = ScreenAnswer.objects.filter(amends=row).values_list("question", "answer")
    kept = {Question(question): Answer(answer) for question, answer in answers}
    return Screen(kept, row.screened_on, row.reviewed_on, known)


def kind_of(row: Amends) -> Kind | None:
    """Its kind; None while it is not chosen. For this room's queries and actions only."""
    return Kind(row.kind) if row.kind else None


def _screened(viewer: Viewer, who: UUID, asked: Collection[Question]) -> Verdict:
    rows = ScreenAnswer.objects.filter(owner=viewer.id, amends__who=who, amends__removed_at__isnull=True)
    said = {(Question(question), Answer(answer)) for question, answer in rows.values_list("question", "answer")}
    yeses = {(Why.SCREEN_YES, one) for one, answer in said if answer is Answer.YES and one in asked}
    doubted = {one for one, answer in said if answer is Answer.UNSURE and one in asked}
    doubts = {(Why.SCREEN_UNSURE, one) for one in doubted & NOT_BY_REVIEW}
    reasons = ((Why.SCREEN_YES,) if yeses else ()) + ((Why.SCREEN_UNSURE,) if doubts else ())
    return Verdict(reasons, frozenset(yeses | doubts))


def _stated(viewer: Viewer, who: UUID) -> TheirWish:
    """The strictest wish of theirs that any amends to them has."""
    rows = Amends.objects.filter(owner=viewer.id, who=who, removed_at__isnull=True)
    wishes = set(rows.values_list("their_wish", flat=True))
    return next((one for one in (TheirWish.NO_CONTACT, TheirWish.LATER) if one in wishes), TheirWish.NOT_KNOWN)


def card_of(viewer: Viewer, who: UUID) -> RelationshipCard | None:
    """Someone of the circle; None once they left it. For this room's queries only."""
    try:
        return relationship(viewer, who)
    except Http404:
        return None
