"""The safety plan: to read in a bad hour, and to write in a better one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.queries import preferences
from mending.circle.queries import RelationshipCard, relationships
from mending.consent.rules import Side
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id
from mending.help.queries import nearest
from mending.help.rules import Country, Kind
from mending.safetyplan import actions
from mending.safetyplan import queries as q
from mending.safetyplan.actions import Conflict, Refused
from mending.safetyplan.rules import Part
from mending.safetyplan.web import words
from mending.safetyplan.web.forms import LineForm


@own_space
@require_safe
def plan(request: SignedInRequest) -> HttpResponse:
    """The whole plan on one page that needs nothing else: names, numbers and lines are in it."""
    here = nearest(preferences(request.user).country)
    page = {"here": here, "lines": _lines(here), "in_recovery": request.viewer.side is Side.PERSON}
    return render(request, "safetyplan/plan.html", _page(request) | page)


def _lines(here: Country | None) -> Iterable[Any]:
    return here.of(Kind.OWN, Kind.CRISIS) if here else ()


@own_space
@require_safe
def edit(request: SignedInRequest) -> HttpResponse:
    """The same parts, to add to, change, order and remove."""
    return render(request, "safetyplan/edit.html", _page(request))


def _page(request: SignedInRequest) -> dict[str, Any]:
    found = q.plan(request.viewer)
    parts = [(part, words.HEADINGS[part], words.HINTS[part], lines) for part, lines in found.parts.items()]
    return {"plan": found, "parts": parts}


@own_space
def add(request: SignedInRequest, part: str) -> HttpResponse:
    """Write a line."""
    chosen = _part(part)
    form = LineForm(request.POST or None, initial={"id": new_id()})
    form.fit(chosen, _circle(request, chosen))
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        try:
            actions.add_line(by=request.viewer, id=id, part=chosen, wanted=form.wanted())
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, gettext("It is in your plan."), reverse("plan_remove", args=[id]))
            return redirect("plan_edit")
    return _form_page(request, form, chosen)


@own_space
def line(request: SignedInRequest, line: UUID) -> HttpResponse:
    """Change a line. When another tab changed it meanwhile, both are shown and nothing is lost."""
    card = q.line(request.viewer, line)
    form, other = LineForm(request.POST or None, initial=LineForm.of(card)), None
    form.fit(card.part, _circle(request, card.part), card.person)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_line(by=request.viewer, line=line, version=version, wanted=form.wanted())
        except Refused as refused:
            _tell(form, refused)
        except Conflict:
            other = card
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("plan_edit")
    return _form_page(request, form, card.part, card=card, other=other)


@own_space
@require_POST
def move(request: SignedInRequest, line: UUID, way: str) -> HttpResponse:
    """A place earlier or later."""
    if way not in ("earlier", "later"):
        raise Http404
    actions.move_line(by=request.viewer, line=line, earlier=way == "earlier")
    return redirect("plan_edit")


@own_space
@require_POST
def remove(request: SignedInRequest, line: UUID) -> HttpResponse:
    """Out of the plan; it can be undone."""
    actions.remove_line(by=request.viewer, line=line)
    messages.success(request, gettext("The line is gone."), reverse("plan_put_back", args=[line]))
    return redirect("plan_edit")


@own_space
@require_POST
def put_back(request: SignedInRequest, line: UUID) -> HttpResponse:
    """Back to its place."""
    actions.put_back_line(by=request.viewer, line=line)
    return redirect("plan_edit")


def _part(text: str) -> Part:
    if text not in list(Part):
        raise Http404
    return Part(text)


def _circle(request: SignedInRequest, part: Part) -> list[RelationshipCard]:
    return relationships(request.viewer, archived=False) if part.takes_people else []


def _form_page(
    request: SignedInRequest, form: LineForm, part: Part, card: Any = None, other: Any = None
) -> HttpResponse:
    page = {"form": form, "heading": words.HEADINGS[part], "hint": words.HINTS[part], "card": card, "other": other}
    return render(request, "safetyplan/line.html", page)


def _tell(form: LineForm, refused: Refused) -> None:
    for field, sentence in words.faults(refused.faults):
        form.add_error(field if field in form.fields else None, sentence)
