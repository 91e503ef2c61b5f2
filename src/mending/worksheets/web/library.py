"""The library of skills, one skill's page, keeping it at hand, fitting it to oneself, and its paper form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.queries import keeps_the_house
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id
from mending.worksheets.actions import choosing
from mending.worksheets.actions.trouble import Conflict
from mending.worksheets.queries import sheets as q
from mending.worksheets.queries.catalog import FAMILIES, Skill, catalog
from mending.worksheets.queries.catalog import skill as find
from mending.worksheets.rules.fitting import WORD_MOST, fitted
from mending.worksheets.web import pictures
from mending.worksheets.web.showing import page_of

SHELVES = {
    "thinking": _("When a thought will not let go"),
    "hard-moments": _("In a hard moment"),
    "using": _("Around using"),
    "asking": _("Asking and saying no"),
    "listening": _("Listening and talking"),
    "giving": _("Giving and taking"),
    "measures": _("Questionnaires"),
}
LATEST = 7
"""So many of what one wrote are listed at first."""
SHORT = 2
"""Minutes: “I have two minutes”."""


def language() -> str:
    return get_language() or "en"


@own_space
def library(request: SignedInRequest) -> HttpResponse:
    """All skills, shelf by shelf; looked through by words, by minutes, by what hurts."""
    words = request.POST.get("find", "").strip()
    hurts, short = request.GET.get("hurts", ""), "short" in request.GET
    every, liked = catalog(language()), q.favourites(request.viewer)
    found = [one for one in every.values() if _fits(one, words, hurts, short)]
    page = {
        "shelves": _shelves(found),
        "liked": [one for one in found if one.id in liked],
        "drafts": [(line, every[line.form]) for line in q.drafts(request.viewer) if line.form in every],
        "hurts": hurts,
        "hurting": sorted({hurt for one in every.values() for hurt in one.helps}),
        "short": short,
        "search": words,
        "is_narrowed": bool(words or hurts or short),
        "no_longer": q.no_longer_offered(request.viewer, every),
        "keeps_house": keeps_the_house(request.viewer),
    }
    return render(request, "worksheets/library.html", page)


def _fits(skill: Skill, words: str, hurts: str, short: bool) -> bool:
    if short and not 0 < skill.minutes <= SHORT:
        return False
    return (not hurts or hurts in skill.helps) and skill.is_about(words)


def _shelves(found: list[Skill]) -> list[tuple[str, list[Skill]]]:
    shelves = [(str(SHELVES[family]), [one for one in found if one.family == family]) for family in FAMILIES]
    return [(name, skills) for name, skills in shelves if skills]


@own_space
@require_safe
def skill(request: SignedInRequest, form: str) -> HttpResponse:
    """One skill: what it is, why, when not, an example; what was written before, and how it went over time."""
    one, is_off = _on_offer_or_written(request, form)
    every = "all" in request.GET
    cards = q.history(request.viewer, form, q.LONG_HISTORY if every else q.HISTORY)
    listed = cards if every else cards[:LATEST]
    page = {
        "skill": one,
        "is_off": is_off,
        "id": new_id(),
        "is_liked": form in q.favourites(request.viewer),
        "drafts": [line for line in q.drafts(request.viewer) if line.form == form],
        "history": [(card.line, pictures.in_short(card)) for card in listed],
        "has_older": len(listed) < len(cards),
        "series": pictures.series_of(cards),
        "practice": f"worksheets/practices/{one.about['practice']}.html" if "practice" in one.about else "",
        "fit": q.fitting(request.viewer, form).fit,
        "is_daily": bool(one.about.get("daily")),
    }
    return render(request, "worksheets/skill.html", page)


def _on_offer_or_written(request: SignedInRequest, form: str) -> tuple[Skill, bool]:
    """The skill, and whether it is off the shelf: who wrote in one that is can still read it, and nobody else."""
    try:
        return find(form, language()), False
    except Http404:
        return q.off_shelf(request.viewer, form), True


@own_space
@require_POST
def like(request: SignedInRequest, form: str) -> HttpResponse:
    """Keep it at hand, or no longer."""
    on = request.POST.get("on") == "yes"
    choosing.like(by=request.viewer, form=form, on=on)
    messages.success(request, gettext("Kept at hand.") if on else gettext("No longer kept at hand."))
    return redirect("skill", form)


@own_space
@require_safe
def paper(request: SignedInRequest, form: str) -> HttpResponse:
    """The form to print and to fill in with a pen."""
    one = find(form, language())
    whole = fitted(one.form, q.fitting(request.viewer, form).fit)
    return render(request, "worksheets/paper.html", {"skill": one, "page": page_of(whole, {}, [])})


@own_space
def fit(request: SignedInRequest, form: str) -> HttpResponse:
    """One's own words for what the form asks of each: one line each."""
    one, card = find(form, language()), q.fitting(request.viewer, form)
    typed, other = {key: [said for _key, said in pairs] for key, pairs in card.fit.items()}, False
    edition = card.edition
    if request.method == "POST":
        typed = {
            parameter.id: request.POST.get(parameter.id, "").splitlines() for parameter in one.form.parameters
        }
        told = request.POST.get("edition", "")
        try:
            choosing.fit(by=request.viewer, form=form, edition=int(told) if told.isdecimal() else 0, words=typed)
        except Conflict:
            other = True
        else:
            messages.success(request, gettext("Saved. The next one you fill in asks for these."))
            return redirect("skill", form)
    page = {"skill": one, "edition": edition, "asked": _asked(one, typed), "most": WORD_MOST}
    return render(request, "worksheets/fit.html", page | {"other": card.fit if other else {}})


def _asked(one: Skill, typed: dict[str, list[str]]) -> list[tuple[Any, str]]:
    return [(parameter, "\n".join(typed.get(parameter.id, ()))) for parameter in one.form.parameters]
