"""Answers against their questionnaire: severity, code and linkId of what is wrong."""

import pytest

from mending.worksheets.rules.fhir.jobs import Desk
from tests.rules.fhir import answered, coding, ext, fhirpath, form, issues, item, response

NUMBER = {"valueInteger": 7}
WORDS = {"valueString": "words"}
FILE = {"valueAttachment": {"contentType": "text/plain", "data": "YWJj", "size": 3}}
WRONG = "fatal structure invalidAnswerType a"
ONE_OF = [coding("y", display="Yes"), coding("n")]
METRES = {"system": "http://unitsofmeasure.org", "code": "m"}


@pytest.fixture(scope="module")
def desk():
    with Desk() as one:
        yield one


def quantity(value, code, **more):
    return {"valueQuantity": {"value": value, "system": METRES["system"], "code": code, **more}}


@pytest.mark.parametrize(
    ("asked", "answers", "found"),
    [
        (item("a", "integer"), [NUMBER], []),
        (item("a", "integer"), [{"valueDecimal": 7}], [WRONG]),
        (item("a", "integer"), [{"valueInteger": "7"}], [WRONG]),
        (item("a", "boolean"), [WORDS], [WRONG]),
        (item("a", "date"), [{"valueDate": "2026-13-01"}], [WRONG]),
        (item("a", "dateTime"), [{"valueDateTime": "2026-11-23T10:00:00Z"}], []),
        (item("a", "text"), [{"valueString": "two\nlines"}], []),
        (item("a", "string"), [{"valueString": "two\nlines"}], ["fatal business-rule invalidNewLine a"]),
        (item("a", "string", required=True), [], ["error required required a"]),
        (item("a", "string"), [WORDS, WORDS], ["error business-rule repeats a"]),
        (item("a", "display"), [WORDS], ["fatal structure displayAnswer a"]),
        (item("a", "question"), [WORDS], ["fatal structure invalidType a"]),
        (item("a", "choice", answerOption=ONE_OF), [coding("y")], []),
        (item("a", "choice", answerOption=ONE_OF), [coding("z")], ["error business-rule invalidAnswerOption a"]),
        (item("a", "choice", answerOption=ONE_OF), [WORDS], [WRONG]),
        (item("a", "open-choice", answerOption=ONE_OF), [WORDS], []),
        (item("a", "coding", answerOption=ONE_OF, answerConstraint="optionsOrType"), [coding("z")], []),
        (item("a", "choice", answerOption=[NUMBER]), [NUMBER], []),
        (item("a", "choice", answerValueSet="urn:elsewhere"), [coding("y")], ["error exception tsError a"]),
        (item("a", "integer", ext("minValue", valueInteger=9)), [NUMBER], ["error business-rule minValue a"]),
        (item("a", "integer", ext("maxValue", valueInteger=6)), [NUMBER], ["error business-rule maxValue a"]),
        (
            item("a", "decimal", ext("maxDecimalPlaces", valueInteger=1)),
            [{"valueDecimal": 1.25}],
            ["error business-rule maxDecimalPlaces a"],
        ),
        (item("a", "string", maxLength=3), [WORDS], ["error business-rule maxLength a"]),
        (item("a", "string", ext("minLength", valueInteger=9)), [WORDS], ["error business-rule minLength a"]),
        (item("a", "string", ext("regex", valueString="^[0-9]+$")), [WORDS], ["error invalid regex a"]),
        (item("a", "string", ext("regex", valueString="(")), [WORDS], ["warning exception regexTimeout a"]),
        (item("a", "string", ext("regex", valueString="(a+)+$")), [WORDS], ["error invalid regex a"]),
        (
            item("a", "string", ext("regex", valueString="(a|aa)+$")),
            [{"valueString": "a" * 60 + "b"}],
            ["warning exception regexTimeout a"],
        ),
        (
            item("a", "string", ext("questionnaire-minOccurs", valueInteger=2), repeats=True),
            [WORDS],
            ["error business-rule minCount a"],
        ),
        (
            item("a", "string", ext("questionnaire-maxOccurs", valueInteger=1), repeats=True),
            [WORDS, WORDS],
            ["error business-rule maxCount a"],
        ),
        (item("a", "url"), [{"valueUri": "not an address"}], ["error value invalidUrlValue a"]),
        (item("a", "attachment"), [FILE], []),
        (
            item("a", "attachment", ext("maxSize", valueDecimal=2)),
            [FILE],
            ["error business-rule maxAttachmentSize a"],
        ),
        (
            item("a", "reference"),
            [{"valueReference": {"reference": "Unicorn/1"}}],
            ["error invalid invalidRefResourceType a"],
        ),
        (
            item("a", "quantity", ext("questionnaire-unitOption", valueCoding=METRES)),
            [quantity(1, "kg")],
            ["error value invalidUnit a"],
        ),
        (
            item("a", "quantity", ext("maxValue", **quantity(1, "km"))),
            [quantity(1001, "m")],
            ["error business-rule maxValue a"],
        ),
        (item("a", "quantity", ext("maxValue", **quantity(1, "km"))), [quantity(999, "m")], []),
        (
            item("a", "quantity", ext("minValue", **quantity(1, "km"))),
            [quantity(5, "kg")],
            ["error value minValueIncompatUnits a"],
        ),
    ],
)
def test_an_answer_is_compared_with_its_item(desk, asked, answers, found):
    assert issues(desk, form(asked), response(answered("a", *answers))) == found


