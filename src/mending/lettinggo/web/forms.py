"""Forms of this room. They read what was typed; whether it can be kept, the actions decide."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.circle.queries import RelationshipCard
from mending.circle.rules.states import State
from mending.lettinggo.actions.days import DayWanted
from mending.lettinggo.actions.ending import Wanted
from mending.lettinggo.queries.family import DayCard, SharedCard
from mending.lettinggo.rules import family, grief, lines
from mending.lettinggo.rules.coming_back import Heard
from mending.lettinggo.rules.ending import How
from mending.lettinggo.rules.family import PARTS, Bond
from mending.lettinggo.rules.lines import List
from mending.lettinggo.web import words
from mending.promises.rules.letting_go import Wish

_MOST = 2**31 - 1
_PICK = {"required": _("Pick one of these."), "invalid_choice": _("Pick one of these.")}
_NO_DAY = {
    "required": _("Pick a day."),
    "invalid": _("This is not a day. Write it as year, month, day: 2026-05-31."),
}


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=_MOST)


def _text(label: Any, hint: Any = "", *, most: int = family.WORDS_MOST, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": most})
    return forms.CharField(label=label, help_text=hint, required=False, widget=area)


def _promises() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("What becomes of the promises to them?"),
        help_text=_("No day counts as missed by this. All that you kept and answered stays in your record."),
        choices=[(wish.value, label) for wish, label in words.WISHES.items()],
        coerce=Wish,
        widget=forms.RadioSelect,
        initial=Wish.END.value,
        error_messages=_PICK,
    )


class EndForm(forms.Form):
    """The one button of an ending, with what is decided beside it."""

    to = forms.TypedChoiceField(
        label=_("How does it stand then?"),
        choices=[(state.value, label) for state, label in words.STANDS.items()],
        coerce=State,
        widget=forms.RadioSelect,
        initial=State.ENDED.value,
        error_messages=_PICK,
    )
    promises = _promises()
    id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=_MOST)

    def __init__(self, *args: Any, how: How, has_promises: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_promises or not how.asks:
            del self.fields["promises"]
        if not how.asks:
            del self.fields["to"]

    def wanted(self, how: How) -> Wanted:
        """The ending that was asked for; only for a form that holds."""
        chosen = self.cleaned_data
        return Wanted(how, chosen.get("to", State.ENDED), chosen.get("promises", Wish.END))


class PromisesForm(forms.Form):
    """What becomes of promises to someone whose relationship came to rest already."""

    promises = _promises()


class StepForm(forms.Form):
    """What is written at a step of grief."""

    words = _text("", most=grief.WORDS_MOST, rows=7)
    version = _version()

    def ask(self, question: str) -> None:
        """Put the question of the step above the field."""
        self.fields["words"].label = question


class LineForm(forms.Form):
    """One line more. `id` is the new row's, so that sending twice writes one."""

    words = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": lines.WORDS_MOST})
    )
    id = forms.UUIDField(widget=forms.HiddenInput)
    list = forms.CharField(widget=forms.HiddenInput)

    def ask(self, which: List) -> None:
        """Say which list it is for."""
        self.fields["words"].label = _("Add a line: %(list)s") % {"list": words.LISTS[which]}


class HeardForm(forms.Form):
    """From whom I know that they want contact."""

    heard = forms.TypedChoiceField(
        label=_("How do you know that contact is wanted?"),
        coerce=Heard,
        widget=forms.RadioSelect,
        error_messages=_PICK,
    )

    def offer(self, answers: Iterable[Heard]) -> None:
        """The answers that fit how it stands."""
        choices = [(one.value, words.HEARD[one]) for one in answers]
        self.fields["heard"].choices = choices  # type: ignore[attr-defined]


class MarkForm(forms.Form):
    """Someone who is close to both."""

    person = forms.ChoiceField(
        label=_("Someone who is close to you both"),
        help_text=_("Only people of your circle. Nobody is told."),
        error_messages={
            "required": _("Pick someone."),
            "invalid_choice": _("Pick someone of your circle whom Mending is not quiet about."),
        },
    )

    def offer(self, people: Iterable[RelationshipCard]) -> None:
        """Whoever is not in the table yet."""
        names = [(str(one.id), one.nickname) for one in people]
        self.fields["person"].choices = [("", _("Pick someone")), *names]  # type: ignore[attr-defined]

    def chosen(self) -> UUID:
        return UUID(self.cleaned_data["person"])


class BondForm(forms.Form):
    """How it goes on with someone who is close to both; of a child, only words."""

    bond = forms.TypedChoiceField(
        label=_("How does it go on with them?"),
        choices=[(bond.value or "open", label) for bond, label in words.BONDS.items()],
        coerce=lambda value: Bond("" if value == "open" else value),
        widget=forms.RadioSelect,
        error_messages=_PICK,
    )
    words = _text(_("A line about it, for you alone"), _("For example what you will not talk about with them."))
    version = _version()

    def fit(self, card: SharedCard) -> None:
        """Of a child nothing is decided, and nothing is asked of them (SAFETY A10)."""
        if card.is_child:
            del self.fields["bond"]
            self.fields["words"].label = _("Handing over calmly: where, when, and what you say")
            self.fields["words"].help_text = _(
                "Short and friendly, in front of the child. No messages through them."
            )

    @staticmethod
    def of(card: SharedCard) -> dict[str, Any]:
        """The form's first values."""
        return {"bond": card.bond.value or "open", "words": card.words, "version": card.version}


class DayForm(forms.Form):
    """A day that will be hard, and its plan."""

    name = forms.CharField(
        label=_("What do you call this day?"),
        help_text=_("For example: the birthday, the first holiday."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": family.NAME_MOST}),
    )
    on = forms.DateField(
        label=_("When is it?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=_NO_DAY,
    )
    where = _text(_("Where I am"), rows=2)
    company = _text(_("With whom"), rows=2)
    way_out = _text(_("A way out"), _("How you leave when it gets too much, and whom you call then."), rows=2)
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_MOST)

    def wanted(self) -> DayWanted:
        """The day as it was typed; only for a form that holds."""
        data = self.cleaned_data
        return DayWanted(data["name"], data["on"], **{part: data[part] for part in PARTS})

    @staticmethod
    def of(card: DayCard) -> dict[str, Any]:
        """The form's first values for changing a day."""
        fields = ("name", "on", *PARTS, "version")
        return {name: getattr(card, name) for name in fields}
