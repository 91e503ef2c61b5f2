"""Before telling someone: three questions, a thought, no answer kept; and a note, for whoever wants one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mending.circle.actions import telling as actions
from mending.circle.actions.trouble import Conflict, Refused
from mending.circle.queries.telling import telling_note
from mending.circle.rules.telling import Said, Thought, thought
from mending.consent.web import SignedInRequest, own_space

_ANSWERS = [(Said.YES.value, _("Yes")), (Said.NO.value, _("No")), (Said.UNSURE.value, _("Not sure"))]
_OWE_NOBODY = _(
    "You owe nobody your story. Talk it over with someone who helps you, or with your counselor, first."
)
THOUGHTS = {
    Thought.TELL: (
        _("That speaks for telling them."),
        _("People who told someone close and on their side felt more sure of their recovery afterwards."),
        _("Choose the time yourself, somewhere quiet. Say as much as you like, and stop where you like."),
    ),
    Thought.SMALL_FIRST: (
        _("Perhaps something small first."),
        _("Not all of it speaks for telling them yet. You can find out without saying everything."),
        _("Tell one small true thing, and see what they do with it. More can come later; nothing can be untold."),
    ),
    Thought.USED_TOGETHER: (
        _("That speaks against telling them now."),
        _("People who told someone they had used with felt less sure of their recovery afterwards."),
        _OWE_NOBODY,
    ),
    Thought.NO_SUPPORT: (
        _("That speaks against telling them now."),
        _("They are not on the side of your recovery. Someone who is makes a better first choice."),
        _OWE_NOBODY,
    ),
}


_REFUSED = {
    "missing": _("Write a word or two, or go back."),
    "too-long": _("This is too long. Leave out a little."),
}


def _question(words: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=words,
        choices=_ANSWERS,
        coerce=Said,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one of these.")},
    )


class TellingForm(forms.Form):
    """About somebody whose name is not asked."""

    close = _question(_("Are you close?"))
    supportive = _question(_("Are they on the side of your recovery?"))
    used_together = _question(_("Did you ever use together?"))


class NoteForm(forms.Form):
    """Own words about it."""

    note = forms.CharField(
        label=_("A note, for you alone"),
        help_text=_("For example how you would begin, or why not now."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


@own_space
def telling(request: SignedInRequest) -> HttpResponse:
    """The questions, and what the answers speak for. It is worked out and forgotten."""
    form = TellingForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = THOUGHTS[thought(**form.cleaned_data)]
    page = {"form": form, "found": found, "noted": telling_note(request.viewer)}
    return render(request, "circle/telling.html", page)


@own_space
def note(request: SignedInRequest) -> HttpResponse:
    """Write the note or change it. When another tab came first, both are shown."""
    noted, other = telling_note(request.viewer), False
    start = {"note": noted.words, "version": noted.version}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        words, version = form.cleaned_data["note"], form.cleaned_data["version"]
        try:
            actions.write_telling_note(by=request.viewer, words=words, version=version)
        except Refused as refused:
            form.add_error("note", _REFUSED[refused.faults[0][1]])
        except Conflict:
            other, form.data = True, {**request.POST.dict(), "version": noted.version}
        else:
            messages.success(request, gettext("Your note is kept."), reverse("telling_note_remove"))
            return redirect("telling")
    page = {"form": form, "noted": noted, "other": other}
    return render(request, "circle/telling_note.html", page, status=409 if other else 200)


@own_space
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    """Away with the note; it can be undone."""
    actions.remove_telling_note(by=request.viewer)
    messages.success(request, gettext("The note is gone."), reverse("telling_note_put_back"))
    return redirect("telling")


@own_space
@require_POST
def put_back(request: SignedInRequest) -> HttpResponse:
    """Undo the removal."""
    actions.put_back_telling_note(by=request.viewer)
    messages.success(request, gettext("It is back."))
    return redirect("telling")
