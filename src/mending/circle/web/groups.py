"""Groups and meetings: when the next one is, and “I went”."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mending.circle.actions import groups as actions
from mending.circle.actions.groups import GroupWanted
from mending.circle.actions.trouble import Conflict, NotThen, Refused
from mending.circle.queries import groups as q
from mending.circle.rules.groups import NAME_MOST, PLACE_MOST, Times
from mending.circle.web.words import CONTACT_FAULTS as DAY_FAULTS
from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id

DAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
NO_NAME = _("Give it a name. Any word that tells you which one it is.")
FAULTS = {
    ("name", "missing"): NO_NAME,
    ("name", "long"): _("This name is too long. A few words are enough."),
    ("place", "long"): _("This is too long to keep here. Keep the street or the link."),
    ("at", "missing"): _("At what time does it begin?"),
    ("at", "no-day"): _("On which day? Pick weekdays, or one day."),
    ("", "full"): _("This is as many as fit here. Remove one you no longer go to."),
}


class GroupForm(forms.Form):
    """What it is called, where it is, and when."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("What is it called?"),
        help_text=_("A name only you need to know. “Thursday group” is fine."),
        widget=forms.TextInput(attrs={"maxlength": NAME_MOST}),
        error_messages={"required": NO_NAME},
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which weekdays?"), choices=DAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    on = forms.DateField(
        label=_("On one day only"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Write it as year, month, day: 2026-05-31.")},
    )
    at = forms.TimeField(
        label=_("When does it begin?"),
        help_text=_("Leave the days and the time empty when there are none."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("This is not a time. Write it like 19:30.")},
    )
    place = forms.CharField(
        label=_("Where is it, or how do you join?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": PLACE_MOST}),
    )

    def wanted(self) -> GroupWanted:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        times = Times(frozenset(map(int, data["weekdays"])), data["on"], data["at"])
        return GroupWanted(data["name"], data["place"], times)

    def tell(self, refused: Refused) -> None:
        for field, code in refused.faults:
            self.add_error(field or None, FAULTS[field, code])


class WentForm(forms.Form):
    """Which day."""

    on = forms.DateField(
        label=_("I went on another day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("This is not a day. Write it as year, month, day: 2026-05-31."),
            "required": _("Which day was it?"),
        },
    )


@own_space
def groups(request: SignedInRequest) -> HttpResponse:
    """All of them, the soonest first; and a place to add one."""
    form = GroupForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        try:
            actions.add_group(by=request.viewer, id=id, wanted=form.wanted())
        except Refused as refused:
            form.tell(refused)
        else:
            messages.success(request, gettext("It is in your list."), reverse("group_remove", args=[id]))
            return redirect("groups")
    return render(request, "circle/groups.html", {"form": form, "groups": _told_all(request)})


def _told_all(request: SignedInRequest) -> list[tuple[q.GroupCard, str]]:
    return [(card, _when(card.times)) for card in q.groups(request.viewer)]


def _when(times: Times) -> str:
    """The weekdays in words; nothing for one day, which the page says as a date."""
    return ", ".join(str(name) for number, name in DAYS if int(number) in times.weekdays)


@own_space
def group(request: SignedInRequest, group: UUID) -> HttpResponse:
    """One group: when, where, the days one went; and saying so for another day."""
    card = q.group(request.viewer, group)
    form = WentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            actions.say_went(by=request.viewer, group=group, on=on)
        except NotThen as refused:
            form.add_error("on", DAY_FAULTS[refused.code])
        else:
            messages.success(request, gettext("Good that you went."), reverse("group_not_went", args=[group, on]))
            return redirect((request.POST.get("back") == "groups" and "groups") or reverse("group", args=[group]))
    page = {"card": card, "when": _when(card.times), "form": form, "went": card.went[:20]}
    return render(request, "circle/group.html", page)


@own_space
@require_POST
def not_went(request: SignedInRequest, group: UUID, on: date) -> HttpResponse:
    """Undo a day."""
    actions.take_back_went(by=request.viewer, group=group, on=on)
    messages.success(request, gettext("Taken back."))
    return redirect("group", group)


@own_space
def edit(request: SignedInRequest, group: UUID) -> HttpResponse:
    """Change one. When another tab changed it meanwhile, both are shown and nothing is lost."""
    card, other = q.group(request.viewer, group), None
    form = GroupForm(request.POST or None, initial=_start(card))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_group(by=request.viewer, group=group, version=version, wanted=form.wanted())
        except Refused as refused:
            form.tell(refused)
        except Conflict:
            other = card
            form.data = request.POST.copy()
            form.data["version"] = str(card.version)
        else:
            messages.success(request, gettext("Changed."))
            return redirect("group", group)
    page = {"form": form, "card": card, "other": other, "when": _when(card.times)}
    return render(request, "circle/group_edit.html", page)


def _start(card: q.GroupCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "version": card.version,
        "name": card.name,
        "place": card.place,
        "weekdays": [str(day) for day in card.times.weekdays],
        "on": card.times.on,
        "at": card.times.at,
    }


@own_space
@require_POST
def remove(request: SignedInRequest, group: UUID) -> HttpResponse:
    """Out of the list; it can be undone."""
    actions.remove_group(by=request.viewer, group=group)
    messages.success(request, gettext("It is out of your list."), reverse("group_put_back", args=[group]))
    return redirect("groups")


@own_space
@require_POST
def put_back(request: SignedInRequest, group: UUID) -> HttpResponse:
    """Back in the list."""
    actions.put_back_group(by=request.viewer, group=group)
    messages.success(request, gettext("It is back."))
    return redirect("groups")
