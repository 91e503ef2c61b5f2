"""Changing how a relationship stands, archiving, and taking someone out."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mending.circle import actions, queries
from mending.circle.rules.states import NoContact, Standing, State, Verdict, answers_for, asked_answers
from mending.circle.web import words
from mending.circle.web.forms import BlockEndedForm, StateForm
from mending.circle.web.views import circle_is_full
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id


@dataclass(frozen=True, slots=True)
class StateChoice:
    """A state that may be chosen from here."""

    value: str
    label: str | Lazy
    means: str | Lazy


@own_space
@require_safe
def choose_state(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """The states that may come next; each leads to a page that says what it changes."""
    card = queries.relationship(request.viewer, relationship_id)
    choices = [_choice(card.standing, to) for to in State if answers_for(card.standing, to)]
    page = {"one": words.told(card), "choices": choices, "is_bound": card.standing.is_bound}
    return render(request, "circle/choose_state.html", page)


def _choice(held: Standing, to: State) -> StateChoice:
    if held.state is not to:
        return StateChoice(to.value, words.STATES[to], words.MEANS[to])
    means = (
        _("There is an order now.")
        if held.is_bound
        else _("They have asked for it too, or there is an order now.")
    )
    return StateChoice(to.value, _("Stricter"), means)


@own_space
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: SignedInRequest, relationship_id: UUID, to: str) -> HttpResponse:
    """What a state changes, then the day, the reason, and the no-contact question where it is due."""
    story = queries.story(request.viewer, relationship_id)
    if to not in list(State):
        raise Http404
    today, wanted = clock.today(request.viewer.zone), State(to)
    form = StateForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today, "id": new_id(), "seen": story.last.number},
        to=wanted,
        today=today,
        answers=asked_answers(story.card.standing, wanted),
    )
    page = {
        "to": words.STATES[wanted],
        "changes": words.CHANGES[wanted],
        "is_bound": story.card.standing.is_bound and not answers_for(story.card.standing, wanted),
        "ends_their_pause": story.card.state is State.PAUSED_BY_THEM and not wanted.is_quiet,
    }
    return _change(request, story, form, "circle/state.html", page)


@own_space
@require_http_methods(["GET", "HEAD", "POST"])
def block_over(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """State that an order, or the other's wish, has ended. It leads to "paused by them", never further."""
    story = queries.story(request.viewer, relationship_id)
    today = clock.today(request.viewer.zone)
    form = BlockEndedForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today, "id": new_id(), "seen": story.last.number},
        today=today,
    )
    page = {"is_bound": story.card.standing.is_bound, "is_order": story.card.no_contact is NoContact.ORDER}
    return _change(request, story, form, "circle/block_over.html", page)


def _change(
    request: SignedInRequest, story: queries.Story, form: StateForm, template: str, page: Mapping[str, object]
) -> HttpResponse:
    """Do what the form asks and go to the relationship; or show the page again with what is in the way."""
    page = {**page, "form": form, "one": words.told(story.card)}
    if not form.is_valid():
        return render(request, template, page)
    try:
        actions.change_state(
            by=request.viewer,
            relationship_id=story.card.id,
            wished=form.wished(),
            change_id=form.cleaned_data["id"],
            seen=form.cleaned_data["seen"],
        )
    except actions.Conflict:
        return _came_between(request, story, form, template, page)
    except actions.NotAllowed as refusal:
        form.add_error(None, _refusal(refusal.verdict))
        return render(request, template, page)
    return redirect("relationship", story.card.id)


def _came_between(
    request: SignedInRequest, story: queries.Story, form: StateForm, template: str, page: Mapping[str, object]
) -> HttpResponse:
    """Another tab changed the state first: say so, keep what was typed, let it count next time."""
    typed = request.POST.copy()
    typed["seen"] = str(story.last.number)
    form.data = typed
    form.add_error(None, _("This was changed in another place since you opened the page. See how it stands now."))
    return render(request, template, {**page, "other": True}, status=409)


def _refusal(verdict: Verdict | None) -> str:
    if verdict is Verdict.SAME:
        return _("It already stands like this.")
    if verdict is Verdict.BOUND:
        return _(
            "This is not yours to change. They asked for no contact, or an order says so, and Mending keeps to it."
        )
    return _("Please answer the no-contact question first.")


@own_space
@require_POST
def take_back(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Take back the last change of state."""
    try:
        actions.take_back(
            by=request.viewer, relationship_id=relationship_id, change_id=_id_in(request.POST.get("change", ""))
        )
    except actions.NotAllowed:
        messages.warning(request, _("This cannot be taken back any more. You can make a new change instead."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("relationship", relationship_id)


def _id_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@own_space
@require_POST
def archive(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Put someone away, with all that was written kept."""
    actions.archive(by=request.viewer, relationship_id=relationship_id)
    return redirect("relationship", relationship_id)


@own_space
@require_POST
def unarchive(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Bring someone back from the archive."""
    actions.unarchive(by=request.viewer, relationship_id=relationship_id)
    messages.success(request, _("Back in your circle."))
    return redirect("relationship", relationship_id)


@own_space
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Ask, then take out someone who was entered by mistake."""
    if request.method != "POST":
        story = queries.story(request.viewer, relationship_id)
        return render(request, "circle/remove.html", {"one": words.told(story.card), "may": story.may_be_removed})
    try:
        actions.remove(by=request.viewer, relationship_id=relationship_id)
    except actions.PointedTo:
        messages.warning(request, _("Something you wrote is about them, so they stay. Archive them instead."))
        return redirect("relationship", relationship_id)
    except actions.NotAllowed:
        messages.warning(request, _("While no contact binds you, they cannot be taken out. Archive them instead."))
        return redirect("relationship", relationship_id)
    return redirect("circle")


@own_space
@require_POST
def put_back(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Take back a removal."""
    try:
        actions.put_back(by=request.viewer, relationship_id=relationship_id)
    except actions.CircleFull:
        messages.warning(request, circle_is_full())
        return redirect("circle")
    return redirect("relationship", relationship_id)