def test_an_option_that_stands_alone_shuts_others_out(desk):
    none = {**coding("none"), "extension": [ext("questionnaire-optionExclusive", valueBoolean=True)]}
    asked = form(item("a", "choice", answerOption=[*ONE_OF, none], repeats=True))
    assert issues(desk, asked, response(answered("a", coding("none")))) == []
    found = issues(desk, asked, response(answered("a", coding("y"), coding("none"))))
    assert found == ["error business-rule exclusiveAnswerOption a"]


def test_the_form_s_structure_is_kept(desk):
    asked = form(item("g", "group", item=[item("a", "string", required=True)]), item("b", "string"))
    assert issues(desk, asked, response(answered("zz"))) == ["fatal structure invalidLinkId zz"]
    wrong = {"linkId": "g", "answer": [{"item": [answered("a", WORDS)]}]}
    found = ["fatal structure groupShouldNotHaveAnswers g", "error required required a"]
    assert issues(desk, asked, response(wrong)) == found
    late = [answered("b", WORDS), answered("g", item=[answered("a", WORDS)])]
    assert any("outOfOrder" in one for one in issues(desk, asked, response(*late)))


def test_what_is_not_asked_is_neither_required_nor_answered(desk):
    depends = item(
        "b", "string", required=True, enableWhen=[{"question": "a", "operator": "=", "answerBoolean": True}]
    )
    asked = form(item("a", "boolean"), depends)
    assert issues(desk, asked, response(answered("a", {"valueBoolean": False}))) == []
    assert issues(desk, asked, response(answered("a", {"valueBoolean": True}))) == ["error required required b"]
    both = response(answered("a", {"valueBoolean": False}), answered("b", WORDS))
    assert issues(desk, asked, both) == ["error business-rule notEnabled b"]


def test_in_progress_everything_is_a_warning(desk):
    asked = form(item("a", "string", required=True))
    assert issues(desk, asked, response(status="in-progress")) == ["warning required required a"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"status": "draft"}, "warning business-rule questionnaireDraft"),
        ({"status": "retired"}, "warning business-rule questionnaireRetired"),
        ({"effectivePeriod": {"end": "2026-01"}}, "warning business-rule questionnaireInactive"),
        ({"url": "urn:another"}, "warning business-rule questionnaireMismatch"),
    ],
)
def test_the_form_itself_is_looked_at(desk, more, found):
    assert issues(desk, form(item("a", "string"), **more), response(authored="2026-11-23")) == [found]


def test_without_a_questionnaire_there_is_one_error(desk):
    assert issues(desk, None, response()) == ["error not-found questionnaireNotFound"]


def test_a_contained_questionnaire_is_found(desk):
    inside = {**form(item("a", "string", required=True)), "id": "q"}
    assert issues(desk, None, response(questionnaire="#q", contained=[inside])) == ["error required required a"]


def rule(expression: str) -> dict:
    parts = {"key": "k", "severity": "warning", "expression": expression, "human": "Two, please"}
    inner = [{"url": url, "valueString": words} for url, words in parts.items()]
    return {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint", "extension": inner}


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("answer.count() = 2", []),
        ("answer.count() = 3", ["warning invariant invariant a"]),
        ("answer.count() = 2 and then some", ["warning invariant invariantExecution a"]),
        ("answer.count() = %nobody", ["warning invariant invariantExecution a"]),
    ],
)
def test_the_author_s_own_rules_are_run(desk, expression, found):
    asked = form(item("a", "string", rule(expression), repeats=True))
    assert issues(desk, asked, response(answered("a", WORDS, WORDS))) == found


def test_a_condition_in_fhirpath_decides_what_is_asked(desk):
    only = fhirpath("enableWhenExpression", "%resource.item.where(linkId='a').answer.value > 5")
    asked = form(item("a", "integer"), item("b", "string", only, required=True))
    assert issues(desk, asked, response(answered("a", {"valueInteger": 3}))) == []
    assert issues(desk, asked, response(answered("a", NUMBER))) == ["error required required b"]
