"""One contact that was logged: who began it, changing it, taking it back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mending.circle.actions import contacts as actions
from mending.circle.actions.trouble import Conflict, NotThen
from mending.circle.queries import contacts as q
from mending.circle.rules.contacts import How, Started
from mending.circle.web import words
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock

_MOST = 2**31 - 1
_PICK = {"required": _("Pick one of these."), "invalid_choice": _("Pick one of these.")}


class LoggedForm(forms.Form):
    """What is written about a contact."""

    on = forms.DateField(
        label=_("Which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pick a day."), "invalid": words.NO_DAY},
    )
    how = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=[(how.value, called) for how, called in words.HOWS.items()],
        coerce=How,
        widget=forms.RadioSelect,
        error_messages=_PICK,
    )
    started = forms.TypedChoiceField(
        label=_("Who began it?"),
        choices=[(one.value, called) for one, called in words.STARTERS.items()],
        coerce=Started,
        widget=forms.RadioSelect,
        error_messages=_PICK,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=_MOST)


@own_space
def contact(request: SignedInRequest, contact: UUID) -> HttpResponse:
    """Just logged: who began it? May be left as it is."""
    card = q.contact(request.viewer, contact)
    started = request.POST.get("started", "")
    if request.method == "POST" and started in {one.value for one in Started}:
        actions.say_who_started(by=request.viewer, contact=contact, started=Started(started))
        messages.success(request, gettext("Noted."))
        return redirect("contact_log")
    starters = [(one.value, called, one is card.started) for one, called in words.STARTERS.items()]
    page = {"card": card, "how": words.HOWS[card.how], "starters": starters}
    return render(request, "circle/contact.html", page)


@own_space
def edit(request: SignedInRequest, contact: UUID) -> HttpResponse:
    """Change the day, how it was and who began it. When another tab came first, both are shown."""
    card, other = q.contact(request.viewer, contact), False
    start = {"on": card.on, "how": card.how.value, "started": card.started.value, "version": card.version}
    form = LoggedForm(request.POST if request.method == "POST" else None, initial=start)
    form.fields["on"].widget.attrs["max"] = clock.today(request.viewer.zone).isoformat()
    if form.is_valid():
        try:
            actions.change_contact(by=request.viewer, contact=contact, **form.cleaned_data)
        except NotThen as refused:
            form.add_error("on", words.CONTACT_FAULTS[refused.code])
        except Conflict:
            other, form.data = True, {**request.POST.dict(), "version": card.version}
        else:
            messages.success(request, gettext("Changed."))
            return redirect("contact_log")
    page = {"form": form, "card": card, "other": other, **_called(card)}
    return render(request, "circle/contact_edit.html", page, status=409 if other else 200)


def _called(card: q.ContactCard) -> dict[str, object]:
    return {"how": words.HOWS[card.how], "started": words.STARTERS[card.started]}


@own_space
@require_POST
def take_back(request: SignedInRequest, contact: UUID) -> HttpResponse:
    """Undo."""
    actions.take_back_contact(by=request.viewer, contact=contact)
    messages.success(request, gettext("Taken back."), reverse("contact_put_back", args=[contact]))
    return redirect("contact_log")


@own_space
@require_POST
def put_back(request: SignedInRequest, contact: UUID) -> HttpResponse:
    """Undo the undoing."""
    actions.put_back_contact(by=request.viewer, contact=contact)
    messages.success(request, gettext("It is back."))
    return redirect("contact_log")
