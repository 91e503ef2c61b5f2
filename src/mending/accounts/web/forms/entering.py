"""Forms for getting in: sign in, sign up, back in, and showing again who is there."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mending.accounts.queries import find
from mending.accounts.rules import NAME_LONGEST, too_like
from mending.accounts.rules.choices import zones
from mending.accounts.web.passkeys import LONGEST
from mending.consent.rules import Side
from mending.foundation.ids import new_id
from mending.foundation.text import one_line

PASSWORD_LONGEST = 200
PASSWORD_HELP = _("At least 10 characters. A few words that only you would put together work well.")


def name_field(**kwargs: Any) -> forms.CharField:
    """The name to sign in with."""
    attributes = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(
        label=kwargs.pop("label", _("Name")),
        max_length=NAME_LONGEST,
        widget=forms.TextInput(attributes),
        **kwargs,
    )


class EitherField(forms.CharField):
    """One of several ways. Left empty it is no error, and yet "optional" would be the wrong word beside it."""

    def validate(self, value: Any) -> None:
        """The form sees to it that one of the ways is taken."""


def password_field(*, label: Any = None, new: bool = False, kind: Any = forms.CharField, **kwargs: Any) -> Any:
    """A password as it is typed: not stripped, not changed."""
    attributes = {"autocomplete": "new-password" if new else "current-password"}
    return kind(
        label=label or _("Password"),
        max_length=PASSWORD_LONGEST,
        strip=False,
        widget=forms.PasswordInput(attributes),
        **kwargs,
    )


def credential_field() -> forms.CharField:
    """What the browser says of a passkey. A script fills it; without one it stays empty."""
    return forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)


def refuse_weak(password: str, name: str) -> None:
    """Raise ValidationError for a password that is short, common, only digits, or like the name."""
    validate_password(password)
    if too_like(password, name):
        raise ValidationError(
            gettext("This is too much like your name. Please choose words that are far from it.")
        )


class SignIn(forms.Form):
    """Name and password."""

    name = name_field()
    password = password_field()


class NewPassword(forms.Form):
    """A new password, checked against a name that the subclass or the view knows."""

    password = password_field(
        new=True,
        label=_("New password"),
        help_text=PASSWORD_HELP,
    )

    def __init__(self, *args: Any, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_name = name

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("password"):
            try:
                refuse_weak(typed["password"], typed.get("name") or self.known_name)
            except ValidationError as refused:
                self.add_error("password", refused)
        return typed


class Recover(NewPassword):
    """Name, one recovery code, and the new password."""

    name = name_field()
    code = forms.CharField(
        label=_("One of your recovery codes"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
    )
    field_order = ("name", "code", "password")


class SignUp(NewPassword):
    """A name, a side, and a password or a passkey."""

    name = name_field(
        label=_("A name to sign in with"),
        help_text=_("It need not be your real name. Only you see it."),
    )
    password = password_field(kind=EitherField, new=True, label=_("A password"), help_text=PASSWORD_HELP)
    side = forms.ChoiceField(label=_("I am here as"), widget=forms.RadioSelect, choices=())
    adult = forms.BooleanField(label=_("I am 18 or older."))
    zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=())
    credential = credential_field()
    account = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    field_order = ("name", "side", "password", "adult", "zone")

    def __init__(self, *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = side_choices(is_first=is_first)  # type: ignore[attr-defined]
        self.fields["zone"].choices = zone_choices()  # type: ignore[attr-defined]
        self.fields["zone"].widget.attrs["data-guess"] = "zone"

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(gettext("Please write a name."))
        taken = find(name)
        # The same form sent twice is not somebody else with the same name.
        if taken and str(taken.pk) != self.data.get("account"):
            raise ValidationError(gettext("This name is taken here. Please choose another."))
        return name

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if not typed.get("password") and not typed.get("credential") and "password" not in self.errors:
            self.add_error("password", gettext("Please choose a password."))
        return typed


class Show(forms.Form):
    """Showing again who is there: one of password, code, passkey."""

    password = password_field(kind=EitherField)
    code = EitherField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    credential = credential_field()


def side_choices(*, is_first: bool) -> list[tuple[str, Any]]:
    """The sides one may choose for oneself. Running the place is for whoever comes first."""
    sides = [
        (Side.PERSON, _("A person in recovery")),
        (Side.LOVED_ONE, _("Someone who loves a person in recovery")),
    ]
    if is_first:
        sides.append((Side.STEWARD, _("The one who runs Mending for a programme, and sees nothing people write")))
    return [(str(side), words) for side, words in sides]


def zone_choices() -> list[tuple[str, str]]:
    """Every time zone, by its usual name with plain blanks."""
    return [(zone, zone.replace("_", " ")) for zone in zones()]
