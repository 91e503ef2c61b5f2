"""Handing over by oneself or closing without, money paid back, and how it is lived."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.amends import actions
from mending.amends.actions import Conflict, Refused
from mending.amends.queries.amends import Card, Payment
from mending.amends.rules.composing import Stage
from mending.amends.rules.money import said as money_said
from mending.amends.web import words
from mending.amends.web.forms import CloseForm, DeliverForm, LivingForm, MoneyForm
from mending.amends.web.listing import tell
from mending.amends.web.views import name_of, standing
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.rules.outcomes import Outcome

OUTCOMES = {
    Outcome.KEPT: "kept",
    Outcome.TOLD: "told",
    Outcome.FOUND_OUT: "found_out",
    Outcome.RENEGOTIATED: "renegotiated",
}


@own_space
def handing(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """Write down that I handed it over. Turned off, the page says why, and what else there is."""
    card, there_now = standing(request, amends), None
    start = {
        "version": card.version,
        "on": card.delivered_on or clock.today(request.viewer.zone),
        "answer": card.answer,
    }
    how = card.delivered_how.value if card.delivered_how else ""
    form = DeliverForm(request.POST or None, initial={**start, "how": how})
    may = bool(card.delivered_on) or (card.verdict.may and card.closed_on is None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.deliver(by=request.viewer, amends=amends, **form.given())
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            there_now = _of_now(form, card, request, card.answer)
        else:
            undo = reverse("amends_handing_take_back", args=[amends])
            messages.success(request, gettext("Written down. What they say to it is theirs."), undo)
            return redirect("amends", amends)
    why = words.reasons(card.verdict)
    ready = next((one for one in card.letters if one.stage is Stage.READY), None)
    page = {"form": form, "card": card, "may": may, "why": why, "name": name_of(card), "ready": ready}
    page |= {"there_now": there_now, "how_now": words.HOWS.get(card.delivered_how) if card.delivered_how else ""}
    return render(request, "amends/handing.html", page, status=200 if there_now is None else 409)


def _of_now(form: Any, card: Card, request: SignedInRequest, said: str) -> str:
    """What stands there now; the form keeps what was typed and goes on from there."""
    form.data = {**request.POST.dict(), "version": card.version}
    return said


@own_space
@require_POST
def take_back(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """It was not handed over; what was written waits in its form."""
    standing(request, amends)
    actions.take_back_delivery(by=request.viewer, amends=amends)
    messages.success(request, gettext("Taken back. What you wrote waits in its place."))
    return redirect("amends", amends)


@own_space
def close(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """Close without handing over."""
    card, there_now = standing(request, amends), None
    form = CloseForm(request.POST or None, initial={"closing": card.closing, "version": card.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.close(by=request.viewer, amends=amends, words=said["closing"], version=said["version"] or 0)
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            there_now = _of_now(form, card, request, card.closing)
        else:
            messages.success(request, gettext("Closed. That is a whole way too."), _reopening(amends))
            return redirect("amends", amends)
    page = {"form": form, "card": card, "there_now": there_now}
    return render(request, "amends/close.html", page, status=200 if there_now is None else 409)


def _reopening(amends: UUID) -> str:
    return reverse("amends_reopen", args=[amends])


@own_space
@require_POST
def reopen(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """Open it again."""
    standing(request, amends)
    actions.reopen(by=request.viewer, amends=amends)
    messages.success(request, gettext("It is open again."))
    return redirect("amends", amends)


@own_space
def money(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """The plan with its payments; none yet, the form to make one."""
    card = standing(request, amends)
    start = {"id": new_id(), "first_on": clock.today(request.viewer.zone), "limit": card.said["limit"]}
    form = MoneyForm(request.POST or None, initial={**start, "payments": 1})
    if request.method == "POST" and form.is_valid():
        try:
            _plan(request, amends, form)
        except Refused as refused:
            tell(form, refused)
        else:
            undo = reverse("amends_money_remove", args=[amends])
            messages.success(request, gettext("Each payment is a promise in your record now."), undo)
            return redirect("amends_money", amends)
    page = {"form": form, "card": card, "name": name_of(card), **_paid(card)}
    return render(request, "amends/money.html", page)


def _plan(request: SignedInRequest, amends: UUID, form: MoneyForm) -> None:
    plan, id = form.plan(), form.cleaned_data["id"] or new_id()
    limit = form.cleaned_data["limit"]
    said = gettext("Pay back {amount} ({number} of {all})")
    actions.plan_money(by=request.viewer, amends=amends, id=id, plan=plan, said=said, limit=limit)


def _paid(card: Card) -> dict[str, Any]:
    if card.money is None:
        return {"payments": [], "paid": "", "owed": ""}
    found, currency = card.money, card.money.currency
    return {
        "payments": [_payment(one, currency) for one in found.payments],
        "paid": money_said(found.paid, currency),
        "owed": money_said(found.owed, currency),
    }


def _payment(one: Payment, currency: str) -> dict[str, Any]:
    outcome = OUTCOMES[one.outcome] if one.outcome else "open"
    return {"one": one, "amount": money_said(one.amount, currency), "outcome": outcome}


@own_space
@require_POST
def money_remove(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """Take the plan back, and the promises of it; it can be undone."""
    standing(request, amends)
    actions.remove_money(by=request.viewer, amends=amends)
    undo = reverse("amends_money_put_back", args=[amends])
    messages.success(request, gettext("The plan and its promises are taken back."), undo)
    return redirect("amends", amends)


@own_space
@require_POST
def money_put_back(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """The plan as it was, with what was paid."""
    standing(request, amends)
    actions.put_back_money(by=request.viewer, amends=amends)
    return redirect("amends_money", amends)


@own_space
def living(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """The promises by which it is lived, and one more."""
    card = standing(request, amends)
    start = {"id": new_id(), "starts": clock.today(request.viewer.zone), "limit": card.said["limit"]}
    form = LivingForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        id, limit = form.cleaned_data["id"] or new_id(), form.cleaned_data["limit"]
        try:
            actions.promise_living(by=request.viewer, amends=amends, id=id, wanted=form.wanted(), limit=limit)
        except Refused as refused:
            tell(form, refused)
        else:
            undo = reverse("promise_remove", args=[id])
            messages.success(request, gettext("It is a promise in your record now."), undo)
            return redirect("amends_living", amends)
    return render(request, "amends/living.html", {"form": form, "card": card, "name": name_of(card)})
