"""Ending a relationship: how, what it changes, the one button; and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.queries import preferences
from mending.circle import queries as circle
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id
from mending.help.queries import nearest
from mending.help.rules import Kind
from mending.lettinggo.actions import ending as actions
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.queries.ending import ties
from mending.lettinggo.queries.lines import lines
from mending.lettinggo.rules.ending import How, May, Tie, Ties, may_end
from mending.lettinggo.rules.lines import List
from mending.lettinggo.web import words
from mending.lettinggo.web.forms import EndForm, PromisesForm
from mending.lettinggo.web.views import about

_FEW = 3


@own_space
@require_safe
def choose(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """The ways to end it; each leads to a page that says what it changes before anything is done."""
    one = circle.relationship(request.viewer, relationship_id)
    hows = [(how.value, words.HOWS[how], words.MEANS[how]) for how in How]
    return render(request, "lettinggo/choose.html", {**about(one), "hows": hows})


@own_space
def end(request: SignedInRequest, relationship_id: UUID, how: str) -> HttpResponse:
    """What the ending changes, item by item; then one button. Nothing is sent to anybody."""
    story = circle.story(request.viewer, relationship_id)
    if how not in list(How):
        raise Http404
    may = may_end(story.card.standing, is_child=story.card.is_child)
    if may is not May.YES:
        messages.info(request, words.fault("", may.name.lower()))
        return redirect("letting_go", relationship_id)
    there, start = ties(request.viewer, relationship_id), {"id": new_id(), "seen": story.last.number}
    form = EndForm(request.POST or None, initial=start, how=How(how), has_promises=there.promises > 0)
    other = False
    if request.method == "POST" and form.is_valid():
        try:
            return _ended(request, relationship_id, How(how), form)
        except Refused as refused:
            form.add_error(None, words.fault(refused.field, refused.code))
        except Conflict:
            other, form.data = True, {**request.POST.dict(), "seen": story.last.number}
    page = {**about(story.card), **_beside(request, relationship_id, How(how), there)}
    page |= {"form": form, "other": other}
    return render(request, "lettinggo/end.html", page, status=409 if other else 200)


def _ended(request: SignedInRequest, who: UUID, how: How, form: EndForm) -> HttpResponse:
    data = form.cleaned_data
    wanted = form.wanted(how)
    actions.end(by=request.viewer, relationship=who, change=data["id"], seen=data["seen"], wanted=wanted)
    return redirect("letting_go", who)


def _beside(request: SignedInRequest, who: UUID, how: How, there: Ties) -> dict[str, Any]:
    """What stands beside the button: what changes, words to say, and help first where there is fear."""
    here = nearest(preferences(request.user).country) if how is How.AFRAID else None
    return {
        "title": words.HOWS[how],
        "has_words": how.has_words,
        "is_afraid": how is How.AFRAID,
        "has_promises": there.promises > 0,
        "prompts": words.PROMPTS,
        "said": lines(request.viewer, who, List.SAY)[List.SAY] if how.has_words else [],
        "changes": [words.change(tie, count) for tie, count in there.there()],
        "in_plan": dict(there.there()).get(Tie.PLAN, 0),
        "here": here,
        "harmed": here.of(Kind.VIOLENCE)[:_FEW] if here else (),
    }


@own_space
@require_POST
def take_back(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Take the ending back within a day, and its promises with it."""
    try:
        stay = actions.take_back(by=request.viewer, relationship=relationship_id)
    except Refused as refused:
        messages.info(request, words.fault(refused.field, refused.code))
        return redirect("letting_go", relationship_id)
    said = gettext("Taken back. It stands as before.")
    if stay:
        more = ngettext(
            "%(count)d promise was changed since and stays as it is.",
            "%(count)d promises were changed since and stay as they are.",
            stay,
        )
        said = f"{said} {more % {'count': stay}}"
    messages.success(request, said)
    return redirect("letting_go", relationship_id)


@own_space
def settle(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Promises to them that still run, after it came to rest on the circle's own page."""
    one = circle.relationship(request.viewer, relationship_id)
    running = ties(request.viewer, relationship_id).promises
    form = PromisesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = form.cleaned_data["promises"]
            actions.settle(by=request.viewer, relationship=relationship_id, wish=wish)
        except Refused as refused:
            messages.info(request, words.fault(refused.field, refused.code))
        else:
            messages.success(request, words.WISHED[wish])
        return redirect("letting_go", relationship_id)
    said = words.change(Tie.PROMISES, running) if running else ""
    return render(request, "lettinggo/promises.html", {**about(one), "form": form, "running": said})
