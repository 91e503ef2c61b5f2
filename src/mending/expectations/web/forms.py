"""Forms of this room. They read what was typed; whether it can be kept, the actions decide."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.circle.queries import Named, RelationshipCard
from mending.expectations.queries.expectations import Card
from mending.expectations.queries.home import AgreementCard, Plan, StretchCard
from mending.expectations.rules.home import AGREED_MOST, NAME_MOST, PARTS, Stretch
from mending.expectations.rules.sections import FIGURES, REQUIRED, TEXT_MOST, TEXTS, Nearest, Section, Wanted
from mending.expectations.web import words

NOBODY = "nobody"


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def a_day(label: Any, hint: Any = "") -> forms.DateField:
    """A field for one day."""
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=DateInput(),
        error_messages={
            "required": _("Pick a day. A guess will do."),
            "invalid": _("This is not a day. Write it as year, month, day: 2026-05-31."),
        },
    )


def a_text(
    label: Any, hint: Any = "", *, most: int = TEXT_MOST, rows: int = 3, empty: Any = ""
) -> forms.CharField:
    """A field for words; `empty` is what is said when they are missing, nothing when they may be."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(empty),
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": most}),
        error_messages={"required": empty},
    )


def a_figure(label: Any, hint: Any = "") -> forms.IntegerField:
    """A field for a figure from 0 to 100."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words.RANGE),
    )


def _someone(label: Any) -> forms.ChoiceField:
    # The same sentence for someone quiet, someone of somebody else's, and someone who is not there.
    neutral = words.FAULTS["who", "quiet"]
    return forms.ChoiceField(label=label, required=False, error_messages={"invalid_choice": neutral})


def offer(
    form: forms.Form, nobody: Any, circle: Iterable[Named | RelationshipCard], keep: UUID | None = None
) -> None:
    """Offer those it can be about: nobody who is quiet (SAFETY A2), but for the one it is about already."""
    names = [(str(one.id), one.nickname) for one in circle if not one.is_quiet or one.id == keep]
    form.fields["who"].choices = [(NOBODY, nobody), *names]  # type: ignore[attr-defined]


def chosen(form: forms.Form) -> UUID | None:
    """Whom somebody picked."""
    who = form.cleaned_data["who"]
    return UUID(who) if who and who != NOBODY else None


class PartForm(forms.Form):
    """One part of an expectation. `id` is the new row's, so that sending twice makes one."""

    section: ClassVar[Section]
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def wanted(self) -> Wanted:
        """What was typed, once the form is valid."""
        data = self.cleaned_data
        return Wanted(
            self.section,
            {name: data[name] for name in TEXTS[self.section]},
            {name: data[name] for name in FIGURES[self.section]},
            **self.more(),
        )

    def more(self) -> dict[str, Any]:
        """What this part holds besides texts and figures."""
        return {}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        """The form's first values for a part that is there."""
        texts = {name: card.said[name] for name in TEXTS[cls.section]}
        figures = {name: card.figures[name] for name in FIGURES[cls.section]}
        return {"version": card.version, **texts, **figures}


def _text(name: str, rows: int = 3) -> forms.CharField:
    section = next(one for one in Section if name in TEXTS[one])
    empty = words.FAULTS[name, "empty"] if REQUIRED.get(section) == name else ""
    return a_text(words.TEXTS[name], words.HINTS.get(name, ""), rows=rows, empty=empty)


def _figure(name: str) -> forms.IntegerField:
    return a_figure(words.FIGURES[name], words.HINTS.get(name, ""))


