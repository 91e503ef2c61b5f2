"""Questionnaires of others as forms of ours, and ours as FHIR."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mending.worksheets.rules.beginning import begins_well
from mending.worksheets.rules.fhir.exporting import questionnaire, response
from mending.worksheets.rules.fhir.findings import Weight
from mending.worksheets.rules.fhir.importing import danger, take
from mending.worksheets.rules.fhir.jobs import Desk
from mending.worksheets.rules.form import (
    TODAY,
    All,
    AnyOf,
    Band,
    Comparison,
    Form,
    Kind,
    Operator,
    Option,
    Parameter,
    Part,
    Question,
    Score,
)
from mending.worksheets.rules.reading import FormTrouble, form_of
from mending.worksheets.rules.scoring import score
from mending.worksheets.rules.writing import data_of
from tests.rules.fhir import answered, coding, ext, fhirpath, form, item, values
from tests.rules.fhir import response as filled

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)
SOME = WORDS.map(str.strip).filter(bool)
OPTIONS = (
    Option("no", "No", 0),
    Option("some", "Some days", 1.5),
    Option("none", "None of them", None, True, "Help"),
)


def weighed(*weights: float) -> list[dict]:
    return [
        {**coding(f"c{w}", display=f"C {w}"), "extension": [ext("ordinalValue", valueDecimal=w)]} for w in weights
    ]


def total(of: str, **more) -> dict:
    return item("total", "decimal", fhirpath("calculatedExpression", of), text="Total", readOnly=True, **more)


ADDED = [
    ("%resource.item.answer.value.ordinal().sum()", True),
    ("%resource.item.where(linkId.startsWith('q')).answer.value.ordinal().sum()", True),
    ("%resource.descendants().where(linkId in ('q1' | 'q2')).answer.value.weight().sum()", True),
    (
        "%resource.item.where(linkId='q1').answer.value.ordinal()"
        " + %resource.item.where(linkId='q2').answer.value.ordinal()",
        False,
    ),
    (
        "iif(%resource.item.where(linkId='q1').answer.exists(), "
        "%resource.item.where(linkId='q1').answer.value.ordinal(), 0)"
        " + %resource.item.where(linkId='q2').answer.value.ordinal()",
        True,
    ),
]


@pytest.mark.parametrize(("expression", "loose"), ADDED)
def test_the_common_sums_become_declared_scores(expression, loose):
    found = take(
        form(*[item(f"q{n}", "choice", answerOption=weighed(0, 1, 2)) for n in (1, 2)], total(expression))
    )
    assert [(one.id, one.of, one.mean) for one in found.form.scores] == [("total", ("q1", "q2"), False)]
    assert any("counts nought" in one.says for one in found.findings) is loose
    assert found.form.question("total") is None
    scored = score(found.form, {"q1": "c2", "q2": "c1"})
    assert [one.value for one in scored] == [3]


def test_a_declared_score_is_what_the_expression_reckons():
    asked = form(*[item(f"q{n}", "choice", answerOption=weighed(0, 1, 2)) for n in (1, 2)], total(ADDED[0][0]))
    answers = filled(answered("q1", coding("c2")), answered("q2", coding("c1")))
    with Desk() as desk:
        assert values(desk.settled(asked, answers))["total"] == [3]


def test_words_for_a_score_become_its_bands():
    words = "iif(%t < 2, 'low', iif(%t < 4, 'middle', 'high'))"
    band = item(
        "says",
        "string",
        fhirpath("variable", "%resource.item.where(linkId='total').answer.value", name="t"),
        fhirpath("calculatedExpression", words),
    )
    questions = [item(f"q{n}", "choice", answerOption=weighed(0, 1, 2)) for n in (1, 2)]
    found = take(form(*questions, total(ADDED[0][0]), band))
    bands = found.form.scores[0].bands
    assert [(one.low, one.high, one.title) for one in bands][:2] == [(0, 1, "low"), (2, 3, "middle")]
    assert bands[2].title == "high"


def test_groups_become_parts_and_conditions_come_along():
    when = [{"question": "a", "operator": "=", "answerBoolean": True}]
    inner = item("g2", "group", text="Inner", enableWhen=when, item=[item("c", "string")])
    asked = form(
        item(
            "g", "group", text="First", item=[item("a", "boolean"), item("b", "integer", enableWhen=when), inner]
        ),
        item("r", "group", repeats=True, item=[item("d", "date")]),
        title="A form",
    )
    made = take(asked).form
    assert [part.title for part in made.parts] == ["First", ""]
    yes = Comparison("a", Operator.IS, True)
    assert made.question("b").when == yes
    assert (made.question("g2").kind, made.question("c").when) == (Kind.TEXT, yes)
    assert made.question("r").kind is Kind.GROUP


def test_markup_and_hidden_items_stay_out():
    hidden = item("h", "string", ext("questionnaire-hidden", valueBoolean=True))
    made = take(form(item("a", "string", text="<b>How</b> are<br>you? 1 &lt; 2"), hidden)).form
    assert made.question("a").ask == "How are you? 1 < 2"
    assert made.question("h") is None


@pytest.mark.parametrize(
    "wrong",
    [
        form(item("a", "choice", answerValueSet="http://example.org/set")),
        form(item("a", "string", modifierExtension=[{"url": "urn:x", "valueBoolean": True}])),
        form(item("a", "string"), item("a", "string")),
        form(item("a", "unicorn")),
        form(
            item("a", "string", {"url": "urn:x", "valueExpression": {"language": "text/cql", "expression": "1"}})
        ),
        form(
            item("a", "string"),
            extension=[ext("variable", valueExpression={"language": "application/x-fhir-query"})],
        ),
        form(item("a", "string", enableWhen=[{"question": "zz", "operator": "exists", "answerBoolean": True}])),
        form(item("a", "string", fhirpath("enableWhenExpression", "today() > @2020-01-01"))),
        form(*[item(f"a{n}", "string") for n in range(501)]),
        form(item("a", "choice", answerOption=[coding(str(n)) for n in range(201)])),
    ],
)
def test_what_we_cannot_keep_to_is_refused(wrong):
    found = take(wrong)
    assert found.form is None
    assert any(one.weight is Weight.REFUSED for one in found.findings)


def test_a_pattern_that_could_take_for_ever_is_left_out():
    slow = [item(name, "string", ext("regex", valueString=of)) for name, of in (("a", "(a|aa)+"), ("b", "[a-z]+"))]
    found = take(form(*slow))
    assert [found.form.question(name).pattern for name in "ab"] == ["", "[a-z]+"]
    assert [one.where for one in found.findings if "take very long" in one.says] == ["a"]


def test_copyright_is_shown_and_its_lack_as_well():
    said = take(form(item("a", "string"), copyright="© <i>Somebody</i>")).findings
    assert any(one.says == "Copyright: © Somebody" for one in said)
    assert any("no copyright" in one.says for one in take(form(item("a", "string"))).findings)


def test_an_answer_that_means_danger_can_be_marked():
    asked = form(item("q9", "choice", answerOption=weighed(0, 1)), item("b", "boolean"))
    made = take(asked).form
    assert danger(made, ("q9", "b")) == AnyOf(
        (Comparison("q9", Operator.IS, "c1"), Comparison("b", Operator.IS, True))
    )
    assert danger(made, ()) is None


BEGINS = {
    Kind.CHOICE: ("no", "in words"),
    Kind.CHOICES: (("no", "some"), ("none",), ("no", "in words")),
    Kind.SCALE: (0, 2, 4.5),
    Kind.NUMBER: (0, 2, 3.5, -1),
    Kind.DATE: (TODAY, "2026-11-23"),
    Kind.TIME: ("21:30", "21:30:15"),
    Kind.SHORT: ("abc", "today", "A b"),
    Kind.LONG: ("One.\nTwo.",),
    Kind.YES_NO: (True, False),
}


@st.composite
def questions(draw, number: int):
    kind = draw(st.sampled_from([kind for kind in Kind if kind is not Kind.GROUP]))
    options = OPTIONS if kind in (Kind.CHOICE, Kind.CHOICES) else ()
    bounds = draw(st.sampled_from([(0, 10), (1, 4.5), (0, 100)])) if kind is Kind.SCALE else (None, None)
    if kind in (Kind.NUMBER, Kind.SHORT, Kind.CHAIN, Kind.CHOICES):
        bounds = draw(st.sampled_from([(None, None), (1, None), (None, 7), (1, 3)]))
    made = Question(
        f"q{number}",
        kind,
        draw(SOME),
        help=draw(WORDS.map(str.strip)),
        required=kind is not Kind.TEXT and draw(st.booleans()),
        options=options,
        other=bool(options) and draw(st.booleans()),
        least=bounds[0],
        most=bounds[1],
        step=draw(st.sampled_from([None, 1, 0.5])) if kind is Kind.SCALE else None,
        low=draw(WORDS.map(str.strip)),
        unit=draw(st.sampled_from(["", "kg"])),
        pattern=draw(st.sampled_from(["", "^[a-z]+$"])) if kind is Kind.SHORT else "",
        begins=draw(st.sampled_from([None, *BEGINS.get(kind, ())])),
    )
    return made if made.begins is None or begins_well(made) else replace(made, begins=None)


@st.composite
def forms(draw):
    made = [draw(questions(number)) for number in range(draw(st.integers(1, 6)))]
    asked = st.sampled_from([one.id for one in made[:1]])
    test = st.builds(Comparison, asked, st.sampled_from([Operator.ANSWERED]), st.booleans())
    either = st.one_of(
        st.none(),
        test,
        st.lists(test, min_size=2, max_size=3).map(lambda of: All(tuple(of))),
        st.lists(test, min_size=1, max_size=3).map(lambda of: AnyOf(tuple(of))),
        test.map(lambda one: All((one, AnyOf((one, one))))),
    )
    rest = [Question(**{**_fields(one), "when": draw(either)}) for one in made[1:]]
    grouped = Question("g", Kind.GROUP, "Each", inside=(Question("in", Kind.SHORT, "In"),))
    parts = (Part("one", draw(WORDS.map(str.strip)), (*made[:1], grouped)), Part("two", "Two", tuple(rest)))
    adds = [one.id for one in made if one.kind in (Kind.SCALE, Kind.NUMBER, Kind.CHOICE)]
    missing = draw(st.integers(0, 1))
    times = () if missing or not adds else draw(st.sampled_from([(), ((adds[0], 2),), ((adds[0], 0.5),)]))
    scores = (Score("s", "Sum", tuple(adds), missing=missing, bands=(Band(0, 3, "low"),), times=times),)
    return Form(
        "made",
        draw(st.integers(1, 9)),
        "en",
        draw(SOME),
        parts if rest else parts[:1],
        scores if adds else (),
        (Parameter("mine", "Yours?"),) if draw(st.booleans()) else (),
        draw(st.sampled_from([None, Comparison(made[0].id, Operator.ANSWERED, True)])),
        draw(st.sampled_from([{}, {"says": "Words", "minutes": 5, "helps": ["a", "b"]}])),
    )


def _fields(question: Question) -> dict:
    return {name: getattr(question, name) for name in Question.__slots__}


@settings(max_examples=60, deadline=None)
@given(forms())
def test_export_then_import_is_the_same_form(made):
    try:
        whole = form_of(data_of(made), "made")
    except FormTrouble:
        return
    found = take(questionnaire(whole))
    assert found.form == whole, found.findings


def test_a_filled_form_is_a_response_its_questionnaire_takes():
    made = Form(
        "made",
        2,
        "en",
        "Made",
        (
            Part(
                "one",
                "One",
                (
                    Question("mood", Kind.CHOICE, "Mood", options=OPTIONS),
                    Question("how", Kind.SCALE, "How", least=0, most=10),
                    Question("ok", Kind.YES_NO, "OK?"),
                    Question("when", Kind.DATE, "When"),
                    Question("each", Kind.GROUP, "Each", inside=(Question("what", Kind.SHORT, "What"),)),
                ),
            ),
        ),
    )
    answers = {"mood": "some", "how": 4, "ok": False, "when": "2026-11-23", "each": [{"what": "a"}, {"what": "b"}]}
    written = response(made, answers)
    assert values(written)["mood"] == [{"code": "some", "display": "Some days"}]
    with Desk() as desk:
        assert desk.outcome(questionnaire(made), written) == {"resourceType": "OperationOutcome"}
