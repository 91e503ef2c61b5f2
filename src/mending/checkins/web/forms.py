"""Forms of this room. They read what was typed; whether it can be done, the actions decide."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.checkins.queries.daily import CheckInCard
from mending.checkins.queries.weekly import ReviewCard
from mending.checkins.rules.questions import NOTE_MOST, Answers, Question
from mending.checkins.rules.signs import SIGN_MOST
from mending.checkins.rules.weekly import LINE_MOST, Item, Looked
from mending.checkins.web import words


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **more: Any) -> None:
        super().__init__(format="%Y-%m-%d", **more)


class CheckInForm(forms.Form):
    """A day. `id` is the new row's, so that sending twice writes one; `seen` the one it stands instead of."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(
        widget=forms.HiddenInput, error_messages={"invalid": _("This is not a day. Pick one again.")}
    )
    note = forms.CharField(
        label=_("A line for yourself"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": NOTE_MOST}),
    )

    def __init__(self, *args: Any, asked: Iterable[Question], **more: Any) -> None:
        """`asked` are the questions of this form, in their order."""
        super().__init__(*args, **more)
        self.asked = tuple(asked)
        for question in self.asked:
            self.fields[question.value] = forms.ChoiceField(
                label=words.ASKED[question],
                choices=words.choices(question),
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(["id", "seen", "day", *(question.value for question in self.asked), "note"])

    def answers(self) -> Answers:
        """What was answered, once the form is valid."""
        return {
            question: int(self.cleaned_data[question.value])
            for question in self.asked
            if self.cleaned_data.get(question.value)
        }

    @staticmethod
    def of(card: CheckInCard) -> dict[str, object]:
        """The form's first values for changing a check-in."""
        return {"seen": card.id, "note": card.note, **{q.value: str(n) for q, n in card.answers.items()}}


class OtherDayForm(forms.Form):
    """Which day to write down."""

    day = forms.DateField(
        label=_("Another day"),
        widget=DateInput(),
        error_messages={"invalid": _("This is not a day. Write it as year, month, day: 2026-05-31.")},
    )


class ChoiceForm(forms.Form):
    """What is asked, and when."""

    questions = forms.MultipleChoiceField(
        label=_("What shall we ask?"),
        help_text=_("Few is easier to keep up. You can skip any of them on any day."),
        choices=[(question.value, name) for question, name in words.NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one.")},
    )
    at = forms.TimeField(
        label=_("At what time of day?"),
        help_text=_("Nothing comes by itself: a reminder is a choice of its own."),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("This is not a time. Write it like 20:30.")},
    )


class SignForm(forms.Form):
    """A warning sign. `id` is the new row's, so that sending twice writes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    words = forms.CharField(
        label=_("A sign, in your own words"),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": SIGN_MOST}),
        error_messages={"required": _("Write a few words.")},
    )


class ReviewForm(forms.Form):
    """A week. `id` is the new row's, so that sending twice writes one; `seen` the one it stands instead of."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    week = forms.DateField(widget=forms.HiddenInput, error_messages={"invalid": _("Open this page again.")})
    note = forms.CharField(
        label=_("What I take into next week"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LINE_MOST}),
    )

    def __init__(self, *args: Any, asked: Mapping[Item, Any], **more: Any) -> None:
        """`asked` are the items in their words."""
        super().__init__(*args, **more)
        for item in Item:
            self.fields[item.value] = forms.ChoiceField(
                label=asked[item],
                choices=[(str(number), said) for number, said in enumerate(words.ANSWERS)],
                required=False,
                widget=forms.RadioSelect,
            )

    def looked(self) -> Looked:
        """What was answered, once the form is valid."""
        return {item: int(self.cleaned_data[item.value]) for item in Item if self.cleaned_data.get(item.value)}

    @staticmethod
    def of(card: ReviewCard) -> dict[str, object]:
        """The form's first values for changing a review."""
        return {"seen": card.id, "note": card.note, **{item.value: str(n) for item, n in card.looked.items()}}
