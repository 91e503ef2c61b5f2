"""Plans for coming home: the first day, the first week, the first month; what is agreed; to print."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.queries import preferences
from mending.circle.queries import names
from mending.consent.rules import Side
from mending.consent.web import SignedInRequest, own_space
from mending.expectations import actions
from mending.expectations.actions import Conflict, Refused
from mending.expectations.queries import home as q
from mending.expectations.queries.expectations import Line, between
from mending.expectations.queries.home import Plan
from mending.expectations.rules.home import PARTS, Stretch, days_of, stretch_of
from mending.expectations.web import words
from mending.expectations.web.forms import HomeForm, StretchForm, offer
from mending.expectations.web.writing import tell
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.help.queries import nearest
from mending.recovery import queries as recovery
from mending.recovery.queries.papers import tolerance_paper
from mending.recovery.queries.windows import Pinned
from mending.recovery.rules.papers import TolerancePaper


@dataclass(frozen=True, slots=True)
class Care:
    """What stands beside every plan: the overdose card, and the weeks when tolerance is lost (SAFETY A6)."""

    overdose: str
    pinned: Pinned | None
    paper: TolerancePaper
    said: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class StretchShown:
    """A stretch of a plan: its days, what is written, and what is expected of these days."""

    name: Any
    first: Any
    last: Any
    href: str
    said: list[tuple[Any, str]]
    expected: list[Line]


@own_space
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Every plan, those put away behind."""
    page = {"plans": q.homecomings(request.viewer), "care": _care(request)}
    return render(request, "expectations/homecomings.html", page)


@own_space
@require_safe
def plan(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """A whole plan on one page, to read and to print."""
    found = q.plan(request.viewer, homecoming)
    page = {
        "plan": found,
        "stretches": _stretches(request, found),
        "agreed": [one for one in found.agreements if not one.rests],
        "at_rest": [one for one in found.agreements if one.rests],
        "may_change": not found.is_removed and not found.is_archived,
        "care": _care(request),
    }
    return render(request, "expectations/homecoming.html", page)


def _stretches(request: SignedInRequest, found: Plan) -> list[StretchShown]:
    ends = [days_of(one, found.comes_on) for one in Stretch]
    expected = between(request.viewer, ends[0][0], ends[-1][1], found.people)
    return [
        StretchShown(
            words.STRETCHES[one],
            first,
            last,
            reverse(f"homecoming_{one.value}", args=[found.id]),
            [(words.PARTS[name], text) for name in PARTS if (text := found.stretches[one].said[name])],
            [line for line in expected if stretch_of(line.day, found.comes_on) is one],
        )
        for one, (first, last) in zip(Stretch, ends, strict=True)
    ]


def _care(request: SignedInRequest) -> Care:
    here = nearest(preferences(request.user).country)
    card = reverse("help_country_overdose", args=[here.code.lower()]) if here else reverse("help_overdose")
    pinned = recovery.today(request.viewer, clock.today(request.viewer.zone))
    paper = tolerance_paper(get_language() or "en")
    said = ""
    if pinned:
        said = paper.soft[0] if pinned.is_soft else paper.events[pinned.window.event].said
    return Care(card, pinned, paper, said, request.viewer.side is Side.PERSON)


@own_space
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a plan."""
    start = {"id": new_id(), "comes_on": clock.today(request.viewer.zone), "who": request.GET.get("with", "")}
    form = HomeForm(request.POST or None, initial=start)
    offer(form, gettext("Nobody in particular"), names(request.viewer))
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"] or new_id()
        try:
            actions.begin_home(by=request.viewer, id=id, **form.wanted())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("Your plan is begun. Fill in what you know."))
            return redirect("homecoming", id)
    return render(request, "expectations/home_form.html", {"form": form, "plan": None, "other": None})


@own_space
def edit(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """Change the day, the name, or to whom."""
    found, other = _standing(request, homecoming), None
    form = HomeForm(request.POST or None, initial=HomeForm.of(found))
    offer(form, gettext("Nobody in particular"), names(request.viewer), keep=found.who)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_home(by=request.viewer, homecoming=homecoming, version=version, **form.wanted())
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            other = found
            form.data = {**request.POST.dict(), "version": found.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("homecoming", homecoming)
    page = {"form": form, "plan": found, "other": other}
    return render(request, "expectations/home_form.html", page, status=409 if other else 200)


@own_space
def write(request: SignedInRequest, homecoming: UUID, stretch: Stretch) -> HttpResponse:
    """Write the first day, week or month. Changed in another tab meanwhile, both texts are shown."""
    found, there_now = _standing(request, homecoming), None
    card = found.stretches[stretch]
    form = StretchForm(request.POST or None, initial=StretchForm.of(card))
    form.hint(stretch)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.write_stretch(
                by=request.viewer, homecoming=homecoming, stretch=stretch, version=version, texts=form.texts()
            )
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            there_now = [(words.PARTS[name], text) for name, text in card.said.items() if text]
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("It is in your plan."))
            return redirect("homecoming", homecoming)
    page = {"form": form, "plan": found, "title": words.STRETCHES[stretch], "there_now": there_now}
    return render(
        request,
        "expectations/stretch.html",
        page | _days(found, stretch),
        status=200 if there_now is None else 409,
    )


def _days(found: Plan, stretch: Stretch) -> dict[str, Any]:
    first, last = days_of(stretch, found.comes_on)
    return {"first": first, "last": last}


@own_space
@require_POST
def archive(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """Put a plan away."""
    actions.archive_home(by=request.viewer, homecoming=homecoming)
    address = reverse("homecoming_unarchive", args=[homecoming])
    messages.success(request, gettext("Put away. All of it is kept."), address)
    return redirect("homecomings")


@own_space
@require_POST
def unarchive(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """Bring it back."""
    actions.unarchive_home(by=request.viewer, homecoming=homecoming)
    messages.success(request, gettext("It is back."))
    return redirect("homecoming", homecoming)


@own_space
def take_out(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """Ask first, then take a plan out of the list; it can be put back."""
    found = q.plan(request.viewer, homecoming)
    if request.method != "POST":
        return render(request, "expectations/home_remove.html", {"plan": found})
    actions.remove_home(by=request.viewer, homecoming=homecoming)
    messages.success(request, gettext("Removed."), reverse("homecoming_put_back", args=[homecoming]))
    return redirect("homecomings")


@own_space
@require_POST
def bring_back(request: SignedInRequest, homecoming: UUID) -> HttpResponse:
    """Put a removed plan back."""
    actions.put_back_home(by=request.viewer, homecoming=homecoming)
    messages.success(request, gettext("It is back."))
    return redirect("homecoming", homecoming)


def _standing(request: SignedInRequest, homecoming: UUID) -> Plan:
    found = q.plan(request.viewer, homecoming)
    if found.is_removed or found.is_archived:
        raise Http404
    return found
