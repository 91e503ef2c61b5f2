"""Letters: all of them, one to read again, how it read before, letting it rest, and handing it over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.amends.actions import letters as actions
from mending.amends.actions.trouble import Refused
from mending.amends.queries import letters as q
from mending.amends.queries.letters import LetterCard
from mending.amends.rules.amends import How
from mending.amends.rules.composing import Hold, Stage, may_hand_over
from mending.amends.rules.letters import LetterKind
from mending.amends.web import letter_words as words
from mending.amends.web.composing import tell_danger
from mending.amends.web.letter_forms import AnswerForm, FinishForm, HandOverForm, tell
from mending.amends.web.words import reasons as reasons_of
from mending.circle.queries import names
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock

LONG_FROM = 8


@own_space
def overview(request: SignedInRequest) -> HttpResponse:
    """All letters, or those to one person; searched when asked. What is searched for is posted."""
    who, wanted = _id(request.GET.get("who", "")), request.POST.get("q", "")
    person = next((one for one in names(request.viewer) if one.id == who), None)
    if person or wanted or "all" in request.GET:
        found, has_more = q.letters(request.viewer, who=person.id if person else None, holds=wanted), False
    else:
        found, has_more = q.latest(request.viewer)
    page = {
        "rows": [(line, words.KINDS[line.kind], words.STAGES[line.stage]) for line in found],
        "person": person,
        "wanted": wanted,
        "has_more": has_more,
        "is_long": len(found) >= LONG_FROM or bool(wanted),
    }
    return render(request, "amends/letters.html", page)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@own_space
@require_safe
def letter(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """One letter as it reads, how far it has come, and what can be done next."""
    card = q.letter(request.viewer, letter)
    if not card.is_removed:
        tell_danger(request, card)
    return render(request, "amends/letter.html", _page(request, card))


def _page(request: SignedInRequest, card: LetterCard, finish: FinishForm | None = None) -> dict[str, Any]:
    verdict = q.verdict(request.viewer, card)
    is_letter_only = card.kind is LetterKind.NEVER_SENT
    return {
        "card": card,
        "kind": words.KINDS[card.kind],
        "stage": gettext("put away") if is_letter_only and card.stage is Stage.READY else words.STAGES[card.stage],
        "stage_code": card.stage.value,
        "is_never_sent": is_letter_only,
        "finish": finish or FinishForm(),
        "may_hand_over": may_hand_over(card.held, verdict),
        "reasons": reasons_of(verdict, words.WHYS) if not is_letter_only else [],
        "holds": [words.HOLDS[one] for one in card.held if one in (Hold.NOBODY, Hold.CLOSED)],
        "how": words.HOWS[card.delivered_how] if card.delivered_how else "",
        "versions": q.count_versions(request.viewer, card.id),
    }


@own_space
@require_safe
def aloud(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """The letter alone, large and in short lines, to be read aloud or printed."""
    card = _there(request, letter)
    lines = [part.strip() for part in card.written.text.split("\n")]
    return render(request, "amends/letter_aloud.html", {"card": card, "paragraphs": [one for one in lines if one]})


@own_space
def versions(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """How the letter read before. One of them can be brought back; how it reads now is kept first."""
    card = _there(request, letter)
    if request.method == "POST":
        return _bring_back(request, card)
    page = {"card": card, "versions": q.versions(request.viewer, letter), "may": card.stage is Stage.WRITING}
    return render(request, "amends/letter_versions.html", page)


def _bring_back(request: SignedInRequest, card: LetterCard) -> HttpResponse:
    number = request.POST.get("number", "")
    try:
        actions.bring_back_version(by=request.viewer, letter=card.id, number=_number(number))
    except Refused as refused:
        return _refused(request, card, refused)
    messages.success(request, gettext("It reads like that again. How it read before is kept too."))
    return redirect("amends_letter_write", card.id)


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 7:
        return int(text)
    raise Http404


@own_space
@require_POST
def finish(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """It is written. What can be handed over rests first."""
    card, form = _there(request, letter), FinishForm(request.POST)
    is_never_sent = card.kind is LetterKind.NEVER_SENT
    if not is_never_sent and not form.is_valid():
        return render(request, "amends/letter.html", _page(request, card, form))
    days = 0 if is_never_sent else form.cleaned_data["days"]
    try:
        actions.finish_letter(by=request.viewer, letter=letter, days=days)
    except Refused as refused:
        return _refused(request, card, refused)
    messages.success(request, words.CHANGED["kept" if is_never_sent else "ready"])
    return redirect("amends_letter", letter)


@own_space
@require_POST
def reopen(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """Go on writing."""
    actions.reopen_letter(by=request.viewer, letter=letter)
    messages.success(request, words.CHANGED["reopened"])
    return redirect("amends_letter_write", letter)


@own_space
@require_POST
def keep_to_myself(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """From now on it is a letter never to be sent."""
    actions.never_send(by=request.viewer, letter=letter)
    messages.success(request, gettext("It stays with you. That is a whole way too."))
    return redirect("amends_letter", letter)


@own_space
def hand_over(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """Write down that I handed it over myself. The page says why not, where it may not be."""
    card = _there(request, letter)
    form = HandOverForm(request.POST or None, initial={"on": clock.today(request.viewer.zone)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.hand_over_letter(
                by=request.viewer, letter=letter, how=How(data["how"]), on=data["on"], answer=data["answer"]
            )
        except Refused as refused:
            tell(form, refused.faults)
        else:
            undo = reverse("amends_letter_take_back", args=[letter])
            messages.success(request, words.CHANGED["delivered"], undo)
            return redirect("amends_letter", letter)
    verdict = q.verdict(request.viewer, card)
    reasons = [*(words.HOLDS[one] for one in card.held), *reasons_of(verdict, words.WHYS)]
    page = {"card": card, "form": form, "reasons": reasons, "may": not reasons}
    return render(request, "amends/letter_hand_over.html", page)


@own_space
@require_POST
def take_back(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """It was not handed over after all."""
    actions.take_back_handing_over(by=request.viewer, letter=letter)
    messages.success(request, gettext("Taken back. What you wrote waits in its place."))
    return redirect("amends_letter", letter)


@own_space
def answer(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """What they answered, whenever it came."""
    card = _there(request, letter)
    form = AnswerForm(request.POST or None, initial={"answer": card.answer})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_answer(by=request.viewer, letter=letter, answer=form.cleaned_data["answer"])
        except Refused as refused:
            tell(form, refused.faults)
        else:
            messages.success(request, gettext("Kept."))
            return redirect("amends_letter", letter)
    return render(request, "amends/letter_answer.html", {"card": card, "form": form})


@own_space
def remove(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """Ask first, then take it away; it can be put back."""
    card = q.letter(request.viewer, letter)
    if request.method != "POST":
        return render(request, "amends/letter_remove.html", {"card": card, "kind": words.KINDS[card.kind]})
    actions.remove_letter(by=request.viewer, letter=letter)
    messages.success(request, gettext("Removed."), reverse("amends_letter_put_back", args=[letter]))
    return redirect("amends_letters")


@own_space
@require_POST
def put_back(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """There again."""
    actions.put_back_letter(by=request.viewer, letter=letter)
    messages.success(request, gettext("It is back."))
    return redirect("amends_letter", letter)


def _there(request: SignedInRequest, letter: UUID) -> LetterCard:
    """One that was not removed. Raises Http404 otherwise, as for one not theirs."""
    card = q.letter(request.viewer, letter)
    if card.is_removed:
        raise Http404
    return card


def _refused(request: SignedInRequest, card: LetterCard, refused: Refused) -> HttpResponse:
    for fault in refused.faults:
        messages.error(request, words.FAULTS[fault])
    return redirect("amends_letter", card.id)
