"""Steps of grief, at one's own pace: nothing is due, and nothing is ever behind."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.circle import queries as circle
from mending.consent.web import SignedInRequest, own_space
from mending.lettinggo.actions import grief as actions
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.queries.grief import StepCard, grief_paper
from mending.lettinggo.queries.grief import steps as read_steps
from mending.lettinggo.web import words
from mending.lettinggo.web.forms import StepForm
from mending.lettinggo.web.views import about


@own_space
@require_safe
def steps(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """All of them, with the day on which something was written, and nothing else."""
    one, paper = circle.relationship(request.viewer, relationship_id), grief_paper(get_language() or "en")
    found = read_steps(request.viewer, relationship_id, paper)
    return render(request, "lettinggo/grief.html", {**about(one), "paper": paper, "steps": found})


@own_space
def write(request: SignedInRequest, relationship_id: UUID, grief: str) -> HttpResponse:
    """Write at one step, or change it. Changed in another tab meanwhile, both texts are shown."""
    one, card = circle.relationship(request.viewer, relationship_id), _step(request, relationship_id, grief)
    form = StepForm(request.POST or None, initial={"words": card.words, "version": card.version})
    form.ask(card.prompt.ask)
    other = False
    if request.method == "POST" and form.is_valid():
        text, version = form.cleaned_data["words"], form.cleaned_data["version"]
        try:
            actions.write(by=request.viewer, relationship=relationship_id, step=grief, words=text, version=version)
        except Refused as refused:
            form.add_error("words", words.fault(refused.field, refused.code))
        except Conflict:
            other, form.data = True, {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("It is kept. Go on, or leave it for today."))
            return redirect("grief", relationship_id)
    page = {**about(one), "card": card, "form": form, "other": other}
    return render(request, "lettinggo/step.html", page, status=409 if other else 200)


def _step(request: SignedInRequest, who: UUID, step: str) -> StepCard:
    found = read_steps(request.viewer, who, grief_paper(get_language() or "en"))
    card = next((one for one in found if one.id == step), None)
    if card is None:
        raise Http404
    return card


@own_space
@require_POST
def skip(request: SignedInRequest, relationship_id: UUID, grief: str) -> HttpResponse:
    """Leave it out for now."""
    actions.skip(by=request.viewer, relationship=relationship_id, step=grief)
    address = reverse("grief_take_up", args=[relationship_id, grief])
    messages.success(request, gettext("Left out for now. You can come back to it at any time."), address)
    return redirect("grief", relationship_id)


@own_space
@require_POST
def take_up(request: SignedInRequest, relationship_id: UUID, grief: str) -> HttpResponse:
    """Undo leaving it out."""
    actions.take_up(by=request.viewer, relationship=relationship_id, step=grief)
    messages.success(request, gettext("It is there again."))
    return redirect("grief", relationship_id)


@own_space
@require_POST
def remove(request: SignedInRequest, relationship_id: UUID, grief: str) -> HttpResponse:
    """Take the words away; it can be undone."""
    actions.remove(by=request.viewer, relationship=relationship_id, step=grief)
    address = reverse("grief_put_back", args=[relationship_id, grief])
    messages.success(request, gettext("The words are gone."), address)
    return redirect("grief", relationship_id)


@own_space
@require_POST
def put_back(request: SignedInRequest, relationship_id: UUID, grief: str) -> HttpResponse:
    """Undo the removal."""
    actions.put_back(by=request.viewer, relationship=relationship_id, step=grief)
    messages.success(request, gettext("They are back."))
    return redirect("grief", relationship_id)
