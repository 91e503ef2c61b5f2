"""When an item is asked, said by an expression, as a condition of our form: the same, answer by answer."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mending.worksheets.rules.fhir.expressions import Evaluator
from mending.worksheets.rules.fhir.findings import Weight
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.fhir.reading import read
from mending.worksheets.rules.fhir.tree import Tree
from mending.worksheets.rules.showing import visible
from tests.rules.fhir import answered, coding, ext, fhirpath, form, item, response

WEIGHED = [
    {**coding(code, display=code.upper()), "extension": [ext("ordinalValue", valueDecimal=weight)]}
    for weight, code in enumerate(("x", "y", "z"))
]
ONE = "%resource.item.where(linkId='c').answer.value"
CODE = f"{ONE}.code"
YES = "%resource.item.where(linkId='ok').answer.value"
NUMBER = "%resource.item.where(linkId='n').answer.value"
MANY = "%resource.item.where(linkId='m').answer"
DEEP = "%resource.item.where(linkId='g').item.where(linkId='d').answer.value"
ANSWERS = {
    "c": [None, "x", "y", "z"],
    "ok": [None, True, False],
    "n": [None, 0, 2, 5],
    "m": [None, ["x"], ["x", "y"]],
    "d": [None, "y"],
}


@pytest.fixture(scope="module")
def library():
    """An evaluator that reckons nothing by itself."""
    one = Evaluator(own=False)
    yield one
    one.close()


def asked(expression: str, *variables: tuple[str, str]) -> dict:
    return form(
        item("c", "choice", answerOption=WEIGHED),
        item("ok", "boolean"),
        item("n", "integer"),
        item("m", "choice", answerOption=WEIGHED, repeats=True),
        item("g", "group", item=[item("d", "choice", answerOption=WEIGHED)]),
        item("last", "string", fhirpath("enableWhenExpression", expression)),
        extension=[fhirpath("variable", of, name=name) for name, of in variables],
    )


def as_response(answers: dict) -> dict:
    """The answers in FHIR, and one to the item that is asked or not."""
    made = []
    for name in ("c", "m", "d"):
        given = answers[name] if isinstance(answers[name], list) else [answers[name]]
        one = answered(name, *[coding(code, display=code.upper()) for code in given if code])
        made.append(answered("g", item=[one]) if name == "d" else one)
    made += [answered("ok", {"valueBoolean": answers["ok"]})] if answers["ok"] is not None else []
    made += [answered("n", {"valueInteger": answers["n"]})] if answers["n"] is not None else []
    return response(*[one for one in made if one.get("answer") or one.get("item", [{}])[0].get("answer")])


def same(taken, questionnaire: dict, answers: dict, library: Evaluator) -> None:
    """Our form asks the last question exactly when the library says that it is asked."""
    ours = "last" in visible(taken.form, {key: one for key, one in answers.items() if one is not None})
    filled = as_response(answers)
    filled.setdefault("item", []).append(answered("last", {"valueString": "x"}))
    tree = Tree(read(questionnaire), filled)
    library.begin(tree)
    theirs = next(library.asks(node) for node in tree.walk() if node.item.link_id == "last")
    assert ours is theirs, answers


UNDERSTOOD = [
    f"{CODE} = 'y'",
    f"{CODE} != 'y'",
    f"'y' = {CODE}",
    f"({CODE} = 'y').not()",
    f"{ONE}.display = 'Y'",
    f"{ONE}.ordinal() >= 1",
    f"{CODE} in ('x' | 'z')",
    f"('x' | 'z') contains {CODE}",
    f"{ONE}.where(code = 'y').exists()",
    f"{ONE}.exists(code = 'y' or code = 'z')",
    f"{ONE}.where(system = 'urn:x' and code = 'y').exists()",
    f"{ONE}.where(system = 'urn:other' and code = 'y').empty()",
    "%resource.item.where(linkId='c').answer.valueCoding.code = 'y'",
    "%resource.item.where(linkId='c').answer.where(value.code = 'y').exists()",
    "%resource.item.where(linkId='c').answer.first().value.code = 'y'",
    "%resource.item.where(linkId='c').answer[0].value.code = 'y'",
    f"{MANY}.where(value.code = 'y').exists()",
    f"{MANY}.where(value.code = 'y').empty()",
    f"{MANY}.value.exists(code = 'y' and system = 'urn:x')",
    f"'y' in {MANY}.value.code",
    f"{MANY}.value.code contains 'y'",
    f"{MANY}.exists()",
    f"{MANY}.count() > 0",
    YES,
    f"{YES} = true",
    f"{YES} = false",
    f"{YES} != true",
    f"{YES}.not()",
    f"{YES}.exists() and {YES}",
    f"{NUMBER} > 2",
    f"{NUMBER} = 2",
    f"{NUMBER} != 2",
    f"2 < {NUMBER}",
    f"{NUMBER}.empty()",
    f"{NUMBER}.exists().not()",
    f"({NUMBER} > 2).not()",
    f"({NUMBER} > 2 and {YES}).not()",
    f"{NUMBER} > 2 or {CODE} = 'x'",
    f"{NUMBER} > 2 xor {YES}",
    f"{NUMBER} > 2 implies {YES}",
    f"iif({NUMBER}.exists(), {NUMBER}, 0) < 3",
    f"iif({YES}, {NUMBER} > 2, {CODE} = 'x')",
    f"{DEEP}.code = 'y'",
    "%resource.descendants().where(linkId='d').answer.value.code = 'y'",
    "%resource.item.where(linkId in ('c' | 'n')).answer.exists()",
    "%resource.item.where(linkId in ('c' | 'n')).answer.count() = 2",
    f"{ONE}.ordinal() + {DEEP}.ordinal() > 0",
    "%resource.item.where(linkId in ('c' | 'm')).exists()",
    "%more",
    "%more and %much",
    "%much = false",
    "%`much-more`",
    "%resource.repeat(item).where(linkId='g').item.where(linkId='d').answer.value.code = 'y'",
]
VARIABLES = [("code", CODE), ("more", f"{NUMBER} > 2"), ("much", "%more or %code = 'x'")]
VARIABLES += [("much-more", "%more or item.where(linkId='c').answer.value.code = 'x'")]


@pytest.mark.parametrize("expression", UNDERSTOOD)
def test_it_is_asked_when_the_library_says_so(library, expression):
    questionnaire = asked(expression, *VARIABLES)
    taken = take(questionnaire)
    assert taken.form is not None, [str(one) for one in taken.findings]
    assert "urn:other" in expression or any(one.says.startswith("It is asked when") for one in taken.findings)
    names = [
        name for name in ANSWERS if f"'{name}'" in expression or "more" in expression or "%much" in expression
    ]
    for chosen in itertools.product(*(ANSWERS[name] for name in names)):
        same(taken, questionnaire, {**dict.fromkeys(ANSWERS), **dict(zip(names, chosen, strict=True))}, library)


TESTS = st.sampled_from(
    [f"{CODE} = 'y'", f"{CODE} != 'x'", YES, f"{YES} = false", f"{NUMBER} > 2", f"{NUMBER}.empty()"]
)
JOINED = st.recursive(
    TESTS,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or", "xor", "implies"]), inner)
        | st.builds("({}).not()".format, inner)
        | st.builds("iif({}, {}, {})".format, inner, inner, inner)
    ),
    max_leaves=5,
)


@settings(max_examples=120, deadline=None)
@given(JOINED, st.tuples(*(st.sampled_from(ANSWERS[name]) for name in ("c", "ok", "n"))))
def test_however_they_are_joined(library, expression, chosen):
    questionnaire = asked(expression)
    taken = take(questionnaire)
    if any("never asked" in one.says for one in taken.findings):
        return
    answers = {**dict.fromkeys(ANSWERS), **dict(zip(("c", "ok", "n"), chosen, strict=True))}
    same(taken, questionnaire, answers, library)


@pytest.mark.parametrize(
    ("expression", "because"),
    [
        ("today() > @2020-01-01", "today() > @2020-01-01"),
        (f"{NUMBER} + 1 > 3", "calculated"),
        (f"{MANY}.value.code = 'y'", "several answers"),
        (f"{MANY}.count() > 1", "counts"),
        (f"{CODE} = {DEEP}.code", "no fixed value"),
        ("%resource.item.where(linkId='d').answer.value.code = 'y'", "no question “d” where it looks"),
        ("%nobody", "%nobody"),
        ("%round", "circle"),
        (f"{YES} > 2", "cannot be compared"),
        (f"{CODE} > 'x'", "cannot be compared"),
        ("item.where(linkId='c').answer.exists()", "item.where"),
        (f"{NUMBER}.exists", "exists"),
    ],
)
def test_what_is_unclear_is_told_and_refused(expression, because):
    taken = take(asked(expression, ("round", "%round")))
    assert taken.form is None
    assert any(one.weight is Weight.REFUSED and because in one.says for one in taken.findings), taken.findings


def test_what_nobody_is_asked_needs_no_condition():
    hidden = ext("questionnaire-hidden", valueBoolean=True)
    unclear = fhirpath("enableWhenExpression", "today() > @2020-01-01")
    added = fhirpath("calculatedExpression", "%resource.item.where(linkId in ('a' | 'b')).answer.value.sum()")
    taken = take(
        form(
            item("a", "integer"),
            item("b", "integer"),
            item("secret", "string", hidden, unclear),
            item("total", "integer", added, unclear),
        )
    )
    assert [one.id for one in taken.form.scores] == ["total"]
    assert [one.where for one in taken.findings if "Nobody is asked" in one.says] == ["secret", "total"]


def test_never_asked_is_left_out_and_a_calculated_yes_is_followed():
    yes = item("many", "boolean", fhirpath("calculatedExpression", f"{NUMBER} > 2"))
    after = item(
        "b", "string", fhirpath("enableWhenExpression", "%resource.item.where(linkId='many').answer.value")
    )
    never = item("never", "group", fhirpath("enableWhenExpression", "false"), item=[item("in", "string")])
    taken = take(form(item("n", "integer"), yes, after, never))
    assert taken.form.question("in") is None
    assert ["b" in visible(taken.form, {"n": n}) for n in (2, 3)] == [False, True]


def test_a_group_s_condition_is_told_once_and_holds_inside():
    group = item(
        "g2", "group", fhirpath("enableWhenExpression", YES), item=[item("p", "string"), item("q", "string")]
    )
    taken = take(form(item("ok", "boolean"), group))
    assert len([one for one in taken.findings if one.says == "It is asked when “ok” is yes."]) == 1
    assert visible(taken.form, {"ok": False}) == {"ok"}
    assert visible(taken.form, {"ok": True}) == {"ok", "p", "q"}
