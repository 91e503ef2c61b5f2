"""Letting go: everyone it is about, and one of them."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mending.circle import queries as circle
from mending.circle.queries import RelationshipCard
from mending.circle.rules.people import Kind
from mending.circle.rules.states import State
from mending.consent.web import SignedInRequest, own_space
from mending.lettinggo.queries.ending import EndingCard, last_ending, run_on
from mending.lettinggo.rules.ending import ENDS, How, May, is_blocked, may_end
from mending.lettinggo.web import words

PARTNERS = (Kind.PARTNER, Kind.FORMER_PARTNER)


@dataclass(frozen=True, slots=True)
class EndedTold:
    """An ending in words."""

    card: EndingCard
    how: object
    promises: object


@own_space
@require_safe
def everyone(request: SignedInRequest) -> HttpResponse:
    """Whom one lets go, or waits for. Nobody under no contact is brought up here, and nobody archived."""
    people = circle.relationships(request.viewer, archived=False)
    page = {
        "ended": [one for one in people if one.state in ENDS],
        "waiting": [one for one in people if one.state is State.PAUSED_BY_THEM],
        "couples": [one for one in people if _splits(one) and not is_blocked(one.standing)],
    }
    return render(request, "lettinggo/everyone.html", page)


@own_space
@require_safe
def letting_go(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """One relationship: how it ended, what can be done at one's own pace, and the way back."""
    one = circle.relationship(request.viewer, relationship_id)
    return render(request, "lettinggo/one.html", {**about(one), **_more(request, one)})


def _more(request: SignedInRequest, one: RelationshipCard) -> dict[str, object]:
    at_rest = one.state in ENDS
    ending = _ending(request, one)
    return {
        "ending": ending,
        "is_afraid": ending is not None and ending.card.how is How.AFRAID,
        "still_run": at_rest and run_on(request.viewer, one.id) > 0,
    }


def about(one: RelationshipCard) -> dict[str, object]:
    """What each page about one person asks of how it stands."""
    may = may_end(one.standing, is_child=one.is_child)
    return {
        "one": one,
        "may_end": may is May.YES,
        "is_bound": one.standing.is_bound,
        "is_blocked": is_blocked(one.standing),
        "is_over": one.state in ENDS,
        "is_waiting": one.state is State.PAUSED_BY_THEM,
        "is_open": one.state.is_open,
        "is_grieved": one.state is State.GRIEVING,
        "is_partner": _splits(one),
        "who": f"?who={one.id}&kind=never_sent",
    }


def _splits(one: RelationshipCard) -> bool:
    """Whether a couple may be splitting; who is grieved for may have died, and no couple splits by that."""
    return one.kind in PARTNERS and one.state is not State.GRIEVING


def _ending(request: SignedInRequest, one: RelationshipCard) -> EndedTold | None:
    card = last_ending(request.viewer, one.id)
    if card is None or not (one.state in ENDS or card.promises_wait):
        return None
    return EndedTold(card, words.ENDED[card.how], words.WISHED[card.wish] if card.wish else "")
