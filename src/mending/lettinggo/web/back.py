"""Coming back after an ending, or when they come back to me; the circle then asks the no-contact question."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mending.circle import queries as circle
from mending.circle.rules.states import State
from mending.consent.web import SignedInRequest, own_space
from mending.lettinggo.rules.coming_back import Heard, Way, heard_from, way_back
from mending.lettinggo.web.forms import HeardForm
from mending.lettinggo.web.views import about


@own_space
def coming_back(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Who says that contact is wanted? The answer is not kept; a yes leads to the circle's own question."""
    one = circle.relationship(request.viewer, relationship_id)
    form = HeardForm(request.POST or None)
    form.offer(heard_from(one.standing))
    heard: Heard | None = form.cleaned_data["heard"] if form.is_bound and form.is_valid() else None
    way = way_back(one.standing, heard)
    if way is Way.ASK:
        return redirect("relationship_state_to", relationship_id, State.CAUTIOUS.value)
    page = {"form": form, "must_wait": way is Way.WAIT}
    return render(request, "lettinggo/back.html", {**about(one), **page})
