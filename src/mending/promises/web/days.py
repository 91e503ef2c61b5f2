"""The days of promises: saying how one turned out, agreeing on another, and those still open."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.circle.queries import RelationshipCard, relationship
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering
from mending.promises.actions.trouble import Conflict, Refused
from mending.promises.queries import promises as q
from mending.promises.rules.outcomes import Outcome, refusal
from mending.promises.rules.schedule import is_due
from mending.promises.web import words
from mending.promises.web.forms import AnswerForm, RenegotiateForm
from mending.promises.web.lists import name_of


@own_space
def answer_day(request: SignedInRequest, promise: UUID, on: date) -> HttpResponse:
    """Say how one day turned out, with a note if wished; or change what was said."""
    card, given = _due(request, promise, on), q.answer(request.viewer, promise, on)
    start = {"version": given.version, "outcome": given.outcome, "note": given.note} if given else {"version": 0}
    form = AnswerForm(request.POST or None, initial=start)
    other = None
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, promise, on, form)
        except Refused as refused:
            _tell(form, refused)
        except Conflict:
            other = given
            form.data = {**request.POST.dict(), "version": given.version if given else 0}
    return render(
        request, "promises/day.html", _day_page(request, card, on, form) | {"other": other, "given": given}
    )


def _answered(request: SignedInRequest, promise: UUID, on: date, form: AnswerForm) -> HttpResponse:
    outcome = Outcome(form.cleaned_data["outcome"])
    answering.answer(
        by=request.viewer,
        promise=promise,
        due_on=on,
        outcome=outcome,
        note=form.cleaned_data["note"],
        version=form.cleaned_data["version"] or 0,
    )
    messages.success(request, words.DONE[outcome], _undo_address(promise, on))
    return redirect(_back(request) or reverse("today"))


def _day_page(request: SignedInRequest, card: q.PromiseCard, on: date, form: Any) -> dict[str, Any]:
    today = clock.today(request.viewer.zone)
    person = _person(request, card)
    is_quiet = person is not None and person.is_quiet
    return {
        "card": card,
        "on": on,
        "to": name_of(card.to, {person.id: person.nickname} if person else {}),
        "form": form,
        "is_past": on < today,
        "is_ahead": on > today,
        "is_quiet": is_quiet,
        "can_renegotiate": refusal(Outcome.RENEGOTIATED, on, today) is None and not is_quiet,
        "next": _back(request),
    }


@own_space
@require_POST
def keep(request: SignedInRequest, promise: UUID, on: date) -> HttpResponse:
    """One tap: it was kept."""
    _due(request, promise, on)
    try:
        answering.answer(by=request.viewer, promise=promise, due_on=on, outcome=Outcome.KEPT)
    except Refused as refused:
        messages.warning(request, words.faults(refused.faults)[0][1])
    else:
        messages.success(request, words.DONE[Outcome.KEPT], _undo_address(promise, on))
    return redirect(_back(request) or reverse("today"))


@own_space
@require_POST
def undo(request: SignedInRequest, promise: UUID, on: date) -> HttpResponse:
    """Leave the day open again."""
    _due(request, promise, on)
    try:
        answering.undo_answer(by=request.viewer, promise=promise, due_on=on)
    except Refused as refused:
        messages.warning(request, words.faults(refused.faults)[0][1])
    else:
        messages.success(request, gettext("Undone. That day is open again."))
    return redirect(_back(request) or reverse("today"))


@own_space
def renegotiate_day(request: SignedInRequest, promise: UUID, on: date) -> HttpResponse:
    """Agree on another day before this one is over. What was agreed becomes a promise of its own."""
    card = _due(request, promise, on)
    person = _person(request, card)
    if person is not None and person.is_quiet:
        # Nothing leads to somebody about whom nothing is to be suggested, no contact above all (SAFETY A2).
        raise Http404
    form = RenegotiateForm(request.POST or None, initial={"id": new_id(), "words": card.words})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answering.renegotiate(
                by=request.viewer,
                promise=promise,
                due_on=on,
                successor=data["id"],
                words=data["words"],
                to_day=data["to_day"],
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(
                request, gettext("Changed in time. The new day is written down."), _undo_address(promise, on)
            )
            return redirect("today")
    return render(request, "promises/renegotiate.html", _day_page(request, card, on, form))


def _due(request: SignedInRequest, promise: UUID, on: date) -> q.PromiseCard:
    """The promise, if it is due on that day. Raises Http404 otherwise, as for one that is not the viewer's."""
    card = q.promise(request.viewer, promise)
    if card.is_removed or not is_due(card.schedule, on):
        raise Http404
    return card


def _person(request: SignedInRequest, card: q.PromiseCard) -> RelationshipCard | None:
    """To whom it was made; None for oneself. A relationship that a promise is to is never taken out."""
    return relationship(request.viewer, card.to) if card.to else None


def _undo_address(promise: UUID, on: date) -> str:
    return reverse("promise_day_undo", args=[promise, on])


def _back(request: SignedInRequest) -> str:
    """Where the person came from, when it is one of our own addresses."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""


def _tell(form: Any, refused: Refused) -> None:
    for field, sentence in words.faults(refused.faults):
        form.add_error(field, sentence)
