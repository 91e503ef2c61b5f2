"""What stands beside a question of others, and what a form of ours does not hold."""

import pytest

from mending.worksheets.rules.fhir.findings import Weight
from mending.worksheets.rules.fhir.importing import take
from tests.rules.fhir import coding, ext, form, item


def shown(code: str, words: str) -> dict:
    control = ext("questionnaire-itemControl", valueCodeableConcept={"coding": [{"code": code}]})
    return item(code, "display", control, text=words)


def test_the_words_beside_a_question_become_part_of_it():
    slider = [
        ext("questionnaire-itemControl", valueCodeableConcept={"coding": [{"code": "slider"}]}),
        ext("minValue", valueInteger=0),
        ext("maxValue", valueInteger=10),
        ext("entryFormat", valueString="a whole number"),
    ]
    beside = [shown("help", "Of the last week."), shown("lower", "none"), shown("upper", "worst")]
    words = item("words", "display", text="By the way")
    asked = item("q", "integer", *slider, text="How bad?", prefix="1.", item=[*beside, words])
    found = take(form(asked)).form
    question = found.question("q")
    assert (question.ask, question.help) == ("1. How bad?", "Of the last week. a whole number")
    assert (question.low, question.high, question.step) == ("none", "worst", 1)
    assert [one.id for one in found.questions()] == ["q", "words"]
    assert found.question("words").when is None


def test_options_keep_what_stands_before_them():
    first = {"extension": [ext("optionPrefix", valueString="a)")], **coding("x", display="Never")}
    second = coding("y", display="Often", extension=[ext("optionPrefix", valueString="b)")])
    options = take(form(item("q", "choice", answerOption=[first, second]))).form.question("q").options
    assert [one.says for one in options] == ["a) Never", "b) Often"]


STEPS = [
    (item("q", "integer"), 1),
    (item("q", "decimal"), None),
    (item("q", "decimal", ext("maxDecimalPlaces", valueInteger=2)), 0.01),
    (item("q", "quantity", ext("maxDecimalPlaces", valueInteger=0)), 1),
    (item("q", "integer", ext("questionnaire-sliderStepValue", valueInteger=5)), 5),
]


@pytest.mark.parametrize(("asked", "step"), STEPS)
def test_a_whole_number_is_asked_for_as_one(asked, step):
    assert take(form(asked)).form.question("q").step == step


UNIT = "questionnaire-unitOption"
RULE = [
    {"url": "key", "valueId": "r"},
    {"url": "human", "valueString": "Never more than before"},
    {"url": "expression", "valueString": "a <= b"},
]
NARROWED = [
    (item("q", "quantity", ext(UNIT, valueCoding={"code": "kg"}), ext(UNIT, valueCoding={"code": "lb"})), "“kg”"),
    (item("q", "integer", {**ext("questionnaire-constraint"), "extension": RULE}), "Never more than before"),
    (item("q", "string", readOnly=True), "Nobody may fill it in"),
]


@pytest.mark.parametrize(("asked", "words"), NARROWED)
def test_what_a_form_of_ours_does_not_hold_is_said(asked, words):
    said = [one for one in take(form(item("a", "string"), asked)).findings if words in one.says]
    assert [(one.where, one.weight) for one in said] == [("q", Weight.LEFT_OUT)]


def test_what_nobody_may_fill_in_is_no_question_and_no_condition_hangs_on_it():
    when = [{"question": "q", "operator": "exists", "answerBoolean": True}]
    assert take(form(item("q", "string", readOnly=True), item("a", "string"))).form.question("q") is None
    assert take(form(item("q", "string", readOnly=True), item("a", "string", enableWhen=when))).form is None
