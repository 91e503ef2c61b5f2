"""Forms of the promises room. They read what was typed; whether it can be done, the actions decide."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.circle.queries import Named
from mending.promises.queries.promises import PromiseCard
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from mending.promises.web.words import FAULTS, KINDS, OUTCOMES, REPEATS

MYSELF = "me"
ALL = "all"


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def a_day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A field for one day."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=DateInput(),
        error_messages={"invalid": _("This is not a day. Write it as year, month, day: 2026-05-31.")},
    )


class PromiseForm(forms.Form):
    """Making a promise, or changing one. `id` is the new row's, so that sending twice makes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=_("I promise to"),
        help_text=_("Small, and easy to see when it is done. For example: call Marta at six."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        error_messages={"required": FAULTS["words", "empty"]},
    )
    to = forms.ChoiceField(label=_("To"))
    kind = forms.ChoiceField(label=_("It is about"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    starts = a_day(_("Day"), _("The day it is due, or the first of them."))
    repeat = forms.ChoiceField(label=_("How often"), choices=list(REPEATS.items()))
    until = a_day(_("Last day"), _("Leave it empty when it has no end."), required=False)

    def offer(self, circle: Iterable[Named], keep: UUID | None = None) -> None:
        """Offer those it can be made to: nobody who is quiet, but for the one it was made to already."""
        names = [(str(one.id), one.nickname) for one in circle if not one.is_quiet or one.id == keep]
        self.fields["to"].choices = [(MYSELF, _("Myself")), *names]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        repeat = Repeat(data["repeat"])
        until = None if repeat is Repeat.ONCE else data["until"]
        to = None if data["to"] == MYSELF else UUID(data["to"])
        return Wanted(data["words"], to, Kind(data["kind"]), Schedule(data["starts"], repeat, until))

    @staticmethod
    def of(card: PromiseCard) -> dict[str, object]:
        """The form's first values for changing a promise."""
        return {
            "version": card.version,
            "words": card.words,
            "to": str(card.to or MYSELF),
            "kind": card.kind.value,
            "starts": card.schedule.starts,
            "repeat": card.schedule.repeat.value,
            "until": card.schedule.until,
        }


class AnswerForm(forms.Form):
    """How one day turned out."""

    OUTCOMES = tuple((outcome, name) for outcome, name in OUTCOMES.items() if outcome != Outcome.RENEGOTIATED)

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label=_("How did it turn out?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one of these.")},
    )
    note = forms.CharField(
        label=_("A note for yourself"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )


class SeveralForm(forms.Form):
    """The same answer to several open days."""

    day = forms.MultipleChoiceField(
        label=_("Which days"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the days this is about.")},
    )
    outcome = forms.ChoiceField(
        label=_("How did they turn out?"),
        choices=AnswerForm.OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one of these.")},
    )

    def offer(self, days: list[tuple[str, str]]) -> None:
        """Offer these days, as (key, words), and all of them in one tick."""
        self.fields["day"].choices = [(ALL, _("All of these days")), *days]  # type: ignore[attr-defined]


class RenegotiateForm(forms.Form):
    """Another day or other words, agreed before it was due."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What you agreed on"),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        error_messages={"required": FAULTS["words", "empty"]},
    )
    to_day = a_day(_("New day"))


class EndForm(forms.Form):
    """The last day of a promise that repeats."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = a_day(_("Last day"), _("The days up to then stay as they are."))
