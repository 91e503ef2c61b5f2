"""Before telling someone: three questions, a thought, and nothing kept."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

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


@own_space
def telling(request: SignedInRequest) -> HttpResponse:
    """The questions, and what the answers speak for. It is worked out and forgotten."""
    form = TellingForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = THOUGHTS[thought(**form.cleaned_data)]
    return render(request, "circle/telling.html", {"form": form, "found": found})
