"""Warning signs: a list in the person's own words and order."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.checkins import actions
from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.queries import signs as q
from mending.checkins.web import words
from mending.checkins.web.forms import SignForm
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id


@own_space
def signs(request: SignedInRequest) -> HttpResponse:
    """All of them, and a place to write another."""
    form = SignForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        try:
            actions.add_sign(by=request.viewer, id=id, words=form.cleaned_data["words"])
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, gettext("It is in your list."), reverse("sign_remove", args=[id]))
            return redirect("signs")
    return render(request, "checkins/signs.html", {"form": form, "signs": q.signs(request.viewer)})


@own_space
def edit(request: SignedInRequest, sign: UUID) -> HttpResponse:
    """Change one. When another tab changed it meanwhile, both are shown and nothing is lost."""
    card, other = q.sign(request.viewer, sign), None
    start = {"id": card.id, "version": card.version, "words": card.words}
    form = SignForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_sign(by=request.viewer, sign=sign, version=data["version"] or 0, words=data["words"])
        except Refused as refused:
            _tell(form, refused)
        except Conflict:
            other = card
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("signs")
    return render(request, "checkins/sign.html", {"form": form, "card": card, "other": other})


@own_space
@require_POST
def move(request: SignedInRequest, sign: UUID, way: str) -> HttpResponse:
    """A place earlier or later."""
    if way not in ("earlier", "later"):
        raise Http404
    actions.move_sign(by=request.viewer, sign=sign, earlier=way == "earlier")
    return redirect("signs")


@own_space
@require_POST
def remove(request: SignedInRequest, sign: UUID) -> HttpResponse:
    """Out of the list; it can be undone."""
    actions.remove_sign(by=request.viewer, sign=sign)
    messages.success(request, gettext("The sign is gone."), reverse("sign_put_back", args=[sign]))
    return redirect("signs")


@own_space
@require_POST
def put_back(request: SignedInRequest, sign: UUID) -> HttpResponse:
    """Back to its place."""
    actions.put_back_sign(by=request.viewer, sign=sign)
    return redirect("signs")


def _tell(form: SignForm, refused: Refused) -> None:
    for field, code in refused.faults:
        form.add_error(field if field in form.fields else None, words.fault(field, code))
