"""What is agreed for the time after coming home, and with whom."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.circle.queries import RelationshipCard, relationships
from mending.consent.web import SignedInRequest, own_space
from mending.expectations import actions
from mending.expectations.actions import Conflict, Refused
from mending.expectations.queries import home as q
from mending.expectations.web.forms import NOBODY, AgreementForm, chosen, offer
from mending.expectations.web.writing import tell
from mending.foundation.ids import new_id


@own_space
def new(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """Write down what is agreed."""
    plan = q.plan(request.viewer, homecoming)
    if plan.is_removed or plan.is_archived:
        raise Http404
    form = AgreementForm(request.POST or None, initial={"id": new_id(), "who": str(plan.who or NOBODY)})
    offer(form, gettext("Nobody in particular"), _grown_ups(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        id = data["id"] or new_id()
        try:
            actions.agree(by=request.viewer, homecoming=homecoming, id=id, words=data["words"], who=chosen(form))
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("It is in your plan."), reverse("agreement_remove", args=[id]))
            return redirect("homecoming", homecoming)
    page = {"form": form, "homecoming": homecoming, "card": None, "other": None}
    return render(request, "expectations/agreement.html", page)


@own_space
def edit(request: SignedInRequest, agreement: UUID) -> HttpResponse:
    """Change what is agreed. Changed in another tab meanwhile, both texts are shown."""
    card, other = q.agreement(request.viewer, agreement), None
    if card.is_removed or card.rests:
        raise Http404
    form = AgreementForm(request.POST or None, initial=AgreementForm.of(card))
    offer(form, gettext("Nobody in particular"), _grown_ups(request), keep=card.who)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        version = data["version"] or 0
        try:
            actions.change_agreement(
                by=request.viewer, agreement=agreement, version=version, words=data["words"], who=chosen(form)
            )
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            other = card
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("homecoming", card.homecoming)
    page = {"form": form, "homecoming": card.homecoming, "card": card, "other": other}
    return render(request, "expectations/agreement.html", page, status=409 if other else 200)


def _grown_ups(request: SignedInRequest) -> list[RelationshipCard]:
    """Everyone but children: nothing is asked of a child (SAFETY A10)."""
    return [one for one in relationships(request.viewer) if not one.is_child]


@own_space
@require_POST
def remove(request: SignedInRequest, agreement: UUID) -> HttpResponse:
    """Out of the plan; it can be undone."""
    card = q.agreement(request.viewer, agreement)
    actions.remove_agreement(by=request.viewer, agreement=agreement)
    messages.success(request, gettext("The line is gone."), reverse("agreement_put_back", args=[agreement]))
    return redirect("homecoming", card.homecoming)


@own_space
@require_POST
def put_back(request: SignedInRequest, agreement: UUID) -> HttpResponse:
    """Back to its place."""
    card = q.agreement(request.viewer, agreement)
    actions.put_back_agreement(by=request.viewer, agreement=agreement)
    return redirect("homecoming", card.homecoming)
