"""What is asked of whoever brings a form in: the file, then its findings, one by one."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mending.coach.crisis import dangers
from mending.worksheets.rules.fhir.lenient import MOST_BYTES
from mending.worksheets.rules.fhir.scores import FARTHEST
from mending.worksheets.rules.form import Band, Form, Kind, Question, Score
from mending.worksheets.rules.scoring import range_of
from mending.worksheets.rules.shelving import markable

YES_NO = (("yes", _("Yes, it is right")), ("no", _("No, leave it out")))
SOUNDS = re.compile(
    r"\b(dead|die|dying|death|suicid\w*|kill\w*|overdos\w*|harm\w*|hurt\w*|not be here)\b", re.IGNORECASE
)
"""Words of a question that is ticked beforehand. Whoever brings it in has the last word."""
PICK = _("Pick one: is it right, or is it left out?")


class FileForm(forms.Form):
    """A file, or its text."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("A file"),
        required=False,
        allow_empty_file=True,
        help_text=_("A FHIR Questionnaire (JSON), or a worksheet (TOML). Up to 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.toml,application/json,application/fhir+json"}),
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    @property
    def words(self) -> str:
        """The text of what was given; the file comes first. Only once it is valid."""
        return str(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text") or ""
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("This file is larger than 1 MB. Mending takes none so large."))
        elif file is None and not text.strip():
            self.add_error("file", _("Pick a file, or paste its text below. Files over 1 MB are not taken."))
        data["words"] = file.read().decode("utf-8-sig", "replace") if file is not None else text
        return data


class ConfirmForm(forms.Form):
    """What must be confirmed of one form: whose it is, each score, each score's bands, what can mean danger."""

    use_required_attribute = False
    owner = forms.BooleanField(
        label=_("I have read what the file says about its owner, and we may use it here."),
        error_messages={"required": _("Tick this first. If you are not sure, ask its publisher.")},
    )

    def __init__(self, form: Form, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form = form
        for number, score in enumerate(form.scores):
            self.fields[f"score-{number}"] = _confirm(gettext("Reckon “%s”?") % score.title, reckoned(form, score))
            if score.bands:
                says = gettext("Show what “%s” means?") % score.title
                self.fields[f"bands-{number}"] = _confirm(says, gettext("The file says: %s") % meant(score))
        if self.can_be_marked:
            self.fields["danger"] = forms.MultipleChoiceField(
                label=_("Which of these can mean that someone is in danger?"),
                help_text=_("When one of the answers shown is given, help comes first. When in doubt, tick it."),
                required=False,
                choices=[(question.id, _told(question, answers)) for question, answers in markable(form)],
                initial=[question.id for question, _answers in markable(form) if sounds_dangerous(question.ask)],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def can_be_marked(self) -> bool:
        return bool(markable(self.form))

    @property
    def reckoning(self) -> list[Any]:
        """The fields about scores, in order."""
        return [self[name] for name in self.fields if name.startswith(("score-", "bands-"))]

    def confirmed(self, what: str) -> set[str]:
        """The ids of the scores whose `score` or `bands` was said to be right."""
        given = enumerate(self.form.scores)
        return {score.id for number, score in given if self.cleaned_data.get(f"{what}-{number}") == "yes"}


def sounds_dangerous(ask: str) -> bool:
    """Whether a question seems to ask about dying or hurting oneself."""
    return bool(SOUNDS.search(ask) or dangers(ask))


def _confirm(ask: str, says: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=ask,
        help_text=says,
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": PICK, "invalid_choice": PICK},
    )


def _told(question: Question, answers: tuple[str, ...]) -> str:
    if question.kind is Kind.YES_NO:
        told = gettext("yes")
    elif question.kind in (Kind.NUMBER, Kind.SCALE):
        told = gettext("any number above 0")
    else:
        told = ", ".join(answers)
    return gettext("%(ask)s Help comes first at: %(answers)s") % {"ask": question.ask, "answers": told}


def reckoned(form: Form, score: Score) -> str:
    """What a score does, in words."""
    asked = [f"“{question.ask}”" for id in score.of if (question := form.question(id))]
    told = [gettext("The mean of %s.") if score.mean else gettext("Adds up %s.")]
    told[0] %= ", ".join(asked)
    if score.reverse:
        turned = [f"“{one.ask}”" for id in score.of if id in score.reverse and (one := form.question(id))]
        told.append(gettext("Counted from the other end: %s.") % ", ".join(turned))
    told += [
        gettext("“%(ask)s” counts %(times)s times.") % {"ask": one.ask, "times": f"{times:g}"}
        for id, times in score.times
        if (one := form.question(id))
    ]
    if bounds := _bounds(form, score):
        told.append(gettext("It can be from %(low)s to %(high)s.") % {"low": bounds[0], "high": bounds[1]})
    if score.missing:
        words = ngettext("%(n)s answer may be missing.", "%(n)s answers may be missing.", score.missing)
        told.append(words % {"n": score.missing})
    else:
        told.append(gettext("It waits until all are answered."))
    return " ".join(told)


def _bounds(form: Form, score: Score) -> tuple[str, str] | None:
    ranges = [range_of(question) for id in score.of if (question := form.question(id))]
    if not ranges or None in ranges or score.times:
        return None
    share = len(ranges) if score.mean else 1
    known = [one for one in ranges if one]
    return f"{sum(low for low, _ in known) / share:g}", f"{sum(high for _, high in known) / share:g}"


def meant(score: Score) -> str:
    """The bands of a score, in words."""
    return " · ".join(f"{_span(one)}: {one.title}" for one in score.bands)


def _span(band: Band) -> str:
    if band.high >= FARTHEST:
        return gettext("%g and more") % band.low
    return (
        f"{band.low:g}"
        if band.low == band.high
        else gettext("%(low)g to %(high)g")
        % {
            "low": band.low,
            "high": band.high,
        }
    )
