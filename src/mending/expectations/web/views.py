"""Expectations: all of them and one of them, removing one and putting it back, taking a part back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.consent.web import SignedInRequest, own_space
from mending.expectations import actions
from mending.expectations.queries import expectations as q
from mending.expectations.queries.expectations import Card, Shelf, Shelved
from mending.expectations.rules.sections import Section, Stage
from mending.expectations.web import words
from mending.expectations.web.lists import listed, parts
from mending.foundation import clock

LONG_FROM = 8


@own_space
def overview(request: SignedInRequest) -> HttpResponse:
    """A shelf of them: of everyone or of one person; searched when asked.

    What is searched for is posted, so that no word of it stays in the browser's history.
    """
    which, holds = _shelf(request.GET.get("show", "")), request.POST.get("q", "")
    page, who = _number(request.GET.get("page", "")), _id(request.GET.get("with", ""))
    found = q.shelf(request.viewer, which, who=who, page=page, holds=holds)
    person = next((one for one in found.people if one.id == who), None)
    today = clock.today(request.viewer.zone)
    context = {
        "rows": [listed(line, today) for line in found.lines],
        "shelf": which.value,
        "tabs": [_tab(one, which, who) for one in Shelf if one is not Shelf.SET_ASIDE or found.any_aside],
        "person": person,
        "may_plan": person is None or not person.is_quiet,
        "wanted": holds,
        "is_long": len(found.lines) >= LONG_FROM or found.more or page > 1 or bool(holds),
        **_pages(request, page, found),
    }
    return render(request, "expectations/overview.html", context)


def _tab(one: Shelf, current: Shelf, who: UUID | None) -> dict[str, Any]:
    names = {
        Shelf.AHEAD: gettext("To come"),
        Shelf.TOLD: gettext("It happened"),
        Shelf.SET_ASIDE: gettext("Set aside"),
    }
    about = f"&with={who}" if who else ""
    return {"label": names[one], "href": f"?show={one.value}{about}", "is_current": one is current}


def _pages(request: SignedInRequest, page: int, found: Shelved) -> dict[str, str]:
    def there(number: int) -> str:
        address = request.GET.copy()
        address["page"] = str(number)
        return f"?{address.urlencode()}"

    return {"earlier": there(page - 1) if page > 1 else "", "later": there(page + 1) if found.more else ""}


@own_space
@require_safe
def detail(request: SignedInRequest, expectation: UUID) -> HttpResponse:
    """One expectation with all its parts, and the next thing to do about it."""
    card = q.expectation(request.viewer, expectation)
    may_change = not card.is_removed and not card.is_set_aside
    step = words.NEXT.get(card.stage) if may_change else None
    context = {
        "card": card,
        "parts": parts(card, under_its_title=True),
        "may_change": may_change,
        "stage": words.STAGES[card.stage],
        "name": name_of(card),
        "nearest": words.NEAREST[card.nearest] if card.nearest and not card.stage.is_ahead else "",
        "next_href": reverse(f"expectation_{step[0].value}", args=[card.id]) if step else "",
        "next_label": step[1] if step else "",
        "is_due": card.stage is not Stage.PLANNED or card.day <= clock.today(request.viewer.zone),
        "promise": _promise(card),
    }
    return render(request, "expectations/detail.html", context)


def _promise(card: Card) -> str:
    """The next step, when it may become a promise."""
    fits = card.stage is Stage.LEARNED and not card.is_quiet and not card.is_removed
    return card.said["next_step"] if fits else ""


@own_space
def take_out(request: SignedInRequest, expectation: UUID) -> HttpResponse:
    """Ask first, then take it out of every list and figure; it can be put back."""
    card = q.expectation(request.viewer, expectation)
    if request.method != "POST":
        return render(request, "expectations/remove.html", {"card": card})
    actions.remove(by=request.viewer, expectation=expectation)
    messages.success(request, gettext("Removed."), reverse("expectation_put_back", args=[expectation]))
    return redirect("expectations")


@own_space
@require_POST
def bring_back(request: SignedInRequest, expectation: UUID) -> HttpResponse:
    """Put a removed one back."""
    actions.put_back(by=request.viewer, expectation=expectation)
    messages.success(request, gettext("It is back."))
    return redirect("expectation", expectation)


@own_space
@require_POST
def take_back(request: SignedInRequest, expectation: UUID, section: Section) -> HttpResponse:
    """Say that it did not happen yet, or is not looked back on; what was typed waits in its form."""
    actions.take_back(by=request.viewer, expectation=expectation, section=section)
    messages.success(request, gettext("Taken back. What you wrote waits in its place."))
    return redirect("expectation", expectation)


def name_of(card: Card) -> str:
    """Whom it is about, in a word; empty for nobody in particular."""
    if card.who is None:
        return ""
    return card.person.nickname if card.person else gettext("someone no longer in your circle")


def _shelf(text: str) -> Shelf:
    return Shelf(text) if text in list(Shelf) else Shelf.AHEAD


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    """The number of a page from an address; 1 for anything that cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) else 1


def standing(request: SignedInRequest, expectation: UUID) -> Card:
    """One that may be written in. Raises Http404 when it was removed or is set aside, as for one not theirs."""
    card = q.expectation(request.viewer, expectation)
    if card.is_removed or card.is_set_aside:
        raise Http404
    return card
