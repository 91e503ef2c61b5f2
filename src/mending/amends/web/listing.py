"""The list: people, what I did to them, and the amends to them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.amends import actions
from mending.amends.actions import Conflict, Refused
from mending.amends.queries import amends as q
from mending.amends.web import words
from mending.amends.web.forms import DidForm, HarmForm
from mending.circle.queries import names
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id


@own_space
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Everyone to whom something is written down; those Mending is quiet about on a page of their own."""
    quiet, only = "aside" in request.GET, _id(request.GET.get("with", ""))
    every = q.people(request.viewer)
    page = {
        "people": [one for one in every if (one.person.id == only if only else one.person.is_quiet is quiet)],
        "quiet": quiet,
        "any_aside": any(one.person.is_quiet for one in every),
        "only": next((one for one in names(request.viewer) if one.id == only), None) if only else None,
        "kinds": words.KINDS_SHORT,
    }
    return render(request, "amends/overview.html", page)


@own_space
def harm_new(request: SignedInRequest) -> HttpResponse:
    """Write a harm down. Someone quiet is offered only on coming from their own page."""
    named = request.POST.get("who") if request.method == "POST" else request.GET.get("with", "")
    form = HarmForm(request.POST or None, initial={"id": new_id(), "who": named})
    asked = _id(request.GET.get("with", ""))
    circle = [one for one in names(request.viewer) if not one.is_quiet or one.id == asked]
    people = [("", gettext("Pick someone")), *((str(one.id), one.nickname) for one in circle)]
    form.fields["who"].choices = people  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        id = data["id"] or new_id()
        try:
            actions.add_harm(by=request.viewer, id=id, who=UUID(data["who"]), words=data["words"])
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("It is on your list."), reverse("harm_remove", args=[id]))
            return redirect(_back(request, UUID(data["who"])))
    return render(request, "amends/harm.html", {"form": form, "card": None, "there_now": "", "any": bool(circle)})


@own_space
def harm_edit(request: SignedInRequest, harm: UUID) -> HttpResponse:
    """Reword it. Changed in another tab meanwhile, both texts are shown."""
    card, there_now = q.harm(request.viewer, harm), ""
    if card.is_removed:
        raise Http404
    form = HarmForm(request.POST or None, initial={"version": card.version, "words": card.words})
    del form.fields["who"]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            version = data["version"] or 0
            actions.change_harm(by=request.viewer, harm=harm, version=version, words=data["words"])
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            there_now = card.words
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect(_back(request, card.who))
    page = {"form": form, "card": card, "there_now": there_now, "any": True}
    return render(request, "amends/harm.html", page, status=409 if there_now else 200)


@own_space
@require_POST
def harm_remove(request: SignedInRequest, harm: UUID) -> HttpResponse:
    """Off the list; it can be undone."""
    card = q.harm(request.viewer, harm)
    actions.remove_harm(by=request.viewer, harm=harm)
    messages.success(request, gettext("It is off your list."), reverse("harm_put_back", args=[harm]))
    return redirect(_back(request, card.who))


@own_space
@require_POST
def harm_put_back(request: SignedInRequest, harm: UUID) -> HttpResponse:
    """Back on the list."""
    card = q.harm(request.viewer, harm)
    actions.put_back_harm(by=request.viewer, harm=harm)
    return redirect(_back(request, card.who))


@own_space
def begin(request: SignedInRequest, person: UUID) -> HttpResponse:
    """Begin an amends to someone, from what is on the list."""
    who = next((one for one in names(request.viewer) if one.id == person), None)
    if who is None:
        raise Http404
    harms = q.harms_to(request.viewer, person)
    start: dict[str, Any] = {"id": new_id(), "harms": [str(one.id) for one in harms]}
    form = DidForm(request.POST or None, initial={**start, "did": "\n".join(one.words for one in harms)[:2000]})
    form.offer(harms)
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"] or new_id()
        taken = [UUID(one) for one in form.cleaned_data.get("harms", [])]
        try:
            actions.begin(by=request.viewer, id=id, who=person, wanted=form.wanted(), harms=taken)
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("amends", id)
    return render(request, "amends/begin.html", {"form": form, "who": who})


def tell(form: Any, refused: Refused) -> None:
    """Say in the form why it was refused."""
    for field, sentence in words.faults(refused.faults):
        form.add_error(field if field in form.fields else None, sentence)


def _back(request: SignedInRequest, who: UUID) -> str:
    """The list; of that person alone when they are quiet, since the list of everyone leaves them out."""
    here = reverse("amends_list")
    is_quiet = any(one.id == who and one.is_quiet for one in names(request.viewer))
    return f"{here}?aside=1" if is_quiet else here


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
