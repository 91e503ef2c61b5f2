"""One amends: its path, its parts, the screen, removing it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.amends import actions
from mending.amends.actions import Conflict, Refused
from mending.amends.queries import amends as q
from mending.amends.queries.amends import Card
from mending.amends.rules.amends import TEXTS, Part
from mending.amends.rules.drawing import draw
from mending.amends.rules.money import said as money_said
from mending.amends.rules.path import Step, Way, path
from mending.amends.rules.screen import NOT_BY_REVIEW, Question, Verdict
from mending.amends.web import words
from mending.amends.web.forms import FORMS, ScreenForm
from mending.amends.web.letter_words import STAGES
from mending.amends.web.listing import tell
from mending.consent.web import SignedInRequest, own_space
from mending.consent.web.addresses import address


@dataclass(frozen=True, slots=True)
class Shown:
    """One step of the path on the page: how it stands in a word, why it is off, what is written in it."""

    way: Way
    name: Any
    stand: Any
    href: str
    why: list[str]
    said: list[tuple[Any, str]]


@own_space
@require_safe
def detail(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """One amends as a path, drawn and in words."""
    card = q.amends(request.viewer, amends)
    ways = path(card.facts)
    page = {
        "card": card,
        "name": name_of(card),
        "steps": [_shown(card, way) for way in ways],
        "drawing": draw(ways),
        "may": card.verdict.may,
        "goes_on": goes_on(card),
        "how": words.HOWS.get(card.delivered_how) if card.delivered_how else "",
        "paid": _paid(card),
        "is_complete": card.facts.is_complete,
    }
    return render(request, "amends/detail.html", page)


def _shown(card: Card, way: Way) -> Shown:
    why = words.reasons(Verdict(way.reasons, card.verdict.asked))
    named = {Step.SCREEN: "amends_screen", Step.HANDING: "amends_handing", Step.LIVING: "amends_living"}
    if way.step is Step.LETTER:
        href = _to_letter(card)
    else:
        href = address(named.get(way.step, f"amends_{way.step.value}"), card.id)
    said = _said(card, Part(way.step.value)) if way.step.value in list(Part) else []
    if way.step is Step.LETTER:
        said = [("", f"{one.title} · {STAGES[one.stage]}".strip(" ·")) for one in card.letters]
    return Shown(way, words.STEPS[way.step], words.STANDS[way.stand], href, why, said)


def _to_letter(card: Card) -> str:
    """Its letter; none yet, the page to begin one that belongs to it."""
    if card.letters:
        return address("amends_letter", card.letters[0].id)
    return f"{reverse('amends_letter_begin')}?amends={card.id}"


def _said(card: Card, part: Part) -> list[tuple[Any, str]]:
    more = {
        Part.WISH: [("", str(words.WISHES[card.wish]))],
        Part.KIND: [("", str(words.KINDS[card.kind]))] if card.kind else [],
        Part.REVIEW: [("", str(words.REVIEWERS[card.reviewed_by]))] if card.reviewed_by else [],
    }
    texts = [(words.TEXTS[name], card.said[name]) for name in TEXTS[part] if card.said[name]]
    return (more.get(part, []) if part in card.written else []) + texts


def _paid(card: Card) -> dict[str, Any] | None:
    if card.money is None:
        return None
    money = card.money
    return {"paid": money_said(money.paid, money.currency), "owed": money_said(money.owed, money.currency)}


@own_space
def write(request: SignedInRequest, amends: UUID, part: Part) -> HttpResponse:
    """Write one part, or change it. Changed in another tab meanwhile, both texts are shown and nothing is lost."""
    card, there_now = standing(request, amends), None
    if part is Part.WISH and card.facts.is_child and part not in card.written:
        return redirect("amends", amends)
    form = FORMS[part](request.POST or None, initial=FORMS[part].of(card))
    if part is Part.DID:
        del form.fields["harms"]
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.write(by=request.viewer, amends=amends, version=version, wanted=form.wanted())
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            there_now = _said(card, part)
            form.data = request.POST.copy()
            form.data["version"] = str(card.version)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("amends", amends)
    page = {
        "form": form,
        "card": card,
        "there_now": there_now,
        "title": words.PARTS[part],
        "lead": words.LEADS[part],
        "goes_on": goes_on(card) if part is Part.REVIEW else "",
    }
    return render(request, "amends/write.html", page, status=200 if there_now is None else 409)


@own_space
@require_safe
def screen(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """The answers so far, what they turn off, and the way on."""
    card = standing(request, amends)
    answered = card.screen.answers
    asked = [
        (words.QUESTIONS[one], words.ANSWERS[answered[one]] if one in answered else "", one.value)
        for one in card.screen.asked
    ]
    following = next(iter(card.screen.unanswered), None)
    page = {
        "card": card,
        "asked": asked,
        "following": following.value if following else "",
        "why": words.reasons(card.verdict),
        "goes_on": goes_on(card),
        "is_held": bool(card.screen.yeses or card.screen.doubts or card.screen.known),
    }
    return render(request, "amends/screen.html", page)


@own_space
def question(request: SignedInRequest, amends: UUID, question: str) -> HttpResponse:
    """One question of the screen, and then the next that is open."""
    card = standing(request, amends)
    if question not in list(Question):
        raise Http404
    asked = Question(question)
    if asked in card.screen.known:
        return redirect("amends_screen", amends)
    given = card.screen.answers.get(asked)
    there = given.value if given else ""
    form = ScreenForm(request.POST or None, initial={"answer": there, "was": there})
    form.fields["answer"].label = words.QUESTIONS[asked]
    is_other = request.method == "POST" and request.POST.get("was", there) != there
    if is_other:
        form.data = {**request.POST.dict(), "was": there}
    elif request.method == "POST" and form.is_valid():
        actions.answer_screen(by=request.viewer, amends=amends, question=asked, answer=form.given())
        left = [one for one in card.screen.unanswered if one is not asked]
        return redirect("amends_question", amends, left[0].value) if left else redirect("amends_screen", amends)
    all_asked = card.screen.asked
    page = {"form": form, "card": card, "number": all_asked.index(asked) + 1, "all": len(all_asked)}
    page["there_now"] = words.ANSWERS[given] if is_other and given else ""
    return render(request, "amends/question.html", page, status=409 if is_other else 200)


@own_space
def take_out(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """Ask first, then take it out of every list; it can be put back."""
    card = q.amends(request.viewer, amends)
    if request.method != "POST":
        return render(request, "amends/remove.html", {"card": card})
    actions.remove(by=request.viewer, amends=amends)
    messages.success(request, gettext("Removed."), reverse("amends_put_back", args=[amends]))
    return redirect("amends_list")


@own_space
@require_POST
def bring_back(request: SignedInRequest, amends: UUID) -> HttpResponse:
    """Put a removed one back."""
    actions.put_back(by=request.viewer, amends=amends)
    messages.success(request, gettext("It is back."))
    return redirect("amends", amends)


def goes_on(card: Card) -> str:
    """When an amends that a "not sure" holds can go on; empty when none does."""
    doubts, day = set(card.screen.doubts), card.screen.answered_on
    said = []
    if doubts - NOT_BY_REVIEW and day is not None:
        if card.reviewed_on is not None or card.said["review_said"]:
            said += [
                gettext("You were not sure about something after your last talk, so it does not count for that.")
            ]
        when = {"day": date_format(day, "j F")}
        said += [
            gettext("It can go on when a counselor or sponsor looked at it with you on %(day)s or later.") % when,
            gettext("The same day counts too, after your answer. Then write down who it was, and when."),
        ]
    if doubts & NOT_BY_REVIEW:
        said += [gettext("About an order, their wish or a child no talk is enough: it waits until you know.")]
    return " ".join(said)


def name_of(card: Card) -> str:
    """Whom it is to, in a word."""
    return card.person.nickname if card.person else gettext("someone no longer in your circle")


def standing(request: SignedInRequest, amends: UUID) -> Card:
    """One that may be written in. Raises Http404 when it was removed, as for one not theirs."""
    card = q.amends(request.viewer, amends)
    if card.is_removed:
        raise Http404
    return card
