"""The page of reminders: what comes, when and how; quiet hours; stopping all; trying one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mending.consent.web import SignedInRequest, own_space
from mending.reminders.actions import choosing, stopping
from mending.reminders.actions.outside import outside
from mending.reminders.actions.trouble import Conflict, Refused
from mending.reminders.queries import choices as q
from mending.reminders.rules.kinds import Channel
from mending.reminders.web import words
from mending.reminders.web.day import strip
from mending.reminders.web.forms import ChoiceForm, QuietForm


@own_space
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Everything at a glance."""
    viewer = request.viewer
    cards, reach, quiet = q.choices(viewer), q.reach(viewer), q.quiet_of(viewer)
    context = {
        "lines": [(card, words.KINDS[card.kind], words.when(card)) for card in cards],
        "any_on": any(card.is_on for card in cards),
        "reach": reach,
        "sends_mail": outside().mail is not None,
        "quiet": quiet,
        "strip": strip(cards, quiet),
        "lately": [_told(one) for one in q.lately(viewer)],
    }
    return render(request, "reminders/overview.html", context)


def _told(one: q.Sending) -> dict[str, Any]:
    tag = words.TAGS.get(one.state, "")
    return {"title": words.TITLES[one.kind], "at": one.due_at, "said": words.STATES[one.state], "tag": tag}


@own_space
def edit(request: SignedInRequest, kind: str) -> HttpResponse:
    """How and when one kind comes."""
    card = q.choice(request.viewer, kind)
    form, other = ChoiceForm(card, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        channel, plan = form.wanted()
        version = form.cleaned_data["version"]
        try:
            choosing.choose(by=request.viewer, kind=card.kind, channel=channel, plan=plan, version=version)
        except Refused as refused:
            tell(form, refused)
        except Conflict:
            other = words.when(card)
            form.data = {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Saved."))
            return redirect("reminders")
    context = {
        "card": card,
        "title": words.KINDS[card.kind],
        "about": words.ABOUT[card.kind],
        "form": form,
        "other": other,
        "reach": q.reach(request.viewer),
        "sends_mail": outside().mail is not None,
    }
    return render(request, "reminders/kind.html", context)


@own_space
def quiet_hours(request: SignedInRequest) -> HttpResponse:
    """The hours in which nothing comes."""
    kept = q.quiet_of(request.viewer)
    form = QuietForm(request.POST or None, initial={"starts": kept.starts, "ends": kept.ends})
    if request.method == "POST" and form.is_valid():
        try:
            choosing.keep_quiet(by=request.viewer, quiet=form.wanted())
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("reminders")
    return render(request, "reminders/quiet.html", {"form": form})


@own_space
@require_POST
def stop_all(request: SignedInRequest) -> HttpResponse:
    """Stop everything, in one tap."""
    stopping.stop_all(by=request.viewer)
    messages.success(request, gettext("All of them are off."), reverse("reminders_resume"))
    return redirect("reminders")


@own_space
@require_POST
def resume(request: SignedInRequest) -> HttpResponse:
    """Take that back."""
    stopping.resume(by=request.viewer)
    messages.success(request, gettext("They come again as before."))
    return redirect("reminders")


@own_space
@require_POST
def try_now(request: SignedInRequest) -> HttpResponse:
    """Let one go out now. The clock sends it: no page waits for the world outside."""
    channel = Channel.EMAIL if request.POST.get("channel") == Channel.EMAIL else Channel.PUSH
    try:
        choosing.try_now(by=request.viewer, channel=channel)
    except Refused as refused:
        messages.warning(request, words.faults(refused.faults)[0][1])
    else:
        messages.success(request, gettext("It is on its way. It may take a moment."))
    return redirect("reminders")


def tell(form: Any, refused: Refused) -> None:
    """Put why it cannot be done beside the fields. For this room's views."""
    for field, sentence in words.faults(refused.faults):
        form.add_error(field, sentence)
