"""The weeks when tolerance is lost: which run, what they ask, marking one, and a mistake."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.help.rules import Kind
from mending.recovery import actions
from mending.recovery import queries as q
from mending.recovery.actions.trouble import Refused
from mending.recovery.queries.papers import tolerance_paper
from mending.recovery.rules.windows import Answer, Strength, running, strength
from mending.recovery.web import words
from mending.recovery.web.forms import EventForm
from mending.recovery.web.near import near

_DAY_WIDE = 4
"""How wide a day is in the picture of the ninety."""


@own_space
@require_safe
def windows(request: SignedInRequest) -> HttpResponse:
    """The window that counts, with its two questions; the others, and those that were a mistake."""
    day = clock.today(request.viewer.zone)
    found = q.windows(request.viewer, day)
    standing = running([one for one in found if not one.is_closed], day)
    paper, here = tolerance_paper(get_language() or "en"), near(request)
    first = standing[0] if standing else None
    gone = max(0, (day - first.on).days) if first else 0
    return render(
        request,
        "recovery/windows.html",
        {
            "paper": paper,
            "window": first,
            "said": paper.events[first.event].said if first else "",
            "is_soft": first is not None and strength(first.on, day) is Strength.SOFT,
            "gone": gone,
            "today_at": gone * _DAY_WIDE,
            "questions": _questions(paper, first),
            "others": [(one, paper.events[one.event].name) for one in standing[1:]],
            "closed": [(one, paper.events[one.event].name) for one in found if one.is_closed],
            "near": here,
            "lines": here.lines(Kind.USING),
        },
    )


def _questions(paper: Any, window: q.WindowCard | None) -> list[tuple[str, Any, Answer]]:
    if window is None:
        return []
    return [("naloxone", paper.naloxone, window.naloxone), ("not_alone", paper.not_alone, window.not_alone)]


@own_space
def add(request: SignedInRequest) -> HttpResponse:
    """Mark the weeks after something that happened."""
    paper = tolerance_paper(get_language() or "en")
    form = EventForm(request.POST or None, initial={"on": clock.today(request.viewer.zone)})
    form.offer((event, words.name) for event, words in paper.events.items())
    if request.method == "POST" and form.is_valid():
        try:
            window = actions.open_window(
                by=request.viewer, event=form.cleaned_data["event"], on=form.cleaned_data["on"]
            )
        except Refused as refused:
            for field, sentence in words.faults(refused.faults):
                form.add_error(field, sentence)
        else:
            messages.success(request, gettext("Marked."), reverse("window_close", args=[window]))
            return redirect("windows")
    return render(request, "recovery/window_add.html", {"form": form})


@own_space
@require_POST
def answer(request: SignedInRequest, window: UUID) -> HttpResponse:
    """Answer one of the two questions, or both."""
    said = {name: _answer(request.POST.get(name, "")) for name in ("naloxone", "not_alone")}
    actions.answer_window(by=request.viewer, window=window, **said)
    return redirect(_back(request) or reverse("windows"))


def _answer(text: str) -> Answer | None:
    return Answer(text) if text in (Answer.YES, Answer.NOT_YET) else None


@own_space
@require_POST
def close(request: SignedInRequest, window: UUID) -> HttpResponse:
    """It was a mistake."""
    actions.close_window(by=request.viewer, window=window)
    messages.success(request, gettext("Marked as a mistake."), reverse("window_reopen", args=[window]))
    return redirect("windows")


@own_space
@require_POST
def reopen(request: SignedInRequest, window: UUID) -> HttpResponse:
    """It was none after all."""
    actions.reopen_window(by=request.viewer, window=window)
    return redirect("windows")


def _back(request: SignedInRequest) -> str:
    """Where the person came from, when it is one of our own addresses."""
    address = request.POST.get("next", "")
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""
