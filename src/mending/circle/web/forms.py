"""The forms of the circle."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mending.circle.actions import Wished
from mending.circle.queries import RelationshipCard
from mending.circle.rules.people import NICKNAME_LENGTH, NOTE_LENGTH, Kind, Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State, day_fault
from mending.circle.web import words
from mending.foundation.text import one_line, tidy

_MOST = 2**31 - 1
NO_CONTACT_QUESTION = _("Is there any order, or has either of you asked, not to be in contact?")
DAY_FAULTS = {
    "future": _("This day is still to come. Please choose today or a day before."),
    "too_early": _("This day is too long ago. Please look at the year again."),
}


def _no_contact_field(answers: Iterable[NoContact] = tuple(NoContact)) -> forms.TypedChoiceField:
    # An empty value is "no", so the choices carry words of their own and "no" must be chosen like any other.
    offered = [answer for answer in words.NO_CONTACT if answer in set(answers)]
    return forms.TypedChoiceField(
        label=NO_CONTACT_QUESTION,
        help_text=_("With any yes it becomes no contact. What they asked, or an order, you cannot lift here."),
        choices=[(answer.value or "no", words.NO_CONTACT[answer]) for answer in offered],
        coerce=lambda value: NoContact("" if value == "no" else value),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose the answer that fits.")},
    )


def _ask_once_more(form: forms.Form, asked: str) -> None:
    """Have a block that is not the owner's to lift said twice: a wrong tap is found before, not undone after."""
    if form.data.get(form.add_prefix(asked)) in {answer.value for answer in NoContact if answer.binds}:
        form.fields["sure"] = forms.BooleanField(
            label=_("It is so. I know that I cannot undo this here, not even today"),
            error_messages={
                "required": _("Look once more, please. Tick this if it is so, or choose another answer above.")
            },
        )


class PortraitForm(forms.Form):
    """What is kept about someone."""

    nickname = forms.CharField(
        label=_("What do you call them?"),
        help_text=_("A nickname is enough. They are not told, and nobody is looked up."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": NICKNAME_LENGTH}),
        error_messages={"required": _("Please write a name, or any word you know them by.")},
    )
    kind = forms.TypedChoiceField(
        label=_("Who are they to you?"),
        help_text=_("For a child under 18 only the name, how close you are, and your note are kept."),
        choices=[("", _("Please choose")), *((kind.value, label) for kind, label in words.KINDS.items())],
        coerce=Kind,
        error_messages={"required": _("Please choose one.")},
    )
    closeness = forms.TypedChoiceField(
        label=_("How close are you now?"), choices=list(words.CLOSENESS.items()), coerce=int, initial=3
    )
    support = forms.TypedChoiceField(
        label=_("Do they help or hinder your recovery?"),
        choices=[(support.value, label) for support, label in words.SUPPORT.items()],
        coerce=lambda value: Support(int(value)),
        initial=Support.NEITHER.value,
    )
    uses_near_me = forms.TypedChoiceField(
        label=_("Do they use near you?"),
        choices=[(uses.value, label) for uses, label in words.USES_NEAR_ME.items()],
        coerce=UsesNearMe,
        initial=UsesNearMe.UNKNOWN.value,
    )
    wish = forms.TypedChoiceField(
        label=_("How close would you like to be?"),
        choices=[(wish.value, label) for wish, label in words.WISHES.items()],
        coerce=Wish,
        initial=Wish.SAME.value,
    )
    note = forms.CharField(
        label=_("A note, for you alone"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_nickname(self) -> str:
        return _not_too_long(one_line(self.cleaned_data["nickname"]), NICKNAME_LENGTH, needed=True)

    def clean_note(self) -> str:
        return _not_too_long(tidy(self.cleaned_data["note"]), NOTE_LENGTH)

    def portrait(self) -> Portrait:
        """What was filled in; only for a form that holds."""
        return Portrait(
            **{name: self.cleaned_data[name] for name in PortraitForm.base_fields if name in self.fields}
        )


class AddForm(PortraitForm):
    """Someone new, with the no-contact question."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    no_contact = _no_contact_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_once_more(self, "no_contact")
        self.order_fields(["nickname", "kind", "no_contact", "sure"])


OF_GROWN_UPS = ("support", "uses_near_me", "wish")
"""What is neither kept nor asked about a child under 18 (SAFETY A10)."""


class EditForm(PortraitForm):
    """What is kept about someone, changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=_MOST)

    def __init__(self, *args: Any, is_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_GROWN_UPS if is_child else ():
            del self.fields[name]


class StateForm(forms.Form):
    """A change of how a relationship stands."""

    on = forms.DateField(label=_("Since when?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Why, in your own words"),
        help_text=_("For you alone."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=_MOST)

    def __init__(
        self, *args: Any, to: State, today: date, answers: Iterable[NoContact] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.to, self._today = to, today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        if answers:
            self.fields["answer"] = _no_contact_field(answers)
            _ask_once_more(self, "answer")
            self.order_fields(["answer", "sure", "on", "reason"])
            if to is State.NO_CONTACT:
                self.fields["answer"].label, self.fields["answer"].help_text = _("Who set it?"), ""

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if fault := day_fault(day, self._today):
            raise ValidationError(DAY_FAULTS[fault])
        return day

    def clean_reason(self) -> str:
        return _not_too_long(tidy(self.cleaned_data["reason"]), NOTE_LENGTH)

    def wished(self) -> Wished:
        """The change that was asked for; only for a form that holds."""
        given = self.cleaned_data
        return Wished(self.to, given["on"], given.get("answer"), given["reason"])


class BlockEndedForm(StateForm):
    """A statement that the order, or the other person's wish, is over."""

    sure = forms.BooleanField(label=_("I am sure. It is true, and it is not only what I hope."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, to=State.PAUSED_BY_THEM)
        self.fields["on"].label = _("When did it end?")
        self.fields["reason"].label = _("How do you know?")
        self.fields["reason"].help_text = _("For example: the letter of the court, or who told you, and when.")
        self.fields["reason"].required = True

    def wished(self) -> Wished:
        given = self.cleaned_data
        return Wished(self.to, given["on"], reason=given["reason"], block_ended=True)


def portrait_values(card: RelationshipCard) -> dict[str, Any]:
    """What is kept about someone, as the values of its form."""
    portrait = card.portrait
    return {name: getattr(portrait, name) for name in PortraitForm.base_fields}


def _not_too_long(text: str, most: int, *, needed: bool = False) -> str:
    if needed and not text:
        raise ValidationError(_("Please write a name that can be seen."))
    if len(text) > most:
        raise ValidationError(_("This is too long by %(over)s letters."), params={"over": len(text) - most})
    return text
