"""Promises: all of them, one of them, making one and changing it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.circle.queries import names as circle_names
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import making
from mending.promises.actions.trouble import Conflict, Refused
from mending.promises.queries import promises as q
from mending.promises.queries.days import days_of
from mending.promises.rules.nudge import nudges
from mending.promises.rules.schedule import Repeat, page_of_days
from mending.promises.web import words
from mending.promises.web.forms import EndForm, PromiseForm
from mending.promises.web.lists import listed, name_of, page_of, search, when


@own_space
def overview(request: SignedInRequest) -> HttpResponse:
    """What runs now, or what is over; of everyone or of one relationship; searched when asked.

    What is searched for is posted, so that no word of it stays in the browser's history.
    """
    viewer, today = request.viewer, clock.today(request.viewer.zone)
    names = {one.id: one.nickname for one in circle_names(viewer)}
    past, wanted, page = "past" in request.GET, request.POST.get("q", ""), page_of(request.GET.get("page", ""))
    to = next((id for id in names if str(id) == request.GET.get("with")), None)
    if wanted.strip():
        found, more = search(q.everything(viewer, to=to), wanted), False
    else:
        found, more = q.promises(viewer, today=today, past=past, to=to, page=page)
    context = {
        "rows": [listed(card, names, today) for card in found],
        "past": past,
        "person": names[to] if to else "",
        "to": to or "",
        "wanted": wanted,
        "newer": _page(request, page - 1) if page > 1 else "",
        "older": _page(request, page + 1) if more else "",
    }
    return render(request, "promises/overview.html", context)


def _page(request: SignedInRequest, number: int) -> str:
    address = request.GET.copy()
    address["page"] = str(number)
    return f"?{address.urlencode()}"


@own_space
def new(request: SignedInRequest) -> HttpResponse:
    """Make a promise. A vague one gets a nudge first, and can be kept as it is.

    With `fill`, words from another page are put into an empty form: posted, so that none stay in the history.
    """
    start = {"id": new_id(), "to": request.GET.get("with", ""), "kind": "ability", "repeat": "once"}
    sent = None if "fill" in request.POST else request.POST
    if sent is None:
        start |= {"words": request.POST.get("words", ""), "to": request.POST.get("to", "")}
    form = PromiseForm(sent or None, initial={**start, "starts": clock.today(request.viewer.zone)})
    form.offer(circle_names(request.viewer))
    hints: list[Any] = []
    if request.method == "POST" and form.is_valid():
        hints = _hints(request, form)
        if not hints and (made := _make(request, form)):
            return made
    return _form_page(request, form, hints=hints)


def _make(request: SignedInRequest, form: PromiseForm) -> HttpResponse | None:
    id = form.cleaned_data["id"]
    try:
        making.make_promise(by=request.viewer, id=id, wanted=form.wanted())
    except Refused as refused:
        _tell(form, refused)
        return None
    messages.success(request, gettext("Your promise is written down."), reverse("promise_remove", args=[id]))
    return redirect("promise", id)


@own_space
@require_safe
def detail(request: SignedInRequest, promise: UUID) -> HttpResponse:
    """One promise: its last days, its history, and what can be done with it."""
    viewer, today = request.viewer, clock.today(request.viewer.zone)
    card = q.promise(viewer, promise)
    names = {one.id: one.nickname for one in circle_names(viewer)}
    context = {
        "card": card,
        "to": name_of(card.to, names),
        "when": when(card, today),
        "kind": words.KINDS[card.kind],
        **_page_of_days(request, card),
        "history": q.history(viewer, promise),
        "before": q.promise(viewer, card.instead_of) if card.instead_of else None,
        "can_end": card.schedule.repeat is not Repeat.ONCE and card.schedule.starts <= today <= card.schedule.last,
    }
    return render(request, "promises/detail.html", context)


def _page_of_days(request: SignedInRequest, card: q.PromiseCard) -> dict[str, Any]:
    """The last days it was due, newest first, or those up to a day asked for; and where earlier ones are."""
    if card.is_removed:
        return {"days": [], "earlier_days": None, "later_days": False}
    today = clock.today(request.viewer.zone)
    asked = _day(request.GET.get("to", ""), today)
    first, last = page_of_days(card.schedule, asked)
    return {
        "days": list(reversed(days_of(request.viewer, card, first, last))),
        "earlier_days": first - timedelta(days=1) if first > card.schedule.starts else None,
        "later_days": asked < today,
    }


def _day(text: str, latest: date) -> date:
    """A day from an address, like 2026-05-31, none to come; the latest one for anything else."""
    try:
        return min(date.fromisoformat(text), latest)
    except ValueError:
        return latest


@own_space
def edit(request: SignedInRequest, promise: UUID) -> HttpResponse:
    """Change a promise. When another tab changed it meanwhile, both wordings are shown and nothing is lost."""
    card = q.promise(request.viewer, promise)
    form = PromiseForm(request.POST or None, initial={**PromiseForm.of(card), "id": new_id()})
    form.offer(circle_names(request.viewer), keep=card.to)
    hints: list[Any] = []
    other = None
    if request.method == "POST" and form.is_valid():
        hints = _hints(request, form)
        if not hints:
            try:
                return _changed(request, promise, form)
            except Refused as refused:
                _tell(form, refused)
            except Conflict:
                other = card
                form.data = {**request.POST.dict(), "version": card.version}
    return _form_page(request, form, card=card, hints=hints, other=other)


def _changed(request: SignedInRequest, promise: UUID, form: PromiseForm) -> HttpResponse:
    stands = making.revise(
        by=request.viewer,
        promise=promise,
        version=form.cleaned_data["version"] or 0,
        wanted=form.wanted(),
        successor=form.cleaned_data["id"],
    )
    messages.success(request, gettext("Changed."), reverse("promise_undo", args=[promise]))
    return redirect("promise", stands)


@own_space
def finish(request: SignedInRequest, promise: UUID) -> HttpResponse:
    """Let a repeating promise end."""
    card = q.promise(request.viewer, promise)
    start = {"version": card.version, "last_day": clock.today(request.viewer.zone)}
    form = EndForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        version, last_day = form.cleaned_data["version"], form.cleaned_data["last_day"]
        try:
            making.end(by=request.viewer, promise=promise, version=version, last_day=last_day)
        except Refused as refused:
            _tell(form, refused)
        except Conflict:
            messages.warning(request, gettext("It was changed in another tab. Please look again."))
            return redirect("promise", promise)
        else:
            messages.success(request, gettext("It ends then. What was kept stays."), _address("undo", promise))
            return redirect("promise", promise)
    return render(request, "promises/end.html", {"card": card, "form": form})


@own_space
@require_POST
def undo(request: SignedInRequest, promise: UUID) -> HttpResponse:
    """Take back the last change."""
    try:
        making.undo_change(by=request.viewer, promise=promise)
    except Refused as refused:
        messages.warning(request, words.faults(refused.faults)[0][1])
    else:
        messages.success(request, gettext("Undone. It is as it was before."))
    return redirect("promise", promise)


@own_space
def take_out(request: SignedInRequest, promise: UUID) -> HttpResponse:
    """Ask first, then take a promise out of every page and count; it can be put back."""
    card = q.promise(request.viewer, promise)
    if request.method != "POST":
        return render(request, "promises/remove.html", {"card": card})
    making.remove(by=request.viewer, promise=promise)
    messages.success(request, gettext("Removed."), _address("put_back", promise))
    return redirect("promises")


@own_space
@require_POST
def bring_back(request: SignedInRequest, promise: UUID) -> HttpResponse:
    """Put a removed promise back."""
    making.put_back(by=request.viewer, promise=promise)
    messages.success(request, gettext("It is back, with its answers."))
    return redirect("promise", promise)


def _address(what: str, promise: UUID) -> str:
    return reverse(f"promise_{what}", args=[promise])


def _hints(request: SignedInRequest, form: PromiseForm) -> list[Any]:
    """What the nudge has to say, unless the person has read it and keeps the promise as it is."""
    if "as_it_is" in request.POST:
        return []
    return [words.NUDGES[code] for code in nudges(form.cleaned_data["words"], get_language() or "en")]


def _tell(form: Any, refused: Refused) -> None:
    for field, sentence in words.faults(refused.faults):
        form.add_error(field, sentence)


def _form_page(
    request: SignedInRequest,
    form: PromiseForm,
    *,
    card: q.PromiseCard | None = None,
    hints: Iterable[Any] = (),
    other: q.PromiseCard | None = None,
) -> HttpResponse:
    return render(request, "promises/form.html", {"form": form, "card": card, "hints": hints, "other": other})
