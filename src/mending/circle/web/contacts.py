"""Contacts in two taps, staying in touch, and fewer contacts than usual."""

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mending.circle.actions import contacts as actions
from mending.circle.actions.trouble import NotThen
from mending.circle.queries import contacts as q
from mending.circle.queries import names, relationship
from mending.circle.rules.contacts import RHYTHMS, How
from mending.circle.web import words
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id

FIRST_SENTENCES = (
    _("Hi, I thought of you. How is your week?"),
    _("I have been quiet lately. Do you have ten minutes to talk?"),
    _("Shall we have a coffee? No reason, I would like to see you."),
)
# To nobody: whom it goes to is picked in the phone. The stray "&" is there for phones that ask for it.
_MESSAGE = "sms:?&body="
HARDLY, HALF = 0.25, 0.65  # up to which part of the usual a fall is called so


class ContactForm(forms.Form):
    """One tap: who and how. The day is today unless another was picked."""

    id = forms.UUIDField()
    who = forms.UUIDField()
    how = forms.ChoiceField(choices=[(how.value, how.value) for how in How])
    on = forms.DateField(error_messages={"invalid": _("This is not a day. Pick one again.")})


class DayForm(forms.Form):
    """Which day to log for."""

    on = forms.DateField(
        label=_("Another day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": words.NO_DAY},
    )


@own_space
def contact_log(request: SignedInRequest) -> HttpResponse:
    """Whom did I reach? One tap for each; and the last ones."""
    today = clock.today(request.viewer.zone)
    form, trouble = ContactForm(request.POST or None), ""
    if request.method == "POST":
        if form.is_valid():
            try:
                return _log(request, form.cleaned_data)
            except NotThen as refused:
                trouble = str(words.CONTACT_FAULTS[refused.code])
        else:
            trouble = gettext("Tap how it was, beside a name.")
    day = _day(request.GET.get("on", "") or request.POST.get("on", ""), today)
    return render(request, "circle/contacts.html", _page(request, day, today, trouble))


def _page(request: SignedInRequest, day: date, today: date, trouble: str) -> dict[str, Any]:
    people = [(one, new_id()) for one in names(request.viewer) if not one.is_quiet]
    return {
        "people": people,
        "hows": [(how.value, str(called)) for how, called in words.HOWS.items()],
        "day": day,
        "is_today": day == today,
        "nobody": q.said_nobody(request.viewer, day),
        "lately": [
            (card, words.HOWS[card.how], words.STARTERS[card.started]) for card in q.contacts(request.viewer)
        ],
        "other_day": DayForm(initial={"on": day}),
        "trouble": trouble,
    }


def _log(request: SignedInRequest, data: dict[str, Any]) -> HttpResponse:
    actions.log_contact(
        by=request.viewer, id=data["id"], relationship=data["who"], on=data["on"], how=How(data["how"])
    )
    messages.success(request, gettext("It is written down."), reverse("contact_take_back", args=[data["id"]]))
    if relationship(request.viewer, data["who"]).is_quiet:
        # Written without a network, before they became quiet: it is kept, and not brought up.
        return redirect("contact_log")
    return redirect("contact", data["id"])


@own_space
@require_POST
def nobody(request: SignedInRequest) -> HttpResponse:
    """A day with nobody in it; the second tap takes the mark away again."""
    on = _day(request.POST.get("on", ""), clock.today(request.viewer.zone))
    try:
        if q.said_nobody(request.viewer, on):
            actions.take_back_nobody(by=request.viewer, on=on)
            messages.success(request, gettext("The mark is gone."))
        else:
            actions.say_nobody(by=request.viewer, on=on)
            messages.success(request, gettext("Noted. Tomorrow is another day."))
    except NotThen as refused:
        messages.error(request, words.CONTACT_FAULTS[refused.code])
    return redirect("contact_log")


@own_space
@require_safe
def in_touch(request: SignedInRequest) -> HttpResponse:
    """Whom I wish to stay in touch with, and whom I am losing from sight."""
    today = clock.today(request.viewer.zone)
    found = q.in_touch(request.viewer, today)
    page = {
        "drifting": [_told(one) for one in found if one.is_drifting],
        "in_touch": [_told(one) for one in found if one.rhythm and not one.is_drifting],
        "others": [_told(one) for one in found if not one.rhythm],
        "rhythms": [(str(days), str(words.EVERY[days])) for days in RHYTHMS],
    }
    return render(request, "circle/in_touch.html", page)


def _told(one: q.Wished) -> dict[str, Any]:
    return {
        "card": one.card,
        "last": one.last,
        "rhythm": str(one.rhythm or ""),
        "every": words.EVERY[one.rhythm] if one.rhythm else "",
    }


@own_space
@require_POST
def rhythm(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """How often I wish to be in touch with someone."""
    card = relationship(request.viewer, relationship_id)
    wanted = request.POST.get("days", "")
    days = int(wanted) if wanted in {str(days) for days in RHYTHMS} else None
    if card.is_quiet or card.is_child:
        raise Http404
    actions.stay_in_touch(by=request.viewer, relationship=card.id, days=days)
    messages.success(request, gettext("Saved."))
    return redirect("stay_in_touch")


@own_space
def reach(request: SignedInRequest) -> HttpResponse:
    """Fewer contacts than usual: why it is said, whom one could reach, and with what words."""
    today = clock.today(request.viewer.zone)
    if request.method == "POST":
        return _answered(request)
    found = q.noticed(request.viewer, today)
    page = {
        "why": _why(found) if found else "",
        "people": q.to_reach(request.viewer),
        "sentences": [
            (str(sentence), f"{_MESSAGE}{quote(str(sentence), safe='')}") for sentence in FIRST_SENTENCES
        ],
        "is_on": q.is_watch_on(request.viewer),
    }
    return render(request, "circle/reach.html", page)


def _answered(request: SignedInRequest) -> HttpResponse:
    said = request.POST.get("said", "")
    if said == "later":
        actions.wave_away(by=request.viewer)
        messages.success(request, gettext("All right. Not for two weeks."))
        return redirect("today")
    actions.switch_watch(by=request.viewer, on=said == "on")
    messages.success(request, gettext("Saved."))
    return redirect("reach")


def _why(found: q.Noticed) -> str:
    """The reason: what is usual for this person, and how it was since."""
    usual = max(1, round(found.usual_per_week))
    told = ngettext(
        "You usually reach someone who helps you about once a week.",
        "You usually reach someone who helps you about %(n)s times a week.",
        usual,
    ) % {"n": usual}
    return f"{told} {_since(found)}"


def _since(found: q.Noticed) -> str:
    day, part = {"day": date_format(found.since, "j F")}, found.lately_per_week / max(0.1, found.usual_per_week)
    if part < HARDLY:
        return gettext("Since %(day)s it was hardly ever.") % day
    if part < HALF:
        return gettext("Since %(day)s it was about half as often.") % day
    return gettext("Since %(day)s it was less often.") % day


def _day(text: str, today: date) -> date:
    """The day in an address; today for anything that cannot be one."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today
