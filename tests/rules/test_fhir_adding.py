"""Calculations that are plain scores, and those that are not: the declared score gives what the library gives."""

import itertools

import pytest

from mending.worksheets.rules.fhir.expressions import Evaluator
from mending.worksheets.rules.fhir.findings import Weight
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.fhir.reading import read
from mending.worksheets.rules.fhir.settling import settle
from mending.worksheets.rules.scoring import score
from mending.worksheets.web.shelf_forms import reckoned
from tests.rules.fhir import answered, coding, ext, fhirpath, form, item, response, values

WEIGHED = [
    {**coding(code, display=code.upper()), "extension": [ext("itemWeight", valueDecimal=weight)]}
    for weight, code in enumerate(("x", "y", "z"))
]
PLAIN = [coding(code, display=code.upper()) for code in ("x", "y", "z")]
BOUNDS = (ext("minValue", valueInteger=0), ext("maxValue", valueInteger=10))
ANSWERS = {
    "a": [None, "y", "z"],
    "b": [None, "x", "y"],
    "n": [None, 0, 7],
    "ok": [None, True, False],
    "p": [None, "x", "y"],
}


@pytest.fixture(scope="module")
def library():
    """An evaluator that reckons nothing by itself."""
    one = Evaluator(own=False)
    yield one
    one.close()


def of(link: str, more: str = "") -> str:
    return f"%resource.item.where(linkId='{link}').answer.value{more}"


A, B, N, OK, P = of("a", ".ordinal()"), of("b", ".weight()"), of("n"), of("ok"), of("p", ".code")
AB = "%resource.item.where(linkId in ('a' | 'b')).answer.value.ordinal()"


def asked(expression: str, *variables: tuple[str, str]) -> dict:
    return form(
        item("a", "choice", answerOption=WEIGHED),
        item("b", "choice", answerOption=WEIGHED),
        item("n", "integer", *BOUNDS),
        item("ok", "boolean"),
        item("p", "choice", answerOption=PLAIN),
        item("out", "decimal", fhirpath("calculatedExpression", expression), text="Out"),
        extension=[fhirpath("variable", words, name=name) for name, words in variables],
    )


def filled(answers: dict) -> dict:
    made = [
        answered(name, coding(answers[name], display=answers[name].upper())) for name in "abp" if answers[name]
    ]
    made += [answered("n", {"valueInteger": answers["n"]})] if answers["n"] is not None else []
    made += [answered("ok", {"valueBoolean": answers["ok"]})] if answers["ok"] is not None else []
    return response(*made)


VARIABLES = [("a", A), ("b", B), ("any", "%a.exists() or %b.exists()")]
VARIABLES += [("rooted", "item.where(linkId='a').answer.value.ordinal()")]
EXACT = [
    f"{A} + {B}",
    f"{A} * 2 + {B}",
    f"2 * {A} + 0.5 * {N}",
    f"({A} + {B}) / 2",
    f"({A} + {N}) / 4",
    f"({A} * 3 + {B}) / 2",
    f"(2 - {A}) + {B}",
    f"(10 - {N}) * 2 + {A}",
    f"{AB}.avg()",
    f"{AB}.sum() / {AB}.count()",
    f"{AB}.sum() / (iif({A}.exists(), 1, 0) + iif({B}.exists(), 1, 0))",
    f"iif({A}.exists() and {B}.exists(), {A} + {B}, {{}})",
    f"iif({P} = 'y', 2, iif({P} != 'y', 1, {{}})) + {A}",
    f"{A} + {B} + 0",
    "%a * 2 + %b",
    "%rooted + %b",
]
LOOSE = [
    f"{AB}.sum()",
    f"{AB}.aggregate($this + $total, 0)",
    f"iif({P} = 'y', 2, 0) + {A}",
    f"iif({P} = 'x', 1, iif({P} in ('y' | 'z'), 3, 0)) + iif({OK}, 2, 0)",
    f"iif({OK} = false, 4, 0) + {A}",
    "iif(%any, iif(%a.exists(), %a, 0) + iif(%b.exists(), %b, 0), {})",
    "%resource.item.where(linkId='p').answer.where(value.code = 'y').count() * 3 + %a",
]


