"""What questions of others begin with, taken over or left out and said."""

import pytest

from mending.worksheets.rules.fhir.findings import Weight
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.form import TODAY
from tests.rules.fhir import coding, ext, fhirpath, form, item


def first(words: str) -> dict:
    return fhirpath("initialExpression", words)


CHOICE = {"answerOption": [coding("a", display="Bad"), coding("b", display="Good")]}
CHOSEN = {"answerOption": [coding("a"), {**coding("b"), "initialSelected": True}]}
BEGINNINGS = [
    (item("q", "date", first("today()")), TODAY),
    (item("q", "dateTime", first(" now() ")), TODAY),
    (item("q", "date", first("@2026-11-23")), "2026-11-23"),
    (item("q", "dateTime", initial=[{"valueDateTime": "2026-11-23T10:00:00Z"}]), "2026-11-23"),
    (item("q", "time", first("@T21:30")), "21:30"),
    (item("q", "time", initial=[{"valueTime": "21:30:15"}]), "21:30:15"),
    (item("q", "integer", first("-3")), -3),
    (item("q", "decimal", first("2.5")), 2.5),
    (item("q", "quantity", initial=[{"valueQuantity": {"value": 4, "unit": "kg"}}]), 4),
    (item("q", "boolean", first("false")), False),
    (item("q", "string", first(r"'Ruth\'s'")), "Ruth's"),
    (item("q", "text", initial=[{"valueString": "It was"}]), "It was"),
    (item("q", "integer", initialInteger=7), 7),
    (item("q", "integer", first("9"), initial=[{"valueInteger": 8}]), 8),
    (item("q", "choice", **CHOSEN), "b"),
    (item("q", "choice", repeats=True, **CHOSEN), ("b",)),
    (item("q", "choice", initial=[coding("a")], **CHOICE), "a"),
    (item("q", "open-choice", initial=[{"valueString": "so so"}], **CHOICE), "so so"),
    (item("q", "open-choice", first("'so so'"), **CHOICE), "so so"),
]


@pytest.mark.parametrize(("asked", "begins"), BEGINNINGS)
def test_a_question_begins_with_what_its_file_says(asked, begins):
    found = take(form(item("other", "string"), asked))
    assert found.form.question("q").begins == begins
    assert [one.where for one in found.findings if one.says.startswith("It begins with ")] == ["q"]


@pytest.mark.parametrize(
    "asked",
    [
        item("q", "date", first("today() + 7 days")),
        item("q", "string", first("today()")),
        item("q", "string", first("%patient.name.given.first()")),
        item("q", "integer", first("'many'")),
        item("q", "date", initial=[{"valueDate": "2026-11"}]),
        item("q", "choice", initial=[coding("z")], **CHOICE),
        item("q", "integer", ext("maxValue", valueInteger=5), initial=[{"valueInteger": 6}]),
    ],
)
def test_a_first_value_that_cannot_be_taken_over_is_left_out_and_said(asked):
    found = take(form(item("other", "string"), asked))
    assert found.form.question("q").begins is None
    said = [one for one in found.findings if one.says.startswith("It begins empty here. ")]
    assert [(one.where, one.weight) for one in said] == [("q", Weight.LEFT_OUT)]


def test_first_values_in_a_row_or_where_nobody_is_asked_are_left_out_and_said():
    row = item("g", "group", repeats=True, item=[item("q", "integer", initial=[{"valueInteger": 4}])])
    hidden = item("h", "integer", ext("questionnaire-hidden", valueBoolean=True), initial=[{"valueInteger": 4}])
    found = take(form(item("a", "string"), row, hidden))
    assert found.form.question("q").begins is None
    said = {one.where for one in found.findings if one.weight is Weight.LEFT_OUT}
    assert {"q", "h"} <= said


def test_a_condition_on_what_nobody_is_asked_is_refused():
    hidden = item("h", "boolean", ext("questionnaire-hidden", valueBoolean=True), initial=[{"valueBoolean": True}])
    when = [{"question": "h", "operator": "=", "answerBoolean": True}]
    found = take(form(hidden, item("a", "string", enableWhen=when)))
    assert found.form is None
    assert "It depends on something that nobody can fill in here." in [one.says for one in found.findings]
