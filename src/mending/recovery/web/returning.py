"""After a return to use: one thing a screen, by links alone; only the last one writes anything down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.circle.queries import relationships
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.help.rules import Kind
from mending.recovery.actions import returns as actions
from mending.recovery.actions.trouble import Conflict, Refused
from mending.recovery.queries import times as q
from mending.recovery.queries.papers import return_paper
from mending.recovery.rules.papers import SCREENS
from mending.recovery.rules.returning import Step, to_call
from mending.recovery.web import words
from mending.recovery.web.forms import LookbackForm, ReturnForm
from mending.recovery.web.near import near
from mending.recovery.web.times import own_words_of, shown, tell
from mending.safetyplan.queries import phones

_LINES = {
    Step.ALONE: (Kind.USING,),
    Step.NALOXONE: (Kind.DRUGS,),
    Step.MEDICAL: (Kind.HEALTH, Kind.DRUGS),
    Step.PERSON: (Kind.USING, Kind.CRISIS),
}


@own_space
def step(request: SignedInRequest, step: str = Step.BREATHING.value) -> HttpResponse:
    """One screen of the way. Nothing is asked on the first ones, and opening them is not written down."""
    if step not in list(Step):
        raise Http404
    return write(request) if step == Step.WRITE else _screen(request, Step(step))


@require_safe
def _screen(request: SignedInRequest, step: Step) -> HttpResponse:
    page = _place(request, step)
    if step in SCREENS:
        paper = return_paper(get_language() or "en")
        return render(
            request, "recovery/return_screen.html", page | {"screen": paper.screens[step], "paper": paper}
        )
    if step is Step.PERSON:
        return render(request, "recovery/return_person.html", page | {"people": _people(request)})
    return render(request, "recovery/return_plan.html", page)


def _place(request: SignedInRequest, step: Step) -> dict[str, Any]:
    here = near(request)
    return {
        "near": here,
        "lines": here.lines(*_LINES[step]) if step in _LINES else (),
        "number": list(Step).index(step) + 1,
        "of": len(Step),
        "next": reverse("return_step", args=[step.next.value]) if step.next else "",
        "before": reverse("return_step", args=[step.before.value]) if step.before else "",
    }


def _people(request: SignedInRequest) -> list[dict[str, Any]]:
    """Whom to call, with the number if the safety plan holds one."""
    numbers = phones(request.viewer)
    people = to_call(relationships(request.viewer, archived=False))
    found = [{"name": one.nickname, "phone": numbers.get(one.id)} for one in people]
    return sorted(found, key=lambda one: one["phone"] is None)


def write(request: SignedInRequest) -> HttpResponse:
    """Write it down, or do not. The day may be left out; the start stays as it is unless a new one is wished."""
    today = clock.today(request.viewer.zone)
    times = q.story(request.viewer, today).times
    form = ReturnForm(request.POST or None, initial={"id": new_id()})
    form.offer(times)
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        try:
            actions.write_return(by=request.viewer, id=id, wanted=form.wanted(today))
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("Written down."), reverse("return_remove", args=[id]))
            return redirect("return_kept")
    page = _place(request, Step.WRITE)
    return render(request, "recovery/return_write.html", page | {"form": form, "times": times})


@own_space
@require_safe
def kept(request: SignedInRequest) -> HttpResponse:
    """What stays, and what to keep near now."""
    today = clock.today(request.viewer.zone)
    own_words, found = own_words_of(request), q.story(request.viewer, today).times
    times = [shown(one, today, own_words) for one in found if not one.is_hidden]
    return render(request, "recovery/return_kept.html", {"times": times, "near": near(request)})


@own_space
def edit(request: SignedInRequest, slip: UUID) -> HttpResponse:
    """Change the days of a return to use, or look at it."""
    viewer, today = request.viewer, clock.today(request.viewer.zone)
    card = q.return_to_use(viewer, slip, today)
    if card.is_removed:
        raise Http404
    form, other = ReturnForm(request.POST or None, initial=ReturnForm.of(card)), None
    times = q.story(viewer, today).times
    form.offer(times)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_return(by=viewer, slip=slip, version=version, wanted=form.wanted(today))
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            other = words.when(card)
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("recovery_time")
    page = {"form": form, "card": card, "other": other, "when": words.when(card), "times": times}
    return render(request, "recovery/return_edit.html", page)


@own_space
@require_POST
def remove(request: SignedInRequest, slip: UUID) -> HttpResponse:
    """Take it back, with its window."""
    actions.remove_return(by=request.viewer, slip=slip)
    messages.success(request, gettext("Taken back."), reverse("return_put_back", args=[slip]))
    return redirect("recovery_time")


@own_space
@require_POST
def put_back(request: SignedInRequest, slip: UUID) -> HttpResponse:
    """Bring it back, with its window."""
    actions.put_back_return(by=request.viewer, slip=slip)
    return redirect("recovery_time")


@own_space
def look_back(request: SignedInRequest, slip: UUID) -> HttpResponse:
    """Looking back, from the next day on. Before that the page says to be kind to oneself, and asks nothing."""
    viewer, today = request.viewer, clock.today(request.viewer.zone)
    card = q.return_to_use(viewer, slip, today)
    if card.is_removed:
        raise Http404
    written = q.lookback(viewer, slip)
    form, other = LookbackForm(request.POST or None, initial=LookbackForm.of(written)), None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.reflect(by=viewer, slip=slip, version=version, said=form.said())
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            other = written
            form.data = {**request.POST.dict(), "version": written.version}
        else:
            messages.success(request, gettext("Kept. Only you can read it."))
            return redirect("recovery_time")
    page = {"form": form, "card": card, "other": other, "when": words.when(card)}
    return render(request, "recovery/look_back.html", page)
