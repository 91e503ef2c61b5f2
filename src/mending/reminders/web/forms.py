"""Forms of the reminders room."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.reminders.actions.outside import outside
from mending.reminders.queries.choices import ChoiceCard
from mending.reminders.rules.kinds import Channel, Kind, Plan
from mending.reminders.rules.times import Quiet
from mending.reminders.web import words


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def a_time(label: Any, hint: Any = "") -> forms.TimeField:
    """A field for a time of day, to the minute."""
    return forms.TimeField(
        label=label,
        help_text=hint,
        widget=TimeInput(),
        input_formats=["%H:%M"],
        error_messages={"invalid": _("This is not a time. Write it as hours and minutes: 20:30.")},
    )


class ChoiceForm(forms.Form):
    """How and when one kind comes. Which fields there are goes by the kind."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    channel = forms.ChoiceField(
        label=_("How"),
        choices=list(words.CHANNELS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one of these.")},
    )
    at = a_time(_("At"))
    weekday = forms.TypedChoiceField(label=_("Day"), choices=words.weekdays, coerce=int)
    lead = forms.TypedChoiceField(label=_("When"), choices=words.leads, coerce=int)

    def __init__(self, card: ChoiceCard, data: Any = None) -> None:
        plan = card.plan
        start = {"version": card.version, "channel": card.channel.value, "at": plan.at}
        super().__init__(data, initial={**start, "weekday": plan.weekday, "lead": plan.lead})
        if plan.weekday is None:
            del self.fields["weekday"]
        del self.fields["lead" if plan.lead is None else "at"]
        if outside().mail is None:
            channels = [(one, word) for one, word in words.CHANNELS.items() if one is not Channel.EMAIL]
            self.fields["channel"].choices = channels  # type: ignore[attr-defined]
        self._card = card

    def wanted(self) -> tuple[Channel, Plan]:
        """What was chosen, once the form is valid."""
        data, plan = self.cleaned_data, self._card.plan
        at: time = data.get("at", plan.at)
        return Channel(data["channel"]), Plan(at, data.get("weekday", plan.weekday), data.get("lead", plan.lead))


class QuietForm(forms.Form):
    """The hours in which nothing comes."""

    starts = a_time(_("Quiet from"))
    ends = a_time(_("Quiet until"), _("The same time twice means no quiet hours."))

    def wanted(self) -> Quiet:
        """What was chosen, once the form is valid."""
        return Quiet(self.cleaned_data["starts"], self.cleaned_data["ends"])


class AddressForm(forms.Form):
    """Where e-mail goes."""

    address = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Is this mailbox yours alone? Whoever reads it sees that a note came, not what it is about."),
        max_length=200,
        error_messages={
            "required": _("Write down an address."),
            "invalid": _("This is not an address yet. It looks like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        """Only letters that every mail server takes."""
        address = str(self.cleaned_data["address"])
        if not address.isascii():
            raise forms.ValidationError(self.fields["address"].error_messages["invalid"])
        return address


class CodeForm(forms.Form):
    """The code that went to the address."""

    code = forms.CharField(
        label=_("The six digits from the e-mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Write down the six digits.")},
    )

    def clean_code(self) -> str:
        """The digits, however they were set apart."""
        return "".join(str(self.cleaned_data["code"]).split())


class FeedForm(forms.Form):
    """What the calendar holds. `id` is the new feed's, so that sending twice makes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(
        label=_("What it holds"),
        choices=[(kind.value, words.KINDS[kind]) for kind in Kind],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one.")},
    )


class BrowserForm(forms.Form):
    """What a script sends for the browser it runs in."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
