"""Days that will be hard, each with a plan."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.circle import queries as circle
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id
from mending.lettinggo.actions import days as actions
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.queries.family import hard_day
from mending.lettinggo.web import words
from mending.lettinggo.web.forms import DayForm


@own_space
def new(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Plan a day."""
    one = circle.relationship(request.viewer, relationship_id)
    form = DayForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"] or new_id()
        try:
            actions.plan(by=request.viewer, relationship=one.id, id=id, wanted=form.wanted())
        except Refused as refused:
            form.add_error(refused.field or None, words.fault(refused.field, refused.code))
        else:
            messages.success(request, gettext("The day has a plan."), reverse("hard_day_remove", args=[id]))
            return redirect("family", one.id)
    page = {"form": form, "card": None, "beside": one.id, "other": False}
    return render(request, "lettinggo/day.html", page)


@own_space
def edit(request: SignedInRequest, hard_day_id: UUID) -> HttpResponse:
    """Change a plan. Changed in another tab meanwhile, both are shown."""
    card, other = hard_day(request.viewer, hard_day_id), False
    if card.is_removed:
        raise Http404
    form = DayForm(request.POST or None, initial=DayForm.of(card))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(by=request.viewer, day=hard_day_id, version=version, wanted=form.wanted())
        except Refused as refused:
            form.add_error(refused.field or None, words.fault(refused.field, refused.code))
        except Conflict:
            other, form.data = True, {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("family", card.beside)
    page = {"form": form, "card": card, "beside": card.beside, "other": other}
    return render(request, "lettinggo/day.html", page, status=409 if other else 200)


@own_space
@require_POST
def remove(request: SignedInRequest, hard_day_id: UUID) -> HttpResponse:
    """Take a day away; it can be undone."""
    card = hard_day(request.viewer, hard_day_id)
    actions.remove(by=request.viewer, day=hard_day_id)
    messages.success(request, gettext("The day is gone."), reverse("hard_day_put_back", args=[hard_day_id]))
    return redirect("family", card.beside)


@own_space
@require_POST
def put_back(request: SignedInRequest, hard_day_id: UUID) -> HttpResponse:
    """Undo the removal."""
    card = hard_day(request.viewer, hard_day_id)
    actions.put_back(by=request.viewer, day=hard_day_id)
    messages.success(request, gettext("It is back."))
    return redirect("family", card.beside)
