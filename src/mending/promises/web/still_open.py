"""The days without an answer: a month of them at a time, several answered at once, or all left be."""

from datetime import UTC, date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from mending.circle.queries import names
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.dates import Month
from mending.promises.actions import several
from mending.promises.actions.trouble import Refused
from mending.promises.queries.days import DueDay, due_between
from mending.promises.rules.outcomes import Outcome
from mending.promises.web import words
from mending.promises.web.forms import ALL, SeveralForm
from mending.promises.web.lists import DueLine, due_line

MOST_BACK = 600
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
OpenDay = tuple[DueDay, DueLine]
"""A day without an answer, and the same as a line of the page."""


@own_space
def open_days(request: SignedInRequest) -> HttpResponse:
    """The days of one month without an answer, up to yesterday. They stay open as long as they like."""
    latest = Month.of(clock.today(request.viewer.zone) - timedelta(days=1))
    month = _month(request.GET.get("month", ""), latest)
    found = _open_in(request, month)
    by_key = {_key(day): day for day, _ in found}
    form = SeveralForm(_still_there(request.POST, by_key) if request.method == "POST" else None)
    form.offer([(key, _line(day)) for key, day in by_key.items()])
    if request.method == "POST":
        if not by_key and "day" in request.POST:
            # All of them were answered meanwhile, most likely by this form sent before.
            return redirect(request.get_full_path())
        if form.is_valid() and (answered := _answered(request, form, by_key)):
            return answered
    context = {
        "days": [line for _, line in found],
        "month": month,
        "form": form,
        "newer": month + 1 if month < latest else None,
        "older": month - 1,
        "here": request.get_full_path(),
    }
    return render(request, "promises/open.html", context)


def _answered(request: SignedInRequest, form: SeveralForm, by_key: dict[str, DueDay]) -> HttpResponse | None:
    ticked = form.cleaned_data["day"]
    keys = by_key if ALL in ticked else ticked
    days = [(by_key[key].promise.id, by_key[key].on) for key in keys]
    try:
        moment = several.answer_several(
            by=request.viewer, days=days, outcome=Outcome(form.cleaned_data["outcome"])
        )
    except Refused as refused:
        form.add_error(None, words.faults(refused.faults)[0][1])
        return None
    if moment is not None:
        said = ngettext("%(n)s day is written down.", "%(n)s days are written down.", len(days)) % {"n": len(days)}
        messages.success(
            request, said, f"{reverse('promises_open_undo')}?at={(moment - BEGINNING) // MICROSECOND}"
        )
    return redirect(request.get_full_path())


@own_space
@require_POST
def undo_several(request: SignedInRequest) -> HttpResponse:
    """Leave the days open again that were answered together."""
    at = request.GET.get("at", "")
    if at.isascii() and at.isdecimal() and len(at) < 17:
        several.undo_several(by=request.viewer, moment=BEGINNING + int(at) * MICROSECOND)
        messages.success(request, gettext("Undone. Those days are open again."))
    return redirect("promises_open")


@own_space
@require_POST
def leave_open(request: SignedInRequest) -> HttpResponse:
    """Leave the days before today be: Today asks no more about them."""
    several.leave_open(by=request.viewer)
    messages.success(request, gettext("Left open. You find them under Promises."), reverse("promises_look_again"))
    return redirect("today")


@own_space
@require_POST
def look_again(request: SignedInRequest) -> HttpResponse:
    """Take that back."""
    several.look_again(by=request.viewer)
    messages.success(request, gettext("Undone. The days before are on Today again."))
    return redirect("today")


def _open_in(request: SignedInRequest, month: Month) -> list[OpenDay]:
    viewer, today = request.viewer, clock.today(request.viewer.zone)
    called = {one.id: one.nickname for one in names(viewer) if not one.is_quiet}
    return [
        (day, due_line(day, called))
        for day in reversed(due_between(viewer, month.first, min(month.last, today - timedelta(days=1))))
        if day.is_open and (day.promise.to is None or day.promise.to in called)
    ]


def _still_there(posted: QueryDict, by_key: dict[str, DueDay]) -> QueryDict:
    """What was sent, without the days that were answered meanwhile."""
    data = posted.copy()
    data.setlist("day", [key for key in posted.getlist("day") if key in {ALL, *by_key}])
    return data


def _key(day: DueDay) -> str:
    return f"{day.promise.id}/{day.on.isoformat()}"


def _line(day: DueDay) -> str:
    return f"{date_format(day.on, 'l j F')}: {day.promise.words}"


def _month(text: str, latest: Month) -> Month:
    """A month from an address, like 2026-05; the latest one for anything else."""
    try:
        month = Month.of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return latest
    return min(max(month, latest - MOST_BACK), latest)
