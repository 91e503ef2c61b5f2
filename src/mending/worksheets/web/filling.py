"""Beginning a form, filling it in, reading it again, taking it away."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mending.circle.queries import names
from mending.coach.crisis import HELP_FIRST, Danger, dangers
from mending.consent.web import SignedInRequest, own_space
from mending.worksheets.actions import filling as actions
from mending.worksheets.actions.trouble import Conflict, NotThen, Refused
from mending.worksheets.queries import sheets as q
from mending.worksheets.queries.catalog import skill as find
from mending.worksheets.queries.sheets import SheetCard
from mending.worksheets.rules.beginning import beginnings
from mending.worksheets.rules.conditions import holds
from mending.worksheets.rules.form import Answers, Form, Kind, walk
from mending.worksheets.rules.showing import settled, visible
from mending.worksheets.rules.validating import Problem
from mending.worksheets.web.asking import asked_in
from mending.worksheets.web.library import language
from mending.worksheets.web.reading import answers_of
from mending.worksheets.web.showing import page_of

NOT_THEN = {
    "to-come": _("This day is still to come. Pick today or a day before."),
    "long-ago": _("This is more than a year ago. Pick a later day."),
}


class BeginForm(forms.Form):
    """Which day it is about; empty is today."""

    id = forms.UUIDField()
    day = forms.DateField(required=False)


@own_space
@require_POST
def begin(request: SignedInRequest, form: str) -> HttpResponse:
    """Begin to fill one in. Of what is for each day there is one a day: that one is opened."""
    one, sent = find(form, language()), BeginForm(request.POST)
    if not sent.is_valid():
        messages.error(request, gettext("This is not a day. Pick one again."))
        return redirect("skill", form)
    id, day = sent.cleaned_data["id"], sent.cleaned_data["day"]
    there = q.of_day(request.viewer, form, day or q.today(request.viewer)) if one.about.get("daily") else None
    if there:
        return redirect("sheet_fill", there)
    try:
        actions.begin(by=request.viewer, id=id, form=form, language=language(), day=day)
    except NotThen as wrong:
        messages.error(request, str(NOT_THEN[wrong.code]))
        return redirect("skill", form)
    return redirect("sheet_fill", id)


@own_space
def fill(request: SignedInRequest, sheet: UUID) -> HttpResponse:
    """The form, with what is there. Saving for later takes anything; being done asks for what is needed."""
    card = q.sheet(request.viewer, sheet)
    if request.method != "POST":
        return _page(request, card, card.kept.answers, card.edition)
    answers = answers_of(card.form.questions(), request.POST)
    try:
        _keep(request, card, answers, done=request.POST.get("do") == "done")
    except Refused as refused:
        return _page(request, card, answers, _edition(request), refused.problems)
    except Conflict:
        return _page(request, card, answers, card.edition, other=card)
    return _after(request, card, answers)


def _keep(request: SignedInRequest, card: SheetCard, answers: Answers, *, done: bool) -> int:
    return actions.keep(by=request.viewer, sheet=card.id, edition=_edition(request), answers=answers, done=done)


def _edition(request: SignedInRequest) -> int:
    told = request.POST.get("edition", "")
    return int(told[:9]) if told.isdecimal() else 0


def _after(request: SignedInRequest, card: SheetCard, answers: Answers) -> HttpResponse:
    """Where a saved form leads: to help when an answer means danger, on, or back to it."""
    if is_crisis(card.form, answers):
        messages.error(request, Danger.SUICIDE.value, extra_tags=HELP_FIRST)
    if request.POST.get("do") == "done":
        messages.success(request, gettext("Saved."))
        return redirect("sheet", card.id)
    if request.POST.get("do") == "later":
        messages.success(request, gettext("Kept as it is. Go on whenever you like."))
        return redirect("skill", card.line.form)
    return redirect(reverse("sheet_fill", args=[card.id]) + _where(request, card.form))


def _where(request: SignedInRequest, form: Form) -> str:
    """The place on the page where a row was moved or asked for; nothing when it is no question of the form."""
    path = request.POST.get("more") or request.POST.get("move", "").rpartition(":")[0]
    return f"#b_{path}" if path and form.question(path) else ""


def is_crisis(form: Form, answers: Answers) -> bool:
    """Whether an answer is one of those the form's author marked as danger (SAFETY A5)."""
    return form.crisis is not None and holds(form.crisis, settled(form, answers))


