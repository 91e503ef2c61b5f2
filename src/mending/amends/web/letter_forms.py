"""Forms of letters. They read what was typed; whether it can be kept, the actions decide."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mending.amends.rules.amends import How
from mending.amends.rules.composing import COOLING_DAYS, TEXT_MOST, TITLE_MOST, LetterWanted, Written
from mending.amends.rules.letters import LetterKind
from mending.amends.web import letter_words as words
from mending.circle.queries import Named

NOBODY = "nobody"


class BeginForm(forms.Form):
    """What kind of letter, and to whom. Who is quiet is offered for a letter never to be sent alone."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    amends = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What will it be?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words.KINDS[one]) for one in LetterKind],
        error_messages={"required": _("Pick one. You can change your mind later.")},
    )
    who = forms.ChoiceField(
        label=_("To whom?"),
        required=False,
        help_text=_("Mending sends nothing. You hand it over yourself, or never."),
        error_messages={"invalid_choice": words.FAULTS["who", "quiet"]},
    )
    title = forms.CharField(
        label=_("A title for you alone"),
        required=False,
        max_length=TITLE_MOST,
        error_messages={"max_length": words.FAULTS["title", "long"]},
    )

    def offer(self, circle: Iterable[Named], *, quiet_too: bool, nobody: bool = True) -> None:
        """Offer whom it can be to; nobody in particular too, unless it belongs to an amends."""
        people = [(str(one.id), one.nickname) for one in circle if quiet_too or not one.is_quiet]
        none = [(NOBODY, _("Nobody in particular"))] if nobody else []
        self.fields["who"].choices = [*none, *people]  # type: ignore[attr-defined]

    def wanted(self) -> LetterWanted:
        """What was chosen, once the form is valid."""
        data, who = self.cleaned_data, self.cleaned_data["who"]
        to = UUID(who) if who and who != NOBODY else None
        return LetterWanted(LetterKind(data["kind"]), to, data["amends"], data["title"])


class WriteForm(forms.Form):
    """The writing place."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("A title for you alone"), required=False, max_length=TITLE_MOST)
    text = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=TEXT_MOST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "maxlength": TEXT_MOST, "autocomplete": "off"}),
        error_messages={"max_length": words.FAULTS["text", "long"]},
    )
    forgiveness = forms.BooleanField(
        label=_("I want to ask for forgiveness"),
        required=False,
        help_text=_("Off unless you choose it: it asks something of them. A letter is whole without it."),
    )

    def __init__(self, *args: Any, kind: LetterKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is not LetterKind.LETTER:  # nothing else has forgiveness to ask for
            del self.fields["forgiveness"]

    def written(self) -> Written:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return Written(data["title"], data["text"].replace("\r\n", "\n"), data.get("forgiveness", False))


class FinishForm(forms.Form):
    """How long a letter rests before it may be handed over."""

    days = forms.TypedChoiceField(
        label=_("How long shall it rest?"),
        coerce=int,
        initial=3,
        choices=[(days, ngettext_lazy("%d day", "%d days") % days) for days in COOLING_DAYS],
        error_messages={
            "required": words.FAULTS["days", "choice"],
            "invalid_choice": words.FAULTS["days", "choice"],
        },
    )


class HandOverForm(forms.Form):
    """How and when it was handed over, and what came back."""

    how = forms.ChoiceField(
        label=_("How?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words.HOWS[one]) for one in How],
        error_messages={"required": _("Say how it reached them.")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Pick a day."),
            "invalid": _("This is not a day. Write it like 2026-05-31."),
        },
    )
    answer = forms.CharField(
        label=_("What did they answer?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
        help_text=_("A yes, a no, silence: each is theirs, and each is an answer. You can add it later."),
    )


class AnswerForm(forms.Form):
    """What they answered."""

    answer = forms.CharField(
        label=_("What did they answer?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 4000}),
        error_messages={"max_length": words.FAULTS["answer", "long"]},
    )


def tell(form: Any, faults: Iterable[tuple[str, str]]) -> None:
    """Say in the form why it was refused."""
    for field, code in faults:
        form.add_error(field if field in form.fields else None, words.FAULTS[field, code])