class ExpectForm(PartForm):
    """What I expect."""

    section = Section.EXPECT
    who = _someone(_("Who is it about?"))
    day = a_day(_("Which day is it about?"), _("The day of the visit, the call, the meal."))
    prediction = _text("prediction")
    belief = _text("belief")
    strength = _figure("strength")

    def more(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"], "who": chosen(self)}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        return {**super().of(card), "day": card.day, "who": str(card.who or NOBODY)}


class WaysForm(PartForm):
    """The ways it could go: the worst first, so that it is out."""

    section = Section.WAYS
    worst = _text("worst", 2)
    worst_chance = _figure("worst_chance")
    best = _text("best", 2)
    best_chance = _figure("best_chance")
    likely = _text("likely", 2)
    likely_chance = _figure("likely_chance")


class WelcomeForm(PartForm):
    """A careful welcome, and what I do."""

    section = Section.WELCOME
    welcome = _text("welcome")
    doing = _text("doing")


class HappenedForm(PartForm):
    """What happened."""

    section = Section.HAPPENED
    happened = _text("happened", 4)
    happened_on = a_day(_("When was that?"))
    felt = _text("felt")
    nearest = forms.ChoiceField(
        label=_("What did it come nearest to?"),
        choices=[(one.value, name) for one, name in words.NEAREST.items()],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pick one of these, or none.")},
    )

    def more(self) -> dict[str, Any]:
        nearest = self.cleaned_data["nearest"]
        return {"day": self.cleaned_data["happened_on"], "nearest": Nearest(nearest) if nearest else None}

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        return {**super().of(card), "happened_on": card.happened_on, "nearest": card.nearest or ""}


class LearnedForm(PartForm):
    """What I learned."""

    section = Section.LEARNED
    surprise = _text("surprise")
    strength_after = _figure("strength_after")
    lesson = _text("lesson")
    next_step = _text("next_step", 2)


FORMS: dict[Section, type[PartForm]] = {
    one.section: one for one in (ExpectForm, WaysForm, WelcomeForm, HappenedForm, LearnedForm)
}


class HomeForm(forms.Form):
    """A plan for coming home."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    comes_on = a_day(_("Which day?"), _("A guess will do. You can change it."))
    who = _someone(_("Home to whom?"))
    name = forms.CharField(
        label=_("A name for this plan"),
        help_text=_("For example: home from the clinic."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": NAME_MOST, "autocomplete": "off"}),
    )

    def wanted(self) -> dict[str, Any]:
        """What was typed, once the form is valid."""
        return {"name": self.cleaned_data["name"], "who": chosen(self), "comes_on": self.cleaned_data["comes_on"]}

    @staticmethod
    def of(plan: Plan) -> dict[str, Any]:
        """The form's first values for a plan that is there."""
        return {
            "version": plan.version,
            "comes_on": plan.comes_on,
            "who": str(plan.who or NOBODY),
            "name": plan.name,
        }


class StretchForm(forms.Form):
    """The first day, week or month."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sleeping = a_text(words.PARTS["sleeping"])
    children = a_text(words.PARTS["children"])
    money = a_text(words.PARTS["money"])
    hours = a_text(words.PARTS["hours"])
    care = a_text(words.PARTS["care"])
    hard = a_text(words.PARTS["hard"])

    def hint(self, stretch: Stretch) -> None:
        """Put the hints of this stretch beside the fields."""
        for name, said in words.PART_HINTS[stretch].items():
            self.fields[name].help_text = said

    def texts(self) -> dict[str, str]:
        """What was typed, once the form is valid."""
        return {name: self.cleaned_data[name] for name in PARTS}

    @staticmethod
    def of(card: StretchCard) -> dict[str, Any]:
        """The form's first values."""
        return {"version": card.version, **card.said}


class AgreementForm(forms.Form):
    """What is agreed, and with whom."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = _someone(_("With whom?"))
    words = a_text(
        _("What is agreed?"),
        _("In words both would sign. For example: he holds the bank card until the end of June."),
        most=AGREED_MOST,
        empty=words.FAULTS["words", "empty"],
    )

    @staticmethod
    def of(card: AgreementCard) -> dict[str, Any]:
        """The form's first values for an agreement that is there."""
        return {"version": card.version, "who": str(card.who or NOBODY), "words": card.words}
