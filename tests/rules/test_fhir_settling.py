"""Answers after conditions and calculations."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mending.worksheets.rules.fhir.addresses import ARGONAUT
from mending.worksheets.rules.fhir.expressions import Evaluator
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.fhir.jobs import Desk
from mending.worksheets.rules.fhir.lenient import Unreadable
from mending.worksheets.rules.fhir.reading import read
from mending.worksheets.rules.fhir.settling import settle
from mending.worksheets.rules.fhir.tree import Tree
from tests.rules.fhir import CORE, answered, coding, ext, fhirpath, form, item, response, values

THREE = {"valueInteger": 3}


@pytest.fixture(scope="module")
def desk():
    with Desk() as one:
        yield one


@pytest.fixture(scope="module")
def library():
    """An evaluator that reckons nothing by itself."""
    one = Evaluator(own=False)
    yield one
    one.close()


def when(question, operator, **answer):
    return {"question": question, "operator": operator, **answer}


@pytest.mark.parametrize(
    ("type", "expression", "found"),
    [
        ("integer", "%a * 2", [6]),
        ("decimal", "%a / 2", [1.5]),
        ("integer", "%a / 2", [1]),
        ("boolean", "%a > 2", [True]),
        ("string", "iif(%a < 2, 'low', iif(%a < 5, 'middle', 'high'))", ["middle"]),
        ("string", "'it is ' + %a.toString()", ["it is 3"]),
        ("quantity", "%a", [{"value": 3, "unit": "kg"}]),
        ("date", "@2026-11-23", ["2026-11-23"]),
        ("date", "@2026-11-23T10:00:00Z", None),
        ("dateTime", "@2026-11-23T10:00:00Z", ["2026-11-23T10:00:00Z"]),
        ("decimal", "(%a / 2 + 1).round(0)", [3]),
        ("integer", "(%a / 2).round()", [2]),
        ("decimal", "%a.power(2)", [9]),
        ("decimal", "(6.25).power(0.5)", [2.5]),
        ("decimal", "(%a - 4).power(0.5)", None),
        ("integer", "{}", None),
        ("integer", "%a +", None),
        ("integer", "%nobody", None),
        ("integer", "'words'", None),
        ("choice", "%qitem.answerOption.value.where(code = 'y')", [{"system": "urn:x", "code": "y"}]),
    ],
)
def test_calculations_give_answers_of_the_item_s_type(desk, type, expression, found):
    more = {"answerOption": [coding("y")]} if type == "choice" else {}
    unit = [ext("questionnaire-unit", valueCoding={"display": "kg"})] if type == "quantity" else []
    asked = form(
        item("a", "integer"),
        item("b", type, fhirpath("calculatedExpression", expression), *unit, **more),
        extension=[fhirpath("variable", "%resource.item.where(linkId='a').answer.value", name="a")],
    )
    assert values(desk.settled(asked, response(answered("a", THREE)))).get("b") == found


def test_calculations_feed_each_other_and_conditions(desk):
    asked = form(
        item("a", "integer"),
        item(
            "c", "integer", fhirpath("calculatedExpression", "%resource.item.where(linkId='b').answer.value + 1")
        ),
        item(
            "b", "integer", fhirpath("calculatedExpression", "%resource.item.where(linkId='a').answer.value + 1")
        ),
        item(
            "d", "string", fhirpath("initialExpression", "'hello'"), enableWhen=[when("c", ">", answerInteger=4)]
        ),
    )
    found = values(desk.settled(asked, response(answered("a", THREE))))
    assert found == {"a": [3], "c": [5], "b": [4], "d": ["hello"]}


def test_an_initial_value_does_not_replace_an_answer(desk):
    asked = form(item("a", "string", fhirpath("initialExpression", "'hello'")))
    assert values(desk.settled(asked, response(answered("a", {"valueString": "mine"})))) == {"a": ["mine"]}


def test_what_nobody_calculates_stays_as_it_was(desk):
    extra = [{"url": "urn:mine", "valueString": "kept"}]
    filled = response(answered("a", {**THREE, "extension": extra}, id="x"), subject={"reference": "Patient/1"})
    assert desk.settled(form(item("a", "integer"), item("b", "string")), filled) == filled


def test_initial_values_are_for_items_the_response_does_not_have(desk):
    asked = form(
        item("a", "integer", initial=[{"valueInteger": 4}]),
        item("b", "integer", initial=[{"valueInteger": 5}]),
        item("c", "integer", initial=[{"valueInteger": 6}]),
        item("d", "integer", initial=[{"valueString": "wrong"}]),
    )
    assert values(desk.settled(asked, response(answered("a", THREE), answered("b")))) == {"a": [3], "c": [6]}


def test_a_chosen_code_gets_the_words_of_its_option(desk):
    asked = form(item("a", "choice", answerOption=[coding("y", display="Yes")]))
    found = values(desk.settled(asked, response(answered("a", {"valueCoding": {"code": "y"}}))))
    assert found == {"a": [{"system": "urn:x", "code": "y", "display": "Yes"}]}


def test_so_does_a_code_it_begins_with(desk):
    asked = form(item("a", "choice", answerOption=[coding("y", display="Yes")], initial=[coding("y")]))
    assert values(desk.settled(asked, response())) == {"a": [{"system": "urn:x", "code": "y", "display": "Yes"}]}


@pytest.mark.parametrize("how", ["ordinal()", "weight()", "extension.where(url like 'ordinalValue').value"])
@pytest.mark.parametrize("address", ["ordinalValue", ARGONAUT])
@pytest.mark.parametrize("own", [True, False])
def test_weights_are_found_beside_options(desk, library, how, address, own):
    weighed = [{**coding(f"c{n}"), "extension": [ext(address, valueDecimal=n)]} for n in range(4)]
    how = how.replace("url like 'ordinalValue'", f"url = '{CORE}ordinalValue'")
    total = fhirpath("calculatedExpression", f"%resource.item.answer.value.{how}.sum()")
    asked = form(*[item(f"q{n}", "choice", answerOption=weighed) for n in range(2)], item("t", "decimal", total))
    filled = response(answered("q0", coding("c1")), answered("q1", coding("c3")))
    found = desk.settled(asked, filled) if own else settle(read(asked), filled, library)
    assert values(found)["t"] == [4]


def test_two_items_of_one_name_share_what_there_is(desk):
    asked = form(item("a", "string"), item("a", "integer"))
    filled = response(answered("a", {"valueString": "x"}), answered("a", THREE))
    assert desk.settled(asked, filled) == filled


WEIGHED = [{**coding(f"c{n}"), "extension": [ext("ordinalValue", valueDecimal=n)]} for n in range(4)]
GROUPED = form(
    item("g", "group", item=[item(f"q{n}", "choice", answerOption=WEIGHED) for n in range(3)]),
    *[item(f"n{n}", "integer") for n in range(2)],
    item("out", "decimal", fhirpath("calculatedExpression", "1")),
)
PICKS = st.sampled_from(
    [
        "%resource.item.item.answer.value.ordinal()",
        "%resource.item.where(linkId = 'g').item.answer.value.weight()",
        "%resource.descendants().where(linkId = 'q1').answer.value.ordinal()",
        "%resource.repeat(item).where(linkId in ('q0' | 'q2')).answer.value.weight()",
        "%resource.item.where(linkId.startsWith('n')).answer.value",
        "%resource.item.where(linkId = 'n0').answer.valueInteger",
        "%resource.item.where(linkId='nobody').answer.value",
    ]
)
ONE = st.one_of(
    st.sampled_from(["0", "1", "2.5", "{}"]),
    st.builds("{}.{}()".format, PICKS, st.sampled_from(["sum", "count", "avg", "first"])),
)
HOLDS = st.one_of(
    st.builds("{}.{}()".format, PICKS, st.sampled_from(["exists", "empty"])),
    st.builds("{} {} {}".format, ONE, st.sampled_from(["<", "<=", "=", "!=", ">", ">="]), ONE),
)
CONDITION = st.one_of(HOLDS, st.builds("({} {} {})".format, HOLDS, st.sampled_from(["and", "or"]), HOLDS))
SUM = st.one_of(ONE, st.builds("({} {} {})".format, ONE, st.sampled_from(["+", "-", "*", "/"]), ONE))
RECKONED = st.one_of(SUM, st.builds("iif({}, {}, {})".format, CONDITION, SUM, SUM))
ANSWERS = st.tuples(*[st.none() | st.integers(0, 3) for _ in range(5)])


@settings(max_examples=150, deadline=None)
@given(RECKONED, ANSWERS)
def test_our_own_reckoning_is_what_the_library_says(desk, library, expression, given):
    asked = json.loads(json.dumps(GROUPED).replace('"expression": "1"', f'"expression": {json.dumps(expression)}'))
    inside = [answered(f"q{n}", coding(f"c{one}")) for n, one in enumerate(given[:3]) if one is not None]
    numbers = [answered(f"n{n}", {"valueInteger": one}) for n, one in enumerate(given[3:]) if one is not None]
    filled = response(*([answered("g", item=inside)] if inside else []), *numbers)
    ours = values(desk.settled(asked, filled)).get("out")
    theirs = values(settle(read(asked), filled, library)).get("out")
    assert (ours is None) == (theirs is None)
    assert float(ours[0] if ours else 0) == pytest.approx(float(theirs[0] if theirs else 0))


def test_an_expression_that_takes_too_long_is_stopped_and_the_run_goes_on(desk):
    long = "(1|2|3|4|5|6|7|8|9)" + ".select((1|2|3|4|5|6|7|8|9) | $this)" * 3
    slow = ".select(".join(["(1|2|3|4|5|6|7|8|9|10|11|12|13)"] * 8) + ")" * 7 + ".count()"
    asked = form(
        item("a", "integer", fhirpath("calculatedExpression", f"{long}.count() + {slow}")),
        item("b", "string", fhirpath("calculatedExpression", "'a' & 'b'")),
    )
    started = time.monotonic()
    found = values(desk.settled(asked, response()))
    assert found == {"b": ["ab"]}
    assert time.monotonic() - started < 30


def test_an_expression_that_ends_the_worker_does_not_take_the_others_along(desk):
    huge = "'x'" + ".replace('x', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')" * 8
    asked = form(
        item("a", "string", fhirpath("calculatedExpression", huge)),
        item("b", "string", fhirpath("calculatedExpression", "'a' & 'b'")),
    )
    assert values(desk.settled(asked, response())) == {"b": ["ab"]}


@pytest.mark.parametrize(
    "spoilt",
    [
        item("z", "group", item=None),
        item("z", "choice", answerOption=7),
        item("z", "choice", answerOption=[{"valueCoding": {"code": ["a"]}, "extension": WEIGHED[1]["extension"]}]),
    ],
)
def test_what_is_spoilt_in_a_form_does_not_end_the_worker(library, monkeypatch, spoilt):
    asked = form(item("b", "string", fhirpath("calculatedExpression", "'a' & 'b'")), spoilt)
    monkeypatch.setattr(Evaluator, "_apart", lambda *_: pytest.fail("the worker was ended"))
    found = settle(read(asked), response(), library)
    assert values(found) == {"b": ["ab"]}


@pytest.mark.parametrize(
    "expression",
    [
        "'x'.resolve()",
        "%resource.questionnaire.resolve()",
        "'http://x'.memberOf('http://y')",
        "%terminologies.expand('x')",
    ],
)
def test_nothing_is_fetched(desk, expression):
    asked = form(item("a", "string", fhirpath("calculatedExpression", expression)))
    assert values(desk.settled(asked, response())) == {}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "item",
                    "linkId",
                    "type",
                    "answer",
                    "valueString",
                    "valueCoding",
                    "valueQuantity",
                    "extension",
                    "url",
                    "enableWhen",
                    "question",
                    "operator",
                    "answerOption",
                    "contained",
                    "resourceType",
                    "id",
                    "compose",
                    "include",
                    "valueSet",
                    "text",
                    "required",
                    "maxLength",
                ]
            ),
            inner
            | st.sampled_from(
                ["a", "group", "choice", "=", "#a", "ValueSet", "Questionnaire", "decimal", "quantity"]
            ),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["item", "contained", "extension", "url"]), JSON), JSON, JSON)
def test_nothing_a_stranger_writes_makes_it_fall(desk, head, items, filled):
    jobs = {
        "id": 1,
        "questionnaire": {"item": items, **head, "resourceType": "Questionnaire"},
        "response": {"resourceType": "QuestionnaireResponse", "item": filled},
    }
    line = json.dumps(jobs).replace("NaN", "1").replace("-Infinity", "1").replace("Infinity", "1")
    for what in ("outcome", "response"):
        said = json.loads(desk.line(line, what))
        assert what in said or "cannot be done" not in said["error"], said


@settings(max_examples=150, deadline=None)
@given(JSON, JSON)
def test_nor_does_taking_it_as_a_form(items, extension):
    asked = {"resourceType": "Questionnaire", "item": items, "extension": extension}
    try:
        found = take(asked)
    except Unreadable:
        return
    assert found.form is not None or found.findings


def test_value_sets_that_hold_each_other_are_read_once(desk):
    sets = [
        {"resourceType": "ValueSet", "id": one, "compose": {"include": [{"valueSet": [f"#{other}"]}]}}
        for one, other in (("a", "b"), ("b", "a"))
    ]
    sets[0]["compose"]["include"].append({"system": "urn:x", "concept": [{"code": "y"}]})
    asked = form(item("q", "choice", answerValueSet="#b"), contained=sets)
    assert [one.value.code for one in read(asked).items[0].options] == ["y"]


def test_what_is_nested_for_ever_is_refused_in_words():
    deep: dict = item("a", "group")
    for _ in range(60):
        deep = item("a", "group", item=[deep])
    with pytest.raises(Unreadable):
        read(form(deep))


def test_a_tree_holds_every_item_once():
    asked = read(form(item("g", "group", item=[item("a", "string")]), item("b", "string")))
    assert [node.item.link_id for node in Tree(asked, response()).walk()] == ["g", "a", "b"]
