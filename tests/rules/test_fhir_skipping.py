"""Which answers stay: the same as in LHC-Forms 40.1.3, where each of these was tried."""

import time

import pytest

from mending.worksheets.rules.fhir.jobs import Desk
from tests.rules.fhir import answered, coding, ext, fhirpath, form, item, response, values

THREE = {"valueInteger": 3}


@pytest.fixture(scope="module")
def desk():
    with Desk() as one:
        yield one


def when(question, operator, **answer):
    return {"question": question, "operator": operator, **answer}


def asked_when(type, *conditions, **more):
    return form(item("a", type, **more), item("b", "string", enableWhen=[*conditions]))


def quantity(value, unit):
    return {"valueQuantity": {"value": value, "unit": unit}}


CONDITIONS = [
    ("integer", when("a", "=", answerInteger=3), THREE, True),
    ("integer", when("a", "=", answerInteger=3), None, False),
    ("integer", when("a", "!=", answerInteger=3), THREE, False),
    ("integer", when("a", "!=", answerInteger=3), None, True),
    ("integer", when("a", ">", answerInteger=2), THREE, True),
    ("integer", when("a", "<", answerInteger=3), THREE, False),
    ("integer", when("a", ">=", answerInteger=3), THREE, True),
    ("integer", when("a", "<=", answerInteger=2), THREE, False),
    ("integer", when("a", "exists", answerBoolean=True), THREE, True),
    ("integer", when("a", "exists", answerBoolean=False), None, True),
    ("decimal", when("a", "=", answerInteger=3), {"valueDecimal": 3.0}, True),
    ("quantity", when("a", ">", answerQuantity={"value": 2, "unit": "g"}), quantity(3, "kg"), True),
    ("quantity", when("a", "=", answerQuantity={"value": 3}), quantity(3, "kg"), True),
    ("date", when("a", ">", answerDate="2026-01-01"), {"valueDate": "2026-11-23"}, False),
    ("date", when("a", "=", answerDate="2026-11-23"), {"valueDate": "2026-11-23"}, False),
    ("date", when("a", "!=", answerDate="2026-01-01"), {"valueDate": "2026-11-23"}, False),
    ("date", when("a", "!=", answerDate="2026-01-01"), None, True),
    ("date", when("a", "exists", answerBoolean=True), {"valueDate": "2026-11-23"}, True),
    ("dateTime", when("a", "<", answerDateTime="2027-01-01T00:00:00Z"), {"valueDateTime": "2026"}, False),
    ("time", when("a", "<", answerTime="12:00:00"), {"valueTime": "10:00:00"}, False),
    ("string", when("a", "=", answerString="b"), {"valueString": "b"}, True),
    ("string", when("a", "!=", answerString="b"), {"valueString": "c"}, True),
    ("string", when("a", ">", answerString="b"), {"valueString": "c"}, False),
    ("text", when("a", "<=", answerString="b"), {"valueString": "b"}, False),
    ("boolean", when("a", "=", answerBoolean=False), {"valueBoolean": False}, True),
    ("choice", when("a", "=", answerCoding={"system": "urn:x", "code": "y"}), coding("y"), True),
    ("choice", when("a", "=", answerCoding={"system": "urn:z", "code": "y"}), coding("y"), False),
    ("choice", when("a", "=", answerCoding={"code": "y"}), coding("y"), False),
    ("choice", when("a", "!=", answerCoding={"code": "y"}), coding("y"), True),
    ("choice", when("a", "!=", answerCoding={"code": "y"}), None, True),
    ("choice", when("a", "!=", answerString="y"), None, False),
    ("choice", when("a", "=", answerCoding={"display": "Y"}), {"valueCoding": {"display": "Y"}}, True),
    ("choice", when("a", "=", answerCoding={"system": "urn:x"}), {"valueCoding": {"system": "urn:x"}}, False),
    ("open-choice", when("a", "=", answerCoding={"system": "urn:x", "code": "y"}), {"valueString": "y"}, False),
]


@pytest.mark.parametrize(("type", "condition", "answer", "shown"), CONDITIONS)
def test_each_comparison(desk, type, condition, answer, shown):
    given = [answered("a", answer)] if answer else []
    found = values(
        desk.settled(asked_when(type, condition), response(*given, answered("b", {"valueString": "x"})))
    )
    assert ("b" in found) is shown


def test_all_and_any(desk):
    both = [when("a", ">", answerInteger=1), when("a", "<", answerInteger=3)]
    filled = response(answered("a", THREE), answered("b", {"valueString": "x"}))
    for behaviour, shown in (("all", False), ("any", True)):
        asked = form(item("a", "integer"), item("b", "string", enableWhen=both, enableBehavior=behaviour))
        assert ("b" in values(desk.settled(asked, filled))) is shown


