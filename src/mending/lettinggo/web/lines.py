"""The quiet lists: what I keep and put down, what I would say, what is mine to do while I wait."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.circle import queries as circle
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id
from mending.lettinggo.actions import lines as actions
from mending.lettinggo.actions.trouble import Refused
from mending.lettinggo.queries.lines import LineCard, line
from mending.lettinggo.queries.lines import lines as read_lines
from mending.lettinggo.rules.lines import List
from mending.lettinggo.web import words
from mending.lettinggo.web.forms import LineForm
from mending.lettinggo.web.views import about

_PAGES = {List.KEEP: "keep", List.PUT_DOWN: "keep", List.MINE: "waiting", List.SAY: "say"}
"""Where each list stands."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One list with its name, what stands there while it is empty, and the form for one line more."""

    name: Any
    empty: Any
    lines: list[LineCard]
    form: LineForm


@own_space
def keep(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """What I keep, and what I put down; to read, to add to, to print."""
    return _page(request, relationship_id, "keep", List.KEEP, List.PUT_DOWN)


@own_space
def say(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """What I would say. It stays here."""
    return _page(request, relationship_id, "say", List.SAY)


@own_space
def waiting(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Waiting without pressing: what is mine meanwhile, and what is better left."""
    return _page(request, relationship_id, "waiting", List.MINE)


def _page(request: SignedInRequest, who: UUID, page: str, *lists: List) -> HttpResponse:
    one = circle.relationship(request.viewer, who)
    sent = next((one for one in lists if request.POST.get("list") == one.value), lists[0])
    forms = {which: _form(request, which, is_sent=which is sent) for which in lists}
    form = forms[sent]
    if form.is_bound and form.is_valid():
        id, text = form.cleaned_data["id"], form.cleaned_data["words"]
        try:
            actions.add(by=request.viewer, id=id, relationship=who, list=sent, words=text)
        except Refused as refused:
            form.add_error("words", words.fault(refused.field, refused.code))
        else:
            messages.success(request, gettext("It is in your list."), reverse("own_line_remove", args=[id]))
            return redirect(page, who)
    found = read_lines(request.viewer, who, *lists)
    shown = [Shown(words.LISTS[one], words.EMPTY[one], found[one], forms[one]) for one in lists]
    return render(request, f"lettinggo/{page}.html", {**about(one), "lists": shown})


def _form(request: SignedInRequest, which: List, *, is_sent: bool) -> LineForm:
    start = {"id": new_id(), "list": which.value}
    form = LineForm(
        request.POST if request.method == "POST" and is_sent else None,
        initial=start,
        auto_id=f"id_{which.value}_%s",
    )
    form.ask(which)
    return form


@own_space
@require_POST
def remove(request: SignedInRequest, own_line: UUID) -> HttpResponse:
    """Out of the list; it can be undone."""
    card = line(request.viewer, own_line)
    actions.remove(by=request.viewer, line=own_line)
    messages.success(request, gettext("It is gone from the list."), reverse("own_line_put_back", args=[own_line]))
    return redirect(_PAGES[card.list], card.about)


@own_space
@require_POST
def put_back(request: SignedInRequest, own_line: UUID) -> HttpResponse:
    """Undo the removal."""
    card = line(request.viewer, own_line)
    actions.put_back(by=request.viewer, line=own_line)
    messages.success(request, gettext("It is back."))
    return redirect(_PAGES[card.list], card.about)
