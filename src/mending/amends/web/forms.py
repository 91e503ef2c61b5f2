"""Forms of this room. They read what was typed; whether it can be kept, the actions decide."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.amends.queries.amends import Card, HarmCard
from mending.amends.rules.amends import (
    ANSWER_MOST,
    HARM_MOST,
    TEXT_MOST,
    TEXTS,
    How,
    Kind,
    Part,
    ReviewedBy,
    TheirWish,
    Wanted,
)
from mending.amends.rules.money import CURRENCIES, Plan, amount_of
from mending.amends.rules.screen import Answer
from mending.amends.web import words
from mending.promises.rules.outcomes import Kind as PromiseKind
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import WORDS_MOST
from mending.promises.rules.wanted import Wanted as Promised

_PICK = _("Pick one of these.")


def a_day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A field for one day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d")
    widget.input_type = "date"
    invalid = _("This is not a day. Write it as year, month, day: 2026-05-31.")
    errors = {"required": _("Pick a day. A guess will do."), "invalid": invalid}
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget, error_messages=errors)


def a_text(
    name: str, *, rows: int = 3, most: int = TEXT_MOST, label: Any = "", needed: Any = ""
) -> forms.CharField:
    """A field for words. `needed` is said when they are missing; without it, the rules say whether they may be."""
    return forms.CharField(
        label=label or words.TEXTS[name],
        help_text=words.HINTS.get(name, ""),
        required=bool(needed),
        error_messages={"required": needed},
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": most}),
    )


def a_choice(
    label: Any, choices: dict[Any, Any], *, required: bool = True, none: Any = None, hint: Any = ""
) -> forms.ChoiceField:
    """A few to choose from, all in sight."""
    shown = [(one.value, name) for one, name in choices.items()]
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=[("", none), *shown] if none else shown,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": _PICK, "invalid_choice": _PICK},
    )


class HarmForm(forms.Form):
    """One thing I did. `who` is left out of a change."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.ChoiceField(
        label=_("To whom?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Pick someone from the list.")),
    )
    words = a_text("did", label=_("What did I do?"), most=HARM_MOST, needed=words.FAULTS["words", "empty"])


class PartForm(forms.Form):
    """One part of an amends."""

    part: ClassVar[Part]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def wanted(self) -> Wanted:
        """What was typed, once the form is valid."""
        texts = {name: self.cleaned_data[name] for name in TEXTS[self.part]}
        return Wanted(self.part, texts, **self.more())

    def more(self) -> dict[str, Any]:
        """What this part holds besides texts."""
        return {}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        """The form's first values."""
        return {"version": card.version, **{name: card.said[name] for name in TEXTS[cls.part]}}


