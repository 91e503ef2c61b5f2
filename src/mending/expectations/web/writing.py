"""Writing an expectation down, one part at a time."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from mending.circle.queries import names
from mending.consent.web import SignedInRequest, own_space
from mending.expectations import actions
from mending.expectations.actions import Conflict, Refused
from mending.expectations.queries.expectations import Card
from mending.expectations.rules.nudge import nudges
from mending.expectations.rules.sections import Section, Stage, may_write
from mending.expectations.web import words
from mending.expectations.web.forms import FORMS, ExpectForm, PartForm, offer
from mending.expectations.web.lists import parts, whole
from mending.expectations.web.views import name_of, standing
from mending.foundation import clock
from mending.foundation.ids import new_id

_NEXT = {Section.EXPECT: Section.WAYS, Section.WAYS: Section.WELCOME, Section.HAPPENED: Section.LEARNED}
"""What follows a part the first time it is written."""


@own_space
def new(request: SignedInRequest) -> HttpResponse:
    """Write down what I expect. A test of someone gets a nudge first, and can be kept as it is."""
    day = _day(request.GET.get("day", ""), clock.today(request.viewer.zone))
    start = {"id": new_id(), "day": day, "who": request.GET.get("with", "")}
    form = ExpectForm(request.POST or None, initial=start)
    offer(form, gettext("People in general, or nobody"), names(request.viewer))
    hints: list[Any] = []
    if request.method == "POST" and form.is_valid():
        hints = _hints(request, form)
        if not hints and (made := _begin(request, form)):
            return made
    return _page(request, form, Section.EXPECT, hints=hints)


def _begin(request: SignedInRequest, form: ExpectForm) -> HttpResponse | None:
    id = form.cleaned_data["id"] or new_id()
    try:
        actions.begin(by=request.viewer, id=id, wanted=form.wanted())
    except Refused as refused:
        tell(form, refused)
        return None
    return redirect("expectation_ways", id)


@own_space
def write(request: SignedInRequest, expectation: UUID, section: Section) -> HttpResponse:
    """Write one part, or change it. Changed in another tab meanwhile, both texts are shown and nothing is lost."""
    card = standing(request, expectation)
    if not may_write(section, card.stage):
        messages.info(request, words.FAULTS["", "not-yet"])
        return redirect("expectation", expectation)
    form, hints, other = _form(request, card, section), [], False
    if request.method == "POST" and form.is_valid():
        hints = _hints(request, form)
        if not hints:
            try:
                return _written(request, card, form)
            except Refused as refused:
                tell(form, refused)
            except Conflict:
                other = True
                form.data = {**request.POST.dict(), "version": card.version}
    return _page(request, form, section, card=card, hints=hints, other=other)


def _form(request: SignedInRequest, card: Card, section: Section) -> PartForm:
    form = FORMS[section](request.POST or None, initial=_start(card, section, clock.today(request.viewer.zone)))
    if section is Section.EXPECT:
        offer(form, gettext("People in general, or nobody"), names(request.viewer), keep=card.who)
    return form


def _start(card: Card, section: Section, today: date) -> dict[str, Any]:
    start = FORMS[section].of(card)
    if section is Section.HAPPENED and card.happened_on is None:
        start["happened_on"] = min(card.day, today)
    return start


def _written(request: SignedInRequest, card: Card, form: PartForm) -> HttpResponse:
    section, before = form.section, card.stage
    actions.write(
        by=request.viewer,
        expectation=card.id,
        version=form.cleaned_data["version"] or 0,
        wanted=form.wanted(),
    )
    follows = _NEXT.get(section) if _is_first(section, before) else None
    if follows is Section.LEARNED or follows is None:
        messages.success(request, words.SAVED[section], _undo(card, section, before))
    return redirect(f"expectation_{follows.value}" if follows else "expectation", card.id)


def _is_first(section: Section, before: Stage) -> bool:
    return before.is_ahead if section is Section.HAPPENED else before is Stage.BEGUN


def _undo(card: Card, section: Section, before: Stage) -> str:
    """Where saying what happened, or what was learned, for the first time can be taken back."""
    first = {Section.HAPPENED: before.is_ahead, Section.LEARNED: before is Stage.DONE}.get(section, False)
    return reverse(f"expectation_{section.value}_take_back", args=[card.id]) if first else ""


def _hints(request: SignedInRequest, form: PartForm) -> list[Any]:
    """What the nudge has to say, unless the person has read it and keeps the words as they are."""
    if "as_it_is" in request.POST:
        return []
    return [words.NUDGES[code] for code in nudges(form.wanted().texts, get_language() or "en")]


def tell(form: Any, refused: Refused) -> None:
    """Say in the form why it was refused."""
    for field, sentence in words.faults(refused.faults):
        form.add_error(field if field in form.fields else None, sentence)


def _page(
    request: SignedInRequest,
    form: PartForm,
    section: Section,
    *,
    card: Card | None = None,
    hints: Iterable[Any] = (),
    other: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "card": card,
        "name": name_of(card) if card else "",
        "title": words.SECTIONS[section],
        "lead": words.LEADS[section],
        "is_first": section is Section.EXPECT,
        "steps": words.STEPS,
        "current": list(Section).index(section) + 1,
        "before": parts(card, before=section) if card else [],
        "hints": hints,
        "there_now": whole(card, section, name_of(card)) if card and other else [],
        "other": other,
        "later": _later(card, section),
    }
    return render(request, "expectations/write.html", context, status=409 if other else 200)


def _later(card: Card | None, section: Section) -> str:
    """Where leaving this part out leads."""
    if card is None:
        return reverse("expectations")
    if section is Section.WAYS and card.stage is Stage.BEGUN:
        return reverse("expectation_welcome", args=[card.id])
    return reverse("expectation", args=[card.id])


def _day(text: str, usual: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return usual