def test_hidden_answers_count_as_unanswered_to_the_end(desk):
    chain = [item("c0", "boolean")]
    chain += [
        item(f"c{n}", "boolean", enableWhen=[when(f"c{n - 1}", "=", answerBoolean=True)]) for n in range(1, 8)
    ]
    answers = [answered(f"c{n}", {"valueBoolean": n != 0}) for n in range(8)]
    for order in (chain, chain[::-1]):
        assert list(values(desk.settled(form(*order), response(*answers)))) == ["c0"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_long_chain_of_conditions_is_followed_to_its_end(desk, turned):
    chain = [item("c0", "boolean")]
    chain += [
        item(f"c{n}", "boolean", enableWhen=[when(f"c{n - 1}", "exists", answerBoolean=True)])
        for n in range(1, 400)
    ]
    order = list(reversed(chain)) if turned else chain
    answers = [answered(f"c{n}", {"valueBoolean": True}) for n in range(1, 400)]
    started = time.monotonic()
    assert "item" not in desk.settled(form(*order), response(*answers))
    assert time.monotonic() - started < 5


def test_a_group_hides_what_is_inside_and_leaves_no_shell(desk):
    inner = item("g", "group", enableWhen=[when("a", "exists", answerBoolean=True)], item=[item("b", "string")])
    after = item("c", "string", enableWhen=[when("b", "exists", answerBoolean=True)])
    filled = [answered("g", item=[answered("b", {"valueString": "x"})]), answered("c", {"valueString": "y"})]
    assert "item" not in desk.settled(form(item("a", "integer"), inner, after), response(*filled))


def test_a_group_that_was_answered_stays_when_all_in_it_is_not_asked(desk):
    asked = form(
        item("g", "group", item=[item("b", "string", enableWhen=[when("a", "exists", answerBoolean=True)])])
    )
    asked["item"].append(item("a", "integer"))
    found = desk.settled(asked, response(answered("g", item=[answered("b", {"valueString": "x"})])))
    assert found["item"] == [answered("g")]


def test_what_holds_no_answer_goes(desk):
    asked = form(item("g", "group", item=[item("b", "string")]), item("c", "string"), item("d", "display"))
    assert "item" not in desk.settled(asked, response(answered("g"), answered("c", text="C"), answered("d")))


@pytest.mark.parametrize("kind", ["item", "group"])
@pytest.mark.parametrize("expression", ["false", "{}", "%resource.item.where(linkId='a').answer.value > 5", "1 +"])
def test_what_an_expression_hides_is_kept_and_counts_for_others(desk, kind, expression):
    hidden = item("b", "string", fhirpath("enableWhenExpression", expression))
    given = answered("b", {"valueString": "x"})
    if kind == "group":
        hidden = item("g", "group", fhirpath("enableWhenExpression", expression), item=[item("b", "string")])
        given = answered("g", item=[given])
    after = item("c", "string", enableWhen=[when("b", "=", answerString="x")])
    filled = response(answered("a", THREE), given, answered("c", {"valueString": "y"}))
    assert desk.settled(form(item("a", "integer"), hidden, after), filled) == filled


def test_its_conditions_still_count_where_an_item_has_an_expression_too(desk):
    both = item(
        "b", "string", fhirpath("enableWhenExpression", "true"), enableWhen=[when("a", "=", answerInteger=4)]
    )
    filled = response(answered("a", THREE), answered("b", {"valueString": "x"}))
    assert values(desk.settled(form(item("a", "integer"), both), filled)) == {"a": [3]}


@pytest.mark.parametrize(
    ("order", "answers", "shown"),
    [("before", [3, 1], False), ("before", [1, 3], True), ("after", [3, 1], True), ("after", [1, 3], False)],
)
def test_of_several_answers_the_one_nearest_in_reading_order_counts(desk, order, answers, shown):
    many = item("a", "integer", repeats=True)
    b = item("b", "string", enableWhen=[when("a", "=", answerInteger=3)])
    given = answered("a", *[{"valueInteger": one} for one in answers])
    asked = form(many, b) if order == "before" else form(b, many)
    assert ("b" in values(desk.settled(asked, response(given, answered("b", {"valueString": "x"}))))) is shown


@pytest.mark.parametrize(("operator", "shown"), [("=", True), ("!=", False)])
def test_of_several_choices_any_counts(desk, operator, shown):
    many = item("a", "choice", repeats=True, answerOption=[coding("x"), coding("y")])
    b = item("b", "string", enableWhen=[when("a", operator, **{"answerCoding": coding("x")["valueCoding"]})])
    filled = response(answered("a", coding("x"), coding("y")), answered("b", {"valueString": "x"}))
    assert ("b" in values(desk.settled(form(many, b), filled))) is shown


def test_outside_a_repeated_group_its_last_answer_counts_to_what_follows(desk):
    group = item("r", "group", repeats=True, item=[item("k", "integer")])
    b = item("b", "string", enableWhen=[when("k", "=", answerInteger=3)])
    for numbers, shown in (((1, 3), True), ((3, 1), False)):
        rows = [answered("r", item=[answered("k", {"valueInteger": n})]) for n in numbers]
        found = desk.settled(form(group, b), response(*rows, answered("b", {"valueString": "x"})))
        assert ("b" in values(found)) is shown


UNDER = [("integer", lambda n: {"valueInteger": n}), ("choice", lambda n: coding(f"c{n}"))]


@pytest.mark.parametrize(("type", "answer"), UNDER)
def test_under_a_question_its_own_answer_counts(desk, type, answer):
    wanted = {key.replace("value", "answer"): one for key, one in answer(3).items()}
    under = item("b", "string", enableWhen=[when("a", "=", **wanted)])
    asked = form(item("a", type, repeats=True, item=[under]))
    given = [{**answer(n), "item": [answered("b", {"valueString": str(n)})]} for n in (1, 3, 4)]
    assert values(desk.settled(asked, response(answered("a", *given))))["b"] == ["3"]


def test_what_holds_more_than_its_name_stays(desk):
    why = ext("data-absent-reason", valueCode="asked-declined")
    filled = response(answered("a", extension=[why]))
    assert desk.settled(form(item("a", "string")), filled) == filled
