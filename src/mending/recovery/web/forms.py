"""Forms of this room. They read what was typed; whether it can be done, the actions decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.recovery.actions.returns import REFLECTION_MOST, Lookback, ReturnWanted
from mending.recovery.actions.times import TimeWanted
from mending.recovery.queries.times import LookbackCard, ReturnCard, TimeCard
from mending.recovery.rules.times import NAME_MOST, Kind, Return
from mending.recovery.rules.windows import Event
from mending.recovery.web.words import KINDS, name_of

ALL_TIMES = "all"
KEEP, NEW = "keep", "new"
_MOST = 2**31 - 1


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
        error_messages={
            "invalid": _("This is not a day. Write it as year, month, day: 2026-05-31."),
            "required": _("Pick a day. It need not be exact."),
        },
    )


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_MOST)


class TimeForm(forms.Form):
    """A time to keep. `id` is the new row's, so that sending twice keeps one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = _version()
    kind = forms.TypedChoiceField(
        label=_("What is it about?"), choices=list(KINDS.items()), coerce=Kind, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("In your words. For example: steady, on my medication. Only you see it."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": NAME_MOST}),
    )
    starts_on = a_day(_("Since when?"), _("Any day up to today. It need not be exact, and you can change it."))

    def wanted(self) -> TimeWanted:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return TimeWanted(data["kind"], data["name"], data["starts_on"])

    @staticmethod
    def of(card: TimeCard) -> dict[str, object]:
        """The form's first values for changing a time."""
        return {
            "id": card.id,
            "version": card.version,
            "kind": card.kind.value,
            "name": card.name,
            "starts_on": card.starts_on,
        }


class ReturnForm(forms.Form):
    """A return to use. Nothing in it must be filled in."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    version = _version()
    on = a_day(_("Which day was it?"), _("Leave it empty if you like."), required=False)
    until = a_day(_("If it was several days: the last one"), required=False)
    time = forms.ChoiceField(label=_("Which of your times is it about?"), widget=forms.RadioSelect, required=False)
    fresh = forms.ChoiceField(
        label=_("And your start?"),
        help_text=_("Either way, the days before stay yours."),
        choices=[(KEEP, _("Keep my start as it is")), (NEW, _("Set a new start"))],
        initial=KEEP,
        required=False,
        widget=forms.RadioSelect,
    )
    new_start = a_day(_("The day of the new start"), _("Empty means today."), required=False)

    def offer(self, times: Iterable[TimeCard]) -> None:
        """Offer the times it may be about; with one or none there is nothing to ask."""
        names = [(str(one.id), name_of(one)) for one in times]
        if len(names) > 1:
            self.fields["time"].choices = [(ALL_TIMES, _("All of them")), *names]  # type: ignore[attr-defined]
            self.fields["time"].initial = ALL_TIMES
        else:
            del self.fields["time"]

    def wanted(self, today: date) -> ReturnWanted:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        new_start = (data["new_start"] or today) if data["fresh"] == NEW else None
        time = data.get("time") or ALL_TIMES
        return ReturnWanted(
            Return(data["on"], data["until"], new_start), None if time == ALL_TIMES else UUID(time)
        )

    @staticmethod
    def of(card: ReturnCard) -> dict[str, object]:
        """The form's first values for changing a return to use."""
        return {
            "id": card.id,
            "version": card.version,
            "on": card.days.on,
            "until": card.days.until,
            "time": str(card.time or ALL_TIMES),
            "fresh": NEW if card.days.new_start else KEEP,
            "new_start": card.days.new_start,
        }


class LookbackForm(forms.Form):
    """Looking back. Every part may stay empty."""

    version = _version()
    before = forms.CharField(
        label=_("What came before it?"),
        help_text=_("The hours or days. Where, with whom, what was going on in you."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REFLECTION_MOST}),
    )
    helped = forms.CharField(
        label=_("What helped, even a little?"),
        help_text=_("Then, or since. Coming back here counts."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REFLECTION_MOST}),
    )
    worked = forms.CharField(
        label=_("What worked before, in other hard hours?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": REFLECTION_MOST}),
    )
    next_step = forms.CharField(
        label=_("What is the next smallest step?"),
        help_text=_("So small that you can do it today."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": REFLECTION_MOST}),
    )

    def said(self) -> Lookback:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return Lookback(data["before"], data["helped"], data["worked"], data["next_step"])

    @staticmethod
    def of(card: LookbackCard) -> dict[str, object]:
        """The form's first values."""
        return {
            "version": card.version,
            "before": card.before,
            "helped": card.helped,
            "worked": card.worked,
            "next_step": card.next_step,
        }


class EventForm(forms.Form):
    """Something after which a body can take less."""

    event = forms.TypedChoiceField(
        label=_("What happened?"),
        coerce=Event,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick what fits best.")},
    )
    on = a_day(_("When?"), _("The day you came out, or the last day of it."))

    def offer(self, names: Iterable[tuple[Event, str]]) -> None:
        """Offer these events in the person's voice. A return to use has a way of its own."""
        offered = [(event.value, name) for event, name in names if event is not Event.RETURN]
        self.fields["event"].choices = offered  # type: ignore[attr-defined]
