"""Forms for what a person chooses for their own Mending."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mending.accounts.rules.choices import APP_ICONS, APP_NAMES, LANGUAGES, OWN_WORDS, OWN_WORDS_LONGEST, THEMES
from mending.accounts.rules.lock import LONGEST, MINUTES, is_code, is_guessable
from mending.accounts.web import words
from mending.accounts.web.countries import COUNTRIES
from mending.accounts.web.forms.entering import name_field, zone_choices
from mending.accounts.web.house import house
from mending.foundation.text import one_line

OTHER = "other"
NONE = ""


class Place(forms.Form):
    """Language, time zone, country."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, words.LANGUAGES[code]) for code in LANGUAGES]
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("A day begins and ends where you live.")
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Its help lines are shown first."),
        choices=[("", _("Another country")), *COUNTRIES.items()],
    )


class Face(forms.Form):
    """Colours, and the name and icon the app goes by."""

    theme = forms.ChoiceField(
        label=_("Colours"), widget=forms.RadioSelect, choices=[(code, words.THEMES[code]) for code in THEMES]
    )
    app_name = forms.ChoiceField(label=_("Name of the app"), widget=forms.RadioSelect, choices=())
    app_icon = forms.ChoiceField(
        label=_("Icon"), widget=forms.RadioSelect, choices=[(code, words.APP_ICONS[code]) for code in APP_ICONS]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(code, words.APP_NAMES.get(code, house().name)) for code in APP_NAMES]
        self.fields["app_name"].choices = names  # type: ignore[attr-defined]


class OwnWords(forms.Form):
    """A word for one's own time, one of those offered or one's own."""

    chosen = forms.ChoiceField(
        label=_("My word"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (NONE, _("None: show no time")),
            *((word, word) for word in OWN_WORDS),
            (OTHER, _("My own words:")),
        ],
    )
    own = forms.CharField(label=_("My own words"), required=False, max_length=OWN_WORDS_LONGEST)

    @classmethod
    def showing(cls, kept: str) -> dict[str, str]:
        """What to fill in for the words that are kept."""
        return {"chosen": kept} if kept in (NONE, *OWN_WORDS) else {"chosen": OTHER, "own": kept}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("chosen") == OTHER and not one_line(typed.get("own", "")):
            self.add_error("own", gettext("Please write your words, or choose one above."))
        return typed

    @property
    def words(self) -> str:
        chosen: str = self.cleaned_data["chosen"]
        return one_line(self.cleaned_data["own"]) if chosen == OTHER else chosen


def code_field(label: Any, **kwargs: Any) -> forms.CharField:
    """The short code of the lock."""
    attributes = {"autocomplete": "off", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.PasswordInput(attributes), **kwargs)


class Lock(forms.Form):
    """After how long it locks, and the code that opens it."""

    minutes = forms.TypedChoiceField(label=_("Lock after"), coerce=int, choices=())
    code = code_field(_("Code"), help_text=_("Four to eight digits. Not the code of your phone."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            (each, ngettext("%(count)d minute", "%(count)d minutes", each) % {"count": each}) for each in MINUTES
        ]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_code(code):
            raise ValidationError(gettext("Please use four to eight digits."))
        if is_guessable(code):
            raise ValidationError(gettext("This code is easy to guess. Please mix the digits more."))
        return code


class Unlock(forms.Form):
    """The code that opens the lock."""

    code = code_field(_("Code"))


class NewName(forms.Form):
    """Another name to sign in with."""

    name = name_field(label=_("Name to sign in with"))

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(gettext("Please write a name."))
        return name


class PasskeyName(forms.Form):
    """What to call a passkey."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=40)

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(gettext("Please write a name."))
        return name


class NewPasskey(PasskeyName):
    """A passkey as a browser made it."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)


class AddApp(forms.Form):
    """The first code of an authenticator app, and the sealed secret it was made from."""

    secret = forms.CharField(max_length=400, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("The code your app shows now"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
