"""Writing a letter: the place to write in, the coach beside it, drafts as one types."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.amends.actions import letters as actions
from mending.amends.actions.trouble import Conflict, Refused
from mending.amends.queries import letters as q
from mending.amends.queries.amends import Card
from mending.amends.queries.amends import amends as amends_card
from mending.amends.queries.letters import LetterCard
from mending.amends.rules.composing import Stage, Written
from mending.amends.rules.letters import LetterKind
from mending.amends.web import letter_words as words
from mending.amends.web.coaching import dangers_in, panel
from mending.amends.web.letter_forms import BeginForm, WriteForm, tell
from mending.circle.queries import Named, names
from mending.coach.crisis import HELP_FIRST
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id

WAVED_MOST = 600
"""Characters of a mark's key: its label and the words it stands on."""


@own_space
def begin(request: SignedInRequest) -> HttpResponse:
    """Choose what it will be and to whom; then the writing place opens."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in list(LetterKind) else LetterKind.LETTER.value
    amends = _amends(request)
    if amends and amends.is_quiet and request.method != "POST":
        kind = LetterKind.NEVER_SENT.value
    who, of = (str(amends.who), str(amends.id)) if amends else (request.GET.get("who", ""), "")
    form = BeginForm(request.POST or None, initial={"id": new_id(), "kind": kind, "who": who, "amends": of})
    chosen = request.POST.get("kind", kind)
    people = [one for one in names(request.viewer) if amends is None or one.id == amends.who]
    form.offer(people, quiet_too=chosen == LetterKind.NEVER_SENT, nobody=amends is None)
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"] or new_id()
        try:
            actions.begin_letter(by=request.viewer, id=id, wanted=form.wanted())
        except Refused as refused:
            tell(form, refused.faults)
        else:
            return redirect("amends_letter_write", id)
    hints = [(words.KINDS[one], words.KIND_HINTS[one]) for one in LetterKind]
    page = {"form": form, "hints": hints, "amends": amends, "kept_from": _kept_from(form, people, chosen)}
    return render(request, "amends/letter_begin.html", page)


def _kept_from(form: BeginForm, people: list[Named], kind: str) -> Named | None:
    """Who was named but may only be written to in a letter never sent: the page says so, and picks nobody else."""
    who = form["who"].value()
    quiet = kind != LetterKind.NEVER_SENT
    return next((one for one in people if quiet and one.is_quiet and str(one.id) == who), None)


def _amends(request: SignedInRequest) -> Card | None:
    """The amends a letter is begun from; None when none is named. Raises Http404 for one not theirs."""
    named = request.POST.get("amends") or request.GET.get("amends")
    try:
        return amends_card(request.viewer, UUID(named)) if named else None
    except ValueError:
        return None


@own_space
def write(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """The writing place. Without scripts the coach reads on save; changed in another tab, both texts are shown."""
    card = q.letter(request.viewer, letter)
    if card.is_removed or card.stage is not Stage.WRITING:
        return redirect("amends_letter", letter)
    if request.method != "POST":
        return _page(request, card, _filled(card), card.written)
    form = WriteForm(request.POST, kind=card.kind)
    if not form.is_valid():
        return _page(request, card, form, card.written)
    written, version = form.written(), form.cleaned_data["version"] or 0
    try:
        actions.write_letter(by=request.viewer, letter=letter, version=version, written=written)
    except Refused as refused:
        tell(form, refused.faults)
        return _page(request, card, form, written)
    except Conflict:
        form.data = {**request.POST.dict(), "version": card.version}
        return _page(request, card, form, written, other=card)
    return _after(request, q.letter(request.viewer, letter), request.POST)


def _after(request: SignedInRequest, card: LetterCard, sent: Any) -> HttpResponse:
    """Where a saved letter leads: a mark waved away, on to the letter, or back to the writing place."""
    if mark := sent.get("wave", "")[:WAVED_MOST]:
        actions.wave_mark(by=request.viewer, letter=card.id, mark=mark)
        messages.success(request, gettext("That mark is gone, and stays gone in this letter."))
    elif sent.get("do") == "unwave":
        actions.unwave_marks(by=request.viewer, letter=card.id)
    elif sent.get("do") == "done":
        return redirect("amends_letter", card.id)
    else:
        messages.success(request, gettext("Kept."))
    return redirect("amends_letter_write", card.id)


def _filled(card: LetterCard) -> WriteForm:
    one = card.written
    return WriteForm(
        initial={
            "version": card.version,
            "title": one.title,
            "text": one.text,
            "forgiveness": one.forgiveness,
        },
        kind=card.kind,
    )


def _page(
    request: SignedInRequest,
    card: LetterCard,
    form: WriteForm,
    written: Written,
    other: LetterCard | None = None,
) -> HttpResponse:
    page = {
        "card": card,
        "form": form,
        "kind": words.KINDS[card.kind],
        "panel": panel(card, written),
        "other": other,
        "is_letter": card.kind is LetterKind.LETTER,
        "is_never_sent": card.kind is LetterKind.NEVER_SENT,
    }
    return render(request, "amends/compose.html", page, status=409 if other else 200)


@own_space
@require_POST
def draft(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """What a script sends while one types: kept as it is, and what the coach sees in it."""
    card = q.letter(request.viewer, letter)
    form = WriteForm(request.POST, kind=card.kind)
    if card.is_removed:
        raise Http404
    if not form.is_valid():
        return JsonResponse({"kept": False})
    written = form.written()
    seen = render_to_string("amends/coach_panel.html", {"panel": panel(card, written), "card": card}, request)
    told: dict[str, Any] = {"panel": seen}
    try:
        told["version"] = actions.write_letter(
            by=request.viewer, letter=letter, version=form.cleaned_data["version"] or 0, written=written
        )
    except Refused:
        return JsonResponse(told | {"kept": False})
    except Conflict:
        return JsonResponse(told | {"kept": False, "conflict": True}, status=409)
    return JsonResponse(told | {"kept": True})


draft.shows_help = True  # type: ignore[attr-defined]  # on the page one is typing in (SAFETY A5)


def tell_danger(request: SignedInRequest, card: LetterCard) -> None:
    """Help first when a letter that is opened again tells of danger (SAFETY A5)."""
    if codes := dangers_in(card.written):
        messages.error(request, codes, extra_tags=HELP_FIRST)
