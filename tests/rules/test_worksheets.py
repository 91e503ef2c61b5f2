"""The engine of worksheets: what is shown, what is taken, what it adds up to, and what a wrong file is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.worksheets.rules.conditions import holds
from mending.worksheets.rules.fitting import fitted
from mending.worksheets.rules.form import (
    TRAPS,
    All,
    AnyOf,
    Comparison,
    Form,
    Kind,
    Operator,
    Option,
    Part,
    Question,
)
from mending.worksheets.rules.reading import FormTrouble, form_of, read
from mending.worksheets.rules.scoring import score, weights_of
from mending.worksheets.rules.showing import settled, visible
from mending.worksheets.rules.stamping import stamps
from mending.worksheets.rules.validating import Trouble, validate
from mending.worksheets.rules.writing import body_of, data_of

HEAD = """[form]
id = "small"
version = 1
language = "en"
title = "A small one"

[[part]]
id = "one"
title = "One"
"""
MOOD = """
[[part.question]]
id = "mood"
kind = "scale"
ask = "How is it?"
least = 0
most = 4
"""


def form(*questions, **rest):
    return Form("small", 1, "en", "A small one", (Part("one", "One", questions),), **rest)


def question(id, kind=Kind.SHORT, **rest):
    return Question(id, kind, id, **rest)


HOLDS = [
    # operator, value, answer, whether it holds
    (Operator.ANSWERED, True, 0, True),
    (Operator.ANSWERED, True, " ", False),
    (Operator.ANSWERED, False, None, True),
    (Operator.ANSWERED, False, False, False),
    (Operator.IS, 3, 3, True),
    (Operator.IS, 3, None, False),
    (Operator.IS, 1, True, False),
    (Operator.IS, "a", ["b", "a"], True),
    (Operator.IS_NOT, 3, None, True),
    (Operator.IS_NOT, 3, 3, False),
    (Operator.IS_NOT, 3, 4, True),
    (Operator.MORE, 3, 4, True),
    (Operator.MORE, 3, 3, False),
    (Operator.MORE, 3, None, False),
    (Operator.LESS, 3, 2, True),
    (Operator.LESS, 3, None, False),
    (Operator.AT_LEAST, 3, 3, True),
    (Operator.AT_MOST, 3, 3, True),
    (Operator.AT_MOST, 3, "3", False),
    (Operator.LESS, "2026-11-23", "2026-11-22", True),
    (Operator.MORE, False, True, False),
]


@pytest.mark.parametrize(("operator", "value", "answer", "expected"), HOLDS)
def test_each_of_the_seven_comparisons(operator, value, answer, expected):
    assert holds(Comparison("q", operator, value), {"q": answer}) is expected


def test_all_and_any():
    yes, no = Comparison("q", Operator.IS, 1), Comparison("q", Operator.IS, 2)
    assert holds(All((yes, AnyOf((no, yes)))), {"q": 1})
    assert not holds(All((yes, no)), {"q": 1})
    assert not holds(AnyOf((no, no)), {"q": 1})


def test_a_hidden_answer_counts_as_not_given_and_what_hangs_on_it_goes_too():
    chain = form(
        question("a"),
        question("b", when=Comparison("a", Operator.IS, "yes")),
        question("c", when=Comparison("b", Operator.ANSWERED)),
        question("d", when=Comparison("b", Operator.IS_NOT, "kept")),
    )
    answers = {"a": "no", "b": "kept", "c": "gone", "d": "stays"}
    assert settled(chain, answers) == {"a": "no", "d": "stays"}
    assert visible(chain, answers) == {"a", "d"}


def test_rows_of_a_group_show_and_drop_by_themselves():
    both = All((Comparison("kind", Operator.IS, "act"), Comparison("outside", Operator.ANSWERED)))
    rows = form(
        question("outside"),
        question("links", Kind.GROUP, inside=(
            question("kind"),
            question("more", when=both),
        )),
    )  # fmt: skip
    answers = {"outside": "x", "links": [{"kind": "act", "more": "1"}, {"kind": "thought", "more": "2"}]}
    assert settled(rows, answers)["links"] == [{"kind": "act", "more": "1"}, {"kind": "thought"}]
    assert "links.0.more" in visible(rows, answers)
    assert "links.1.more" not in visible(rows, answers)


IDS = ("a", "b", "c", "d")
TESTS = st.builds(
    Comparison,
    st.sampled_from(IDS),
    st.sampled_from([Operator.IS, Operator.IS_NOT, Operator.ANSWERED]),
    st.just(1),
)
CONDITIONS = st.none() | st.recursive(
    TESTS, lambda inner: st.builds(All, st.tuples(inner, inner)) | st.builds(AnyOf, st.tuples(inner, inner))
)
ANSWERS = st.dictionaries(st.sampled_from(IDS), st.sampled_from([1, 2, None]))


@given(st.tuples(*[CONDITIONS] * 4), ANSWERS)
def test_hiding_is_a_fixpoint(conditions, answers):
    any_form = form(*(question(id, Kind.NUMBER, when=when) for id, when in zip(IDS, conditions, strict=True)))
    kept = settled(any_form, answers)
    assert settled(any_form, kept) == kept
    assert set(kept) <= visible(any_form, kept) & set(answers)
    assert visible(any_form, kept) == visible(any_form, answers)


PICK = question("q", Kind.CHOICE, options=(Option("a", "A", 1), Option("b", "B", 3)))
SOME = question(
    "q", Kind.CHOICES, options=(Option("a", "A"), Option("b", "B"), Option("none", "None", alone=True))
)
TAKES = [
    (question("q", required=True), "", Trouble.MISSING),
    (question("q", required=True), None, Trouble.MISSING),
    (question("q"), None, None),
    (question("q"), 3, Trouble.SHAPE),
    (question("q"), "x" * 301, Trouble.LONG),
    (question("q", least=3), "ab", Trouble.SMALL),
    (question("q", pattern="[0-9]+"), "12a", Trouble.PATTERN),
    (PICK, "a", None),
    (PICK, "c", Trouble.OPTION),
    (SOME, ["a", "b"], None),
    (SOME, ["a", "none"], Trouble.ALONE),
    (SOME, "a", Trouble.SHAPE),
    (question("q", Kind.SCALE, least=0, most=10, step=1), 11, Trouble.BIG),
    (question("q", Kind.SCALE, least=0, most=10, step=1), -1, Trouble.SMALL),
    (question("q", Kind.SCALE, least=0, most=10, step=1), 2.5, Trouble.STEP),
    (question("q", Kind.SCALE, least=0, most=10, step=0.1), 0.3, None),
    (question("q", Kind.NUMBER), True, Trouble.SHAPE),
    (question("q", Kind.NUMBER), float("nan"), Trouble.SHAPE),
    (question("q", Kind.DATE), "2026-02-30", Trouble.SHAPE),
    (question("q", Kind.DATE), "2026-02-28", None),
    (question("q", Kind.TIME), "25:00", Trouble.SHAPE),
    (question("q", Kind.YES_NO), False, None),
    (question("q", Kind.YES_NO), "no", Trouble.SHAPE),
    (question("q", Kind.CHAIN, least=2), ["one"], Trouble.FEW),
    (question("q", Kind.CHAIN, most=1), ["one", "two"], Trouble.MANY),
    (question("q", Kind.GROUP, least=1, inside=(question("in"),)), [], Trouble.MISSING),
    (question("q", Kind.GROUP, most=1, inside=(question("in"),)), [{"in": "a"}, {"in": "b"}], Trouble.MANY),
    (question("q", Kind.TEXT), None, None),
]


@pytest.mark.parametrize(("asked", "answer", "expected"), TAKES)
def test_what_each_kind_takes(asked, answer, expected):
    found = validate(form(asked), {"q": answer})
    assert (found["q"].trouble if found else None) == expected


def test_a_draft_may_leave_things_out_but_not_hold_nonsense():
    asked = form(question("q", required=True), question("n", Kind.NUMBER))
    assert set(validate(asked, {"n": "x"}, draft=True)) == {"n"}
    assert set(validate(asked, {"n": "x"})) == {"q", "n"}


SCALES = tuple(question(id, Kind.SCALE, least=0, most=4) for id in IDS)
SCORED = """
[[score]]
id = "total"
title = "Total"
of = ["a", "b", "c", "d"]
reverse = ["d"]
missing = 1
bands = [{ low = 0, high = 7, title = "Low" }, { low = 8, high = 16, title = "High", says = "Talk to someone." }]
"""


def scored_form():
    questions = "".join(MOOD.replace('"mood"', f'"{id}"') for id in IDS)
    return read(HEAD + questions + SCORED, "small.toml")


ADDS = [
    ({"a": 1, "b": 2, "c": 3, "d": 4}, 6, "Low"),
    ({"a": 4, "b": 4, "c": 4, "d": 0}, 16, "High"),
    ({"a": 3, "b": 3, "c": 3}, 12, "High"),  # three of four: nine, raised to twelve
    ({"a": 2, "b": 2, "c": 1}, 6.666667, "Low"),
    ({"a": 3, "b": 3}, None, None),
    ({}, None, None),
]


@pytest.mark.parametrize(("answers", "value", "band"), ADDS)
def test_a_sum_with_one_turned_and_one_missing_allowed(answers, value, band):
    [total] = score(scored_form(), answers)
    assert total.value == value
    assert (total.band.title if total.band else None) == band


def test_a_mean_and_options_with_weights():
    pick = question("q", Kind.CHOICE, options=(Option("a", "A", 1), Option("b", "B", 3)))
    data = data_of(form(pick, question("y", Kind.YES_NO)))
    data["score"] = [{"id": "m", "title": "Mean", "of": ["q", "y"], "how": "mean"}]
    [mean] = score(form_of(data, "x"), {"q": "b", "y": True})
    assert mean.value == 2


def test_stamped_weights_count_even_when_the_form_has_changed_since():
    answers = {"a": 1, "b": 1, "c": 1, "d": 1}
    then = weights_of(scored_form(), answers)
    [total] = score(scored_form(), {"a": 4, "b": 4, "c": 4, "d": 4}, then)
    assert total.value == 6


@given(st.fixed_dictionaries({}, optional={id: st.integers(0, 4) for id in IDS}))
def test_a_sum_never_leaves_its_range(answers):
    [total] = score(scored_form(), answers)
    assert total.value is None or 0 <= total.value <= 16


def test_the_words_as_they_stood_are_kept():
    answered = {"q": "b", "links": ["one", " "], "who": "7", "empty": ""}
    links = question("links", Kind.CHAIN)
    asked = form(PICK, links, question("who", Kind.PERSON), question("empty"))
    kept = stamps(asked, answered, {"7": "Mum"}.__getitem__, "Y", "N")
    assert [(one.path, one.said, one.weight) for one in kept] == [
        ("q", ("B",), 3), ("links", ("one",), None), ("who", ("Mum",), None),
    ]  # fmt: skip


def test_a_question_for_each_of_ones_own_words():
    urge = question("urge", Kind.SCALE, least=0, most=5, for_each="targets")
    act = question("act", Kind.YES_NO, for_each="targets")
    asked = form(
        question("before"), Question("urge", Kind.SCALE, "Urge: {}", least=0, most=5, for_each="targets"), act
    )
    fit = {"targets": [("k1", "to use"), ("k2", "to lie")]}
    assert [one.id for one in fitted(asked, fit).questions()] == [
        "before",
        "urge-k1",
        "act-k1",
        "urge-k2",
        "act-k2",
    ]
    assert fitted(asked, fit).question("urge-k2").ask == "Urge: to lie"
    assert [one.id for one in fitted(form(urge), {}).questions()] == []


WRONG = [
    # what stands after the head, the line that is named, a piece of the sentence
    ('\n[[part.question]]\nid = "x"\nkind = "colour"\nask = "?"\n', 13, "no kind of question called “colour”"),
    (MOOD.replace("most = 4", "most = 4\nmoast = 5"), 17, "has no “moast”"),
    (MOOD.replace('ask = "How is it?"\n', ""), 11, "“ask” is missing"),
    (MOOD.replace("least = 0\n", ""), 11, "needs least and most"),
    (MOOD.replace("least = 0", 'least = "none"'), 15, "“least” is not what it should be"),
    (MOOD + MOOD, 1, "two questions have the id “mood”"),
    (MOOD + 'when = { question = "sleep", is = 1 }\n', 17, "which is no question"),
    (MOOD + 'when = { question = "mood", is = 1 }\n', 17, "asks about itself"),
    (MOOD + 'when = { question = "mood" }\n', 17, "a condition has one of"),
    (MOOD + 'again = "later"\n', 17, "which is no earlier one"),
    (MOOD + SCORED, 18, "is no question outside a group"),
    (MOOD + 'coach = "traps"\n', 11, "the coach can ask about a thought in words"),
    (MOOD.replace('"scale"', '"long"') + 'coach = "marks"\n', 11, "coach = “traps”"),
    (MOOD + 'pattern = "("\n', 11, "cannot be read"),
    (MOOD + 'pattern = "(a+)+"\n', 11, "repeats a repeat"),
    (MOOD + 'pattern = "(a|aa)+"\n', 11, "repeats a repeat"),
    ("\nthis is not TOML\n", 11, "line 11"),
]


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_wrong_file_is_told_with_its_line(text, line, says):
    with pytest.raises(FormTrouble) as told:
        read(HEAD + text, "small.toml")
    assert any(says in one and f"line {line}" in one and "small.toml" in one for one in told.value.sentences), str(
        told.value
    )


LONG = """
[[part.question]]
id = "q"
ask = '''
least = 3
[[part]]
'''
kind = "choice"
options = [
  "a",
]
step = "x"
"""


def test_long_texts_and_lists_over_several_lines_do_not_shift_the_line():
    text = HEAD + LONG
    with pytest.raises(FormTrouble, match="line 21"):
        read(text, "small.toml")


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXT, st.floats(0, 9) | st.none()), min_size=1, max_size=4), TEXT, st.booleans())
def test_a_form_written_as_data_is_the_same_form(options, ask, required):
    choices = tuple(Option(f"o{number}", says, weight) for number, (says, weight) in enumerate(options))
    whole = form(
        Question("q", Kind.CHOICE, ask, required=required, options=choices),
        question("t", Kind.LONG, coach=TRAPS),
        question("g", Kind.GROUP, inside=(question("in", when=Comparison("q", Operator.IS_NOT, "o0")),)),
    )
    again = form_of(json.loads(body_of(whole)), "small")
    assert again == whole
    assert body_of(again) == body_of(whole)
