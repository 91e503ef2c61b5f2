"""What each kind of question looks like on a page."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mending.worksheets.rules.form import Kind, Option, Question
from mending.worksheets.rules.validating import LONGEST

SKIP = ("", _("Skip this one"))
MANY = 8
"""From so many options on, a choice is a list to open."""


def widget(question: Question, people: Sequence[tuple[str, str]]) -> forms.Widget:
    """The widget of a question; `people` are ids and nicknames, for those that ask for someone."""
    if question.kind == Kind.PERSON:
        return forms.Select(choices=[("", _("Nobody, or someone else")), *people])
    return WIDGETS.get(question.kind, _line)(question)


def hint(question: Question) -> str:
    """The help beside a question; for a scale with what its ends mean."""
    if question.kind != Kind.SCALE:
        return question.help
    ends = [f"{question.least:g} {question.low}".strip(), f"{question.most:g} {question.high}".strip()]
    return " · ".join(filter(None, [question.help, *ends]))


def value(question: Question, answer: Any) -> Any:
    """An answer as its widget wants it."""
    if question.kind == Kind.YES_NO and isinstance(answer, bool):
        return "yes" if answer else "no"
    if question.kind == Kind.CHOICE and question.other and not question.option(answer or ""):
        return ""
    return answer


def _choice(question: Question) -> forms.Widget:
    choices = [(option.id, _told(option)) for option in question.options]
    if len(choices) >= MANY:
        return forms.Select(choices=[SKIP, *choices])
    return forms.RadioSelect(choices=choices if question.required else [*choices, SKIP])


def _choices(question: Question) -> forms.Widget:
    return forms.CheckboxSelectMultiple(choices=[(option.id, _told(option)) for option in question.options])


def _told(option: Option) -> str:
    return f"{option.says}: {option.help}" if option.help else option.says


def _yes_no(_question: Question) -> forms.Widget:
    return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No")), SKIP])


def _number(question: Question) -> forms.Widget:
    step = "any" if question.step is None else f"{question.step:g}"
    bounds = {"min": question.least, "max": question.most}
    attrs = {name: f"{bound:g}" for name, bound in bounds.items() if bound is not None}
    scale = {"data-scale": True} if question.kind == Kind.SCALE else {}
    return forms.NumberInput(attrs={"inputmode": "decimal", "step": step, **attrs, **scale})


def _date(_question: Question) -> forms.Widget:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _time(_question: Question) -> forms.Widget:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _text(question: Question) -> forms.Widget:
    return forms.Textarea(attrs={"rows": 3, "maxlength": int(question.most or LONGEST[Kind.LONG])})


def _line(question: Question) -> forms.Widget:
    return forms.TextInput(attrs={"maxlength": int(question.most or LONGEST[Kind.SHORT])})


WIDGETS: dict[Kind, Callable[[Question], forms.Widget]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO: _yes_no,
    Kind.SCALE: _number,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.LONG: _text,
}
