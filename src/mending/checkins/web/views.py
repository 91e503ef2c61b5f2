"""Staying well: the room's first page, the daily check-in, and what it asks."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.checkins import actions
from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.queries import daily as q
from mending.checkins.queries.daily import CheckInCard
from mending.checkins.queries.suggesting import review, suggestions, supporters
from mending.checkins.rules.questions import LONGEST_BACK, Question
from mending.checkins.rules.suggesting import Offer
from mending.checkins.web import words
from mending.checkins.web.forms import CheckInForm, ChoiceForm, OtherDayForm
from mending.consent.rules import Side
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id


@own_space
@require_safe
def well(request: SignedInRequest) -> HttpResponse:
    """How I am, and what helps me stay well."""
    today = clock.today(request.viewer.zone)
    day = _day(request.GET.get("day", ""), today)
    card = q.of_day(request.viewer, day)
    page = {
        "day": day,
        "is_today": day == today,
        "card": card,
        "said": _said(card) if card else [],
        "in_recovery": request.viewer.side is Side.PERSON,
    }
    return render(request, "checkins/well.html", page | _offered(request, card, today))


def _offered(request: SignedInRequest, card: CheckInCard | None, today: date) -> dict[str, Any]:
    """At most two suggestions; who could be called is only looked up for one that says so."""
    language = get_language() or "en"
    found = suggestions(request.viewer, card, today, language) if card else []
    calls = any(Offer.CALL in one.offers for one in found)
    return {
        "suggestions": found,
        "supporters": supporters(request.viewer) if calls else [],
        "review": review(language),
    }


@own_space
def check_in(request: SignedInRequest) -> HttpResponse:
    """Write down today, or a day before. When the day has another one meanwhile, both are shown."""
    today = clock.today(request.viewer.zone)
    day = _day(request.GET.get("day", ""), today)
    card = q.of_day(request.viewer, day)
    form = CheckInForm(request.POST or None, asked=_asked(request, card), initial=_start(card, day))
    other = None
    if request.method == "POST" and form.is_valid():
        try:
            return _write(request, form)
        except Refused as refused:
            for field, code in refused.faults:
                form.add_error(field if field in form.fields else None, words.fault(field, code))
        except Conflict:
            other = q.of_day(request.viewer, form.cleaned_data["day"])
            form.data = {**request.POST.dict(), "seen": str(other.id) if other else ""}
    return _form_page(request, form, day, today, other)


def _write(request: SignedInRequest, form: CheckInForm) -> HttpResponse:
    data = form.cleaned_data
    actions.check_in(
        by=request.viewer,
        id=data["id"],
        day=data["day"],
        answers=form.answers(),
        note=data["note"],
        seen=data["seen"],
    )
    messages.success(request, gettext("It is written down."), reverse("check_in_take_back", args=[data["id"]]))
    # A day before is shown on the next page too, with what it brings up.
    is_today = data["day"] == clock.today(request.viewer.zone)
    return redirect(reverse("well") + ("" if is_today else f"?day={data['day'].isoformat()}"))


def _form_page(
    request: SignedInRequest, form: CheckInForm, day: date, today: date, other: CheckInCard | None
) -> HttpResponse:
    page = {
        "form": form,
        "questions": [(form[question.value], words.choices(question)) for question in form.asked],
        "day": day,
        "is_today": day == today,
        "other": other,
        "other_said": _said(other) if other else [],
        "other_day": OtherDayForm(initial={"day": day}),
    }
    return render(request, "checkins/check_in.html", page, status=409 if other else 200)


@own_space
@require_POST
def take_back(request: SignedInRequest, check_in: UUID) -> HttpResponse:
    """Undo."""
    actions.take_back(by=request.viewer, check_in=check_in)
    messages.success(request, gettext("Taken back."), reverse("check_in_put_back", args=[check_in]))
    return redirect("well")


@own_space
@require_POST
def put_back(request: SignedInRequest, check_in: UUID) -> HttpResponse:
    """Undo the undoing."""
    actions.put_back(by=request.viewer, check_in=check_in)
    messages.success(request, gettext("It is back."))
    return redirect("well")


@own_space
def choose(request: SignedInRequest) -> HttpResponse:
    """Which questions, and at what time."""
    chosen = q.chosen(request.viewer)
    start: dict[str, Any] = {"questions": [question.value for question in chosen.questions], "at": chosen.at}
    form = ChoiceForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        asked = [Question(code) for code in form.cleaned_data["questions"]]
        actions.choose(by=request.viewer, questions=asked, at=form.cleaned_data["at"])
        messages.success(request, gettext("Saved."))
        return redirect("well")
    return render(request, "checkins/choose.html", {"form": form})


def _asked(request: SignedInRequest, card: CheckInCard | None) -> list[Question]:
    """What the person chose, and what that day has an answer to already."""
    wanted = {*q.chosen(request.viewer).questions, *(card.answers if card else ())}
    wanted |= {question for question in Question if request.POST.get(question.value)}
    return [question for question in Question if question in wanted]


def _start(card: CheckInCard | None, day: date) -> dict[str, object]:
    return {"id": new_id(), "day": day.isoformat(), **(CheckInForm.of(card) if card else {})}


def _said(card: CheckInCard) -> list[tuple[Any, Any]]:
    """The answers in words, each with its question's name."""
    return [(words.NAMES[question], words.said(question, answer)) for question, answer in card.answers.items()]


def _day(text: str, today: date) -> date:
    """The day in an address; today for anything that cannot be one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return min(max(day, today - LONGEST_BACK), today)
