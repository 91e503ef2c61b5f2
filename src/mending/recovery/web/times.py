"""Recovery time: the times a person keeps, in their own words."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.queries import preferences
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.recovery.actions import times as actions
from mending.recovery.actions.trouble import Conflict, Refused
from mending.recovery.queries import times as q
from mending.recovery.queries.times import ReturnCard, TimeCard
from mending.recovery.web import words
from mending.recovery.web.forms import TimeForm
from mending.recovery.web.picture import HEIGHT, WIDTH, Thread, thread


@dataclass(frozen=True, slots=True)
class TimeShown:
    """A time as the page shows it. What would be nothing at all is left out (SAFETY A8)."""

    card: TimeCard
    name: str
    days: str
    phrase: str
    thread: Thread
    facts: list[str]
    milestones: list[str]


def shown(card: TimeCard, today: date, own_words: str) -> TimeShown:
    """A time with its words and its picture."""
    count = card.count
    return TimeShown(
        card,
        words.name_of(card),
        words.days_in_words(count.total) if count.total else "",
        words.phrase_of(card, own_words),
        thread(count.runs, min(card.starts_on, today), today),
        words.facts(card, today),
        words.milestones(card),
    )


def own_words_of(request: SignedInRequest) -> str:
    """Their word for their own time, or ours while they chose none."""
    return preferences(request.user).own_words or gettext("in recovery")


@own_space
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Every time; and when asked for, the hard days that were written down."""
    today = clock.today(request.viewer.zone)
    story = q.story(request.viewer, today)
    names = {one.id: words.name_of(one) for one in story.times}
    own_words = own_words_of(request)
    return render(
        request,
        "recovery/times.html",
        {
            "times": [shown(one, today, own_words) for one in story.times],
            "returns": [_told(one, names) for one in story.returns] if "days" in request.GET else [],
            "has_returns": bool(story.returns),
            "own_words": own_words,
            "width": WIDTH,
            "height": HEIGHT,
        },
    )


def _told(one: ReturnCard, names: dict[UUID, str]) -> dict[str, Any]:
    return {"card": one, "when": words.when(one), "about": names.get(one.time, "") if one.time else ""}


@own_space
def add(request: SignedInRequest) -> HttpResponse:
    """Keep a time."""
    form = TimeForm(request.POST or None, initial={"id": new_id(), "starts_on": clock.today(request.viewer.zone)})
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        try:
            actions.add_time(by=request.viewer, id=id, wanted=form.wanted())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("Your time is kept."), reverse("time_remove", args=[id]))
            return redirect("recovery_time")
    return render(request, "recovery/time_form.html", {"form": form, "card": None, "other": None})


@own_space
def edit(request: SignedInRequest, time: UUID) -> HttpResponse:
    """Change a time. When another tab changed it meanwhile, both are shown and nothing is lost."""
    card = q.time(request.viewer, time, clock.today(request.viewer.zone))
    form, other = TimeForm(request.POST or None, initial=TimeForm.of(card)), None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_time(by=request.viewer, time=time, version=version, wanted=form.wanted())
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            other = card
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("recovery_time")
    return render(request, "recovery/time_form.html", {"form": form, "card": card, "other": other})


@own_space
@require_POST
def hide(request: SignedInRequest, time: UUID) -> HttpResponse:
    """Out of sight."""
    actions.hide_time(by=request.viewer, time=time)
    messages.success(
        request, gettext("Out of sight. It goes on being counted."), reverse("time_show", args=[time])
    )
    return redirect("recovery_time")


@own_space
@require_POST
def show(request: SignedInRequest, time: UUID) -> HttpResponse:
    """In sight again."""
    actions.show_time(by=request.viewer, time=time)
    return redirect("recovery_time")


@own_space
def remove(request: SignedInRequest, time: UUID) -> HttpResponse:
    """Ask, then take a time off every page."""
    card = q.time(request.viewer, time, clock.today(request.viewer.zone), removed_too=True)
    if request.method != "POST":
        return render(request, "recovery/time_remove.html", {"card": card, "name": words.name_of(card)})
    actions.remove_time(by=request.viewer, time=time)
    messages.success(request, gettext("Removed."), reverse("time_put_back", args=[time]))
    return redirect("recovery_time")


@own_space
@require_POST
def put_back(request: SignedInRequest, time: UUID) -> HttpResponse:
    """Bring a removed time back."""
    actions.put_back_time(by=request.viewer, time=time)
    return redirect("recovery_time")


def tell(form: Any, refused: Refused) -> None:
    """Say beside the fields what is in the way."""
    for field, sentence in words.faults(refused.faults):
        form.add_error(field if field in form.fields else None, sentence)
