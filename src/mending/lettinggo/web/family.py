"""When a couple splits and a family takes another shape: who is close to both, children, hard days."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.circle import queries as circle
from mending.consent.web import SignedInRequest, own_space
from mending.lettinggo.actions import family as actions
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.queries import family as q
from mending.lettinggo.rules.family import Bond
from mending.lettinggo.web import words
from mending.lettinggo.web.forms import BondForm, MarkForm
from mending.lettinggo.web.views import about


@own_space
def overview(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Three small tables, to read and to print; someone close to both can be added."""
    one = circle.relationship(request.viewer, relationship_id)
    cards, others = q.shared(request.viewer, relationship_id)
    form = MarkForm(request.POST or None)
    form.offer(others)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.mark(by=request.viewer, relationship=relationship_id, person=form.chosen())
        except Refused as refused:
            form.add_error("person", words.fault(refused.field, refused.code))
        else:
            return redirect("shared", made)
    page = {
        "grown": [(card, words.BONDS[card.bond]) for card in cards if not card.is_child],
        "children": [card for card in cards if card.is_child],
        "days": q.hard_days(request.viewer, relationship_id),
        "form": form,
        "has_others": bool(others),
    }
    return render(request, "lettinggo/family.html", {**about(one), **page})


@own_space
def decide(request: SignedInRequest, shared: UUID) -> HttpResponse:
    """Decide how it goes on with one of them. Changed in another tab meanwhile, both are shown."""
    card, other = q.shared_one(request.viewer, shared), False
    if card.is_removed:
        raise Http404
    form = BondForm(request.POST or None, initial=BondForm.of(card))
    form.fit(card)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = {"bond": data.get("bond", Bond.OPEN), "words": data["words"], "version": data["version"]}
        try:
            actions.decide(by=request.viewer, shared=shared, **wanted)
        except Refused as refused:
            form.add_error("words", words.fault(refused.field, refused.code))
        except Conflict:
            other, form.data = True, {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Kept."))
            return redirect("family", card.beside)
    page = {"card": card, "bond": words.BONDS[card.bond], "form": form, "other": other}
    return render(request, "lettinggo/shared.html", page, status=409 if other else 200)


@own_space
@require_POST
def remove(request: SignedInRequest, shared: UUID) -> HttpResponse:
    """Out of the table; it can be undone."""
    card = q.shared_one(request.viewer, shared)
    actions.remove(by=request.viewer, shared=shared)
    messages.success(request, gettext("Out of the table."), reverse("shared_put_back", args=[shared]))
    return redirect("family", card.beside)


@own_space
@require_POST
def put_back(request: SignedInRequest, shared: UUID) -> HttpResponse:
    """Undo the removal."""
    card = q.shared_one(request.viewer, shared)
    actions.put_back(by=request.viewer, shared=shared)
    messages.success(request, gettext("Back in the table."))
    return redirect("family", card.beside)