def both(library, expression: str, answers: dict) -> tuple[float | None, float | None]:
    """Our score and what the library reckons."""
    questionnaire = asked(expression, *VARIABLES)
    taken = take(questionnaire)
    assert taken.form is not None
    assert taken.form.scores, [str(one) for one in taken.findings]
    ours = score(taken.form, {key: one for key, one in answers.items() if one is not None})[0].value
    theirs = values(settle(read(questionnaire), filled(answers), library)).get("out", [None])[0]
    return ours, None if theirs is None else pytest.approx(float(theirs))


def combinations(expression: str):
    spelled = expression.replace("%rooted", "%a").replace("%any", "%a %b")
    names = [name for name in ANSWERS if f"'{name}'" in spelled or f"%{name}" in spelled]
    for chosen in itertools.product(*(ANSWERS[name] for name in names)):
        yield {**dict.fromkeys(ANSWERS), **dict(zip(names, chosen, strict=True))}, None not in chosen


@pytest.mark.parametrize("expression", EXACT)
def test_the_declared_score_is_what_the_library_says(library, expression):
    for answers, _ in combinations(expression):
        ours, theirs = both(library, expression, answers)
        assert ours == theirs, answers


@pytest.mark.parametrize("expression", LOOSE)
def test_or_waits_until_all_are_answered_and_says_so(library, expression):
    taken = take(asked(expression, *VARIABLES))
    for answers, whole in combinations(expression):
        if whole:
            ours, theirs = both(library, expression, answers)
            assert ours == theirs, answers
    assert any("counts nought; here" in one.says for one in taken.findings)


def test_the_finding_and_the_page_say_what_is_added():
    taken = take(asked(f"iif({P} = 'y', 2, 0) + {A} * 3 + (10 - {N})"))
    words = (
        "The score “Out” adds up p, a, n. a counts 3 times. n is counted from the other end. "
        "p counts 2 for “y”, and nought otherwise."
    )
    assert words in [one.says for one in taken.findings]
    assert [option.weight for option in taken.form.question("p").options] == [0, 2, 0]
    assert "counts 3 times" in reckoned(taken.form, taken.form.scores[0])


@pytest.mark.parametrize(
    ("expression", "because"),
    [
        (f"{A}.ln() + {B}", "ln()"),
        (f"{A} - {B}", "“-”"),
        (f"{A} * {B}", "“*”"),
        (f"{A} + {A}", "twice"),
        (f"{A} * 2", "fewer than two"),
        (f"(3 - {A}) + {B}", "sum of its ends"),
        (f"iif({N} > 5, 1, 0) + {A}", "which answer was chosen"),
        (f"iif({P} = 'y', 2, 1) + {A}", "one question alone"),
        (f"iif({P} = 'y', 2, {{}}) + {A}", "without a sum"),
        (f"iif({P} = 'y' and {OK}, 2, 0) + {A}", "which answer was chosen"),
        (f"{AB}.sum() / {N}", "number of its answers"),
        (f"{A} + {of('p', '.ordinal()')}", "no question “p” where"),
        (f"{A} + %nobody", "%nobody"),
        (f"iif({N} > 2, {A} + {B}, 7)", "something else"),
        ("%round + 1", "circle"),
        (f"iif({P} = 'y', 2, 0) + {A} + today()", "today()"),
        (f"(iif({P} = 'y', 2, 0) + {A}) + iif({P} = 'x', 1, 0)", "twice"),
    ],
)
def test_what_is_no_plain_score_is_left_out_with_the_reason(expression, because):
    taken = take(asked(expression, ("round", "%round + 1")))
    assert taken.form is not None
    assert taken.form.scores == ()
    said = [one.says for one in taken.findings if one.weight is Weight.LEFT_OUT and one.where == "out"]
    assert len(said) == 1
    assert because in said[0], said


def test_one_question_counts_the_same_in_every_score():
    first = fhirpath("calculatedExpression", f"iif({P} = 'y', 2, 0) + {A}")
    other = fhirpath("calculatedExpression", f"iif({P} = 'y', 3, 0) + {B}")
    questionnaire = asked(f"{A} + {B}")
    questionnaire["item"] += [item("one", "decimal", first), item("two", "decimal", other)]
    taken = take(questionnaire)
    assert [one.id for one in taken.form.scores] == ["out", "one"]
    assert any(one.where == "two" and "otherwise elsewhere" in one.says for one in taken.findings)