def _page(
    request: SignedInRequest,
    card: SheetCard,
    answers: Answers,
    edition: int,
    problems: Mapping[str, Problem] | None = None,
    other: SheetCard | None = None,
) -> HttpResponse:
    asks = any(question.kind == Kind.PERSON for question in walk(card.form.questions()))
    people = [(str(one.id), one.nickname) for one in names(request.viewer) if not one.is_quiet] if asks else []
    page = {
        "card": card,
        "skill": card.form,
        "page": page_of(card.form, answers, people, problems, _begins(card)),
        "edition": edition,
        "other": other,
        "has_problems": bool(problems),
        "has_rows": any(one.kind in (Kind.CHAIN, Kind.GROUP) for one in card.form.questions()),
    }
    return render(request, "worksheets/fill.html", page)


def _begins(card: SheetCard) -> Answers:
    """What its questions begin with; once it is done, nothing is filled in for anybody."""
    return {} if card.line.done_at else beginnings(card.form, card.line.day)


@own_space
@require_POST
def draft(request: SignedInRequest, sheet: UUID) -> HttpResponse:
    """What a script sends while one types: kept as it is; the answer says what is shown now."""
    card = q.sheet(request.viewer, sheet)
    answers = answers_of(card.form.questions(), request.POST)
    told: dict[str, Any] = {
        "shown": sorted(visible(card.form, answers)),
        "help": _needs_help(card.form, answers),
        "asked": asked_in(card.form, answers),
    }
    try:
        told["edition"] = _keep(request, card, answers, done=False)
    except Refused as refused:
        told |= {"kept": False, "wrong": sorted(refused.problems)}
    except Conflict:
        return JsonResponse(told | {"kept": False, "conflict": True}, status=409)
    return JsonResponse({"kept": True} | told)


draft.shows_help = True  # type: ignore[attr-defined]  # on the page one is typing in (SAFETY A5)


def _needs_help(form: Form, answers: Answers) -> bool:
    return is_crisis(form, answers) or any(dangers(text) for text in _texts(answers))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


@own_space
@require_safe
def sheet(request: SignedInRequest, sheet: UUID) -> HttpResponse:
    """One to read again, with its words as they stood, and what its scores mean as its author says."""
    card = q.sheet(request.viewer, sheet)
    page = {"card": card, "skill": card.form, "parts": _told(card), "moved": _moved(card)}
    return render(request, "worksheets/sheet.html", page)


def _told(card: SheetCard) -> list[tuple[str, list[Any]]]:
    """The kept answers under the titles of their parts."""
    part_of = {question.id: part.title for part in card.form.parts for question in part.questions}
    found: dict[str, list[Any]] = {}
    for stamp in card.kept.stamps:
        found.setdefault(part_of.get(stamp.path.split(".")[0], ""), []).append(stamp)
    return list(found.items())


def _moved(card: SheetCard) -> list[tuple[str, str, str]]:
    """What was asked before and again: the question, and both answers."""
    said = {stamp.path: stamp for stamp in card.kept.stamps}
    pairs = ((said.get(q.again), said.get(q.id)) for q in card.form.questions() if q.again)
    return [(one.ask, one.said[0], two.said[0]) for one, two in pairs if one and two]


@own_space
@require_POST
def remove(request: SignedInRequest, sheet: UUID) -> HttpResponse:
    """Away; it can be undone."""
    form = actions.remove(by=request.viewer, sheet=sheet)
    messages.success(request, gettext("It is gone."), reverse("sheet_put_back", args=[sheet]))
    return redirect("skill", form)


@own_space
@require_POST
def put_back(request: SignedInRequest, sheet: UUID) -> HttpResponse:
    """There again."""
    actions.put_back(by=request.viewer, sheet=sheet)
    messages.success(request, gettext("It is back."))
    return redirect("sheet", sheet)