class DidForm(PartForm):
    """What I did; when it begins an amends, with a new row's id and the harms it takes up."""

    part = Part.DID
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    did = a_text("did", rows=4, needed=words.FAULTS["did", "empty"])
    my_part = a_text("my_part")
    harms = forms.MultipleChoiceField(
        label=_("From your list, this one is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _PICK},
    )

    def offer(self, harms: list[HarmCard]) -> None:
        """Offer what is on the list; nothing on it, nothing is asked."""
        if not harms:
            del self.fields["harms"]
            return
        self.fields["harms"].choices = [(str(one.id), one.words) for one in harms]  # type: ignore[attr-defined]


class EffectForm(PartForm):
    part = Part.EFFECT
    effect = a_text("effect", rows=4)


class ReadyForm(PartForm):
    part = Part.READY
    why_now = a_text("why_now")
    if_not_welcome = a_text("if_not_welcome")
    steady = a_text("steady")
    who_helps = a_text("who_helps")


class WishForm(PartForm):
    part = Part.WISH
    their_wish = a_choice(
        _("What have they said about hearing from you?"),
        words.WISHES,
        hint=_("If they want no contact, your circle keeps it too, and it is not yours to lift."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none, said = TheirWish.NO_CONTACT.value, self.data.get("their_wish")
        if said == none and self.initial.get("their_wish") != none:
            # It binds from then on, so a wrong tap is found before (SAFETY A2).
            self.fields["sure"] = forms.BooleanField(
                label=_("They said so. I know that I cannot undo this here, not even today"),
                error_messages={"required": _("Look once more, please. Tick this if it is so, or pick another.")},
            )

    def more(self) -> dict[str, Any]:
        return {"wish": TheirWish(self.cleaned_data["their_wish"])}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        return {**super().of(card), "their_wish": card.wish.value}


class KindForm(PartForm):
    part = Part.KIND
    kind = a_choice(_("How will you put it right?"), words.KINDS)

    def more(self) -> dict[str, Any]:
        return {"kind": Kind(self.cleaned_data["kind"])}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        return {**super().of(card), "kind": card.kind.value if card.kind else ""}


class RepairForm(PartForm):
    part = Part.REPAIR
    repair = a_text("repair")
    limit = a_text("limit")
    repair_by = a_day(_("By which day?"), _("Leave it empty if it has no end."), required=False)
    affordable = forms.ChoiceField(
        label=_("Can you give it without going short yourself?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I do not know yet"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _PICK},
    )

    def more(self) -> dict[str, Any]:
        affordable = {"yes": True, "no": False}.get(self.cleaned_data["affordable"])
        return {"repair_by": self.cleaned_data["repair_by"], "affordable": affordable}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        affordable = {True: "yes", False: "no", None: ""}[card.affordable]
        return {**super().of(card), "repair_by": card.repair_by, "affordable": affordable}


class ReviewForm(PartForm):
    part = Part.REVIEW
    reviewed_by = a_choice(_("Who?"), words.REVIEWERS, required=False, none=_("Nobody yet"))
    reviewed_on = a_day(_("When?"), required=False)
    review_said = a_text("review_said")

    def more(self) -> dict[str, Any]:
        by = self.cleaned_data["reviewed_by"]
        return {"reviewed_by": ReviewedBy(by) if by else None, "reviewed_on": self.cleaned_data["reviewed_on"]}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        by = card.reviewed_by.value if card.reviewed_by else ""
        return {**super().of(card), "reviewed_by": by, "reviewed_on": card.reviewed_on}


FORMS: dict[Part, type[PartForm]] = {
    one.part: one for one in (DidForm, EffectForm, ReadyForm, WishForm, KindForm, RepairForm, ReviewForm)
}


class ScreenForm(forms.Form):
    """One question of the screen."""

    answer = a_choice("", words.ANSWERS)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def given(self) -> Answer:
        """What was picked, once the form is valid."""
        return Answer(self.cleaned_data["answer"])


class DeliverForm(forms.Form):
    """I handed it over, and what they said."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = a_day(_("When?"))
    how = a_choice(_("How?"), words.HOWS)
    answer = a_text(
        "answer", most=ANSWER_MOST, label=_("What did they say? Any answer is theirs to give, no answer too.")
    )

    def given(self) -> dict[str, Any]:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        said = {"on": data["on"], "how": How(data["how"]), "answer": data["answer"]}
        return {**said, "version": data["version"] or 0}


class CloseForm(forms.Form):
    """Closing without handing over."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    closing = a_text("closing", label=_("A word to close with, for yourself"))


class MoneyForm(forms.Form):
    """Money owed, and in which payments it goes back."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    owed = forms.CharField(label=_("How much do I owe?"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = forms.ChoiceField(
        label=_("In which money?"),
        choices=[(one, one) for one in CURRENCIES],
        error_messages={"invalid_choice": words.FAULTS["currency", "unknown"]},
    )
    payments = forms.IntegerField(
        label=_("In how many payments?"),
        error_messages=dict.fromkeys(("required", "invalid"), words.FAULTS["payments", "range"]),
    )
    every = forms.ChoiceField(
        label=_("How often?"),
        choices=[(Repeat.MONTHLY.value, _("Each month")), (Repeat.WEEKLY.value, _("Each week"))],
        error_messages={"invalid_choice": words.FAULTS["every", "empty"]},
    )
    first_on = a_day(_("When is the first?"))
    limit = a_text("limit")

    def plan(self) -> Plan:
        """What was typed, once the form is valid; an amount that is none becomes 0, which the rules refuse."""
        data = self.cleaned_data
        owed = amount_of(data["owed"], data["currency"]) or 0
        return Plan(data["currency"], owed, data["payments"], data["first_on"], Repeat(data["every"]))


class LivingForm(forms.Form):
    """A promise by which it is lived."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = a_text(
        "living",
        label=_("What will I do, as a small promise?"),
        rows=2,
        most=WORDS_MOST,
        needed=words.FAULTS["words", "empty"],
    )
    repeat = forms.ChoiceField(
        label=_("How often?"),
        choices=[
            (Repeat.WEEKLY.value, _("Each week")),
            (Repeat.DAILY.value, _("Each day")),
            (Repeat.WEEKDAYS.value, _("Monday to Friday")),
            (Repeat.MONTHLY.value, _("Each month")),
            (Repeat.ONCE.value, _("Once")),
        ],
        error_messages={"invalid_choice": _PICK},
    )
    starts = a_day(_("From which day?"))
    limit = a_text("limit")

    def wanted(self) -> Promised:
        """The promise, once the form is valid; to whom, the action says."""
        data = self.cleaned_data
        schedule = Schedule(data["starts"], Repeat(data["repeat"]))
        return Promised(data["words"], None, PromiseKind.ABILITY, schedule)
