"""What a form begins with: shown questions only, and only what is an answer to them."""

from datetime import date

import pytest

from mending.worksheets.rules.beginning import beginnings, begun
from mending.worksheets.rules.form import TODAY, Comparison, Kind, Operator, Option
from mending.worksheets.rules.reading import FormTrouble, form_of, read
from mending.worksheets.rules.writing import data_of
from tests.rules.test_worksheets import HEAD, form, question

DAY = date(2026, 11, 27)
OPTIONS = (Option("a", "A"), Option("b", "B"), Option("no", "None", alone=True))


def test_it_begins_with_the_day_it_is_about_and_with_what_stands_there():
    made = form(
        question("day", Kind.DATE, begins=TODAY),
        question("words", begins=TODAY),
        question("many", Kind.CHOICES, options=OPTIONS, begins=("a", "b")),
        question("no", Kind.YES_NO, begins=False),
        question("nought", Kind.NUMBER, begins=0),
        question("empty"),
    )
    wanted = {"day": "2026-11-27", "words": "today", "many": ["a", "b"], "no": False, "nought": 0}
    assert begun(made, DAY) == wanted
    assert form_of(data_of(made), "made") == made


def test_what_is_not_shown_yet_waits():
    shown = Comparison("ask", Operator.IS, True)
    made = form(question("ask", Kind.YES_NO, begins=False), question("then", when=shown, begins="there"))
    assert begun(made, DAY) == {"ask": False}
    assert beginnings(made, DAY)["then"] == "there"


FITTING = [
    (question("q", Kind.CHOICE, options=OPTIONS, begins="a"), True),
    (question("q", Kind.CHOICE, options=OPTIONS, begins="z"), False),
    (question("q", Kind.CHOICE, options=OPTIONS, other=True, begins="z"), True),
    (question("q", Kind.CHOICES, options=OPTIONS, begins="a"), False),
    (question("q", Kind.CHOICES, options=OPTIONS, begins=("a", "no")), False),
    (question("q", Kind.CHOICES, options=OPTIONS, begins=()), False),
    (question("q", Kind.SCALE, least=0, most=4, begins=5), False),
    (question("q", Kind.NUMBER, begins=True), False),
    (question("q", Kind.DATE, begins="2026-11-31"), False),
    (question("q", Kind.TIME, begins="21:30"), True),
    (question("q", Kind.TIME, begins=TODAY), False),
    (question("q", Kind.SHORT, begins=""), False),
    (question("q", Kind.YES_NO, begins="yes"), False),
    (question("q", Kind.CHAIN, begins=("a",)), False),
    (question("q", Kind.PERSON, begins="somebody"), False),
    (question("q", Kind.TEXT, begins="words"), False),
    (question("q", Kind.GROUP, inside=(question("in", begins="x"),)), False),
]


@pytest.mark.parametrize(("asked", "fits"), FITTING)
def test_it_begins_only_with_what_is_an_answer(asked, fits):
    try:
        form_of(data_of(form(asked)), "made")
        assert fits
    except FormTrouble as trouble:
        assert not fits, trouble
        assert "begins" in str(trouble)


def test_a_day_is_written_as_text():
    text = f'{HEAD}[[part.question]]\nid = "day"\nkind = "date"\nask = "Day?"\nbegins = 2026-11-27\n'
    with pytest.raises(FormTrouble, match="line 14: begins is an answer"):
        read(text, "small.toml")
    assert read(text.replace("2026-11-27", '"2026-11-27"'), "small.toml").question("day").begins == "2026-11-27"
