"""Other languages of a questionnaire, and what of a stranger's form may stand on a shelf."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.worksheets.rules.bringing import look
from mending.worksheets.rules.fhir.translating import languages, missing, translated
from mending.worksheets.rules.form import (
    AnyOf,
    Band,
    Comparison,
    Form,
    Kind,
    Operator,
    Option,
    Part,
    Question,
    Score,
)
from mending.worksheets.rules.shelving import addressed, confirmed, markable, unfit

ASKED = (
    Question("sad", Kind.CHOICE, "Sad?", options=(Option("n", "No", 0), Option("y", "Yes", 1))),
    Question("calm", Kind.CHOICE, "Calm?", options=(Option("n", "No"), Option("y", "Yes"))),
    Question("often", Kind.SCALE, "How often?", least=0, most=4),
    Question("why", Kind.LONG, "Why?"),
)
SUM = Score("all", "All", ("sad", "often"), bands=(Band(0, 5, "So"),))
FORM = Form("mood", 1, "en", "Mood", (Part("one", "", ASKED),), (SUM,))


def said(language, words):
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": words}]
    return {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": parts}


TWO = {
    "language": "en",
    "title": "Mood",
    "_title": {"extension": [said("es", "Ánimo"), said("de", "Stimmung")]},
    "item": [
        {"linkId": "a", "text": "Sad?", "_text": {"extension": [said("es", "¿Triste?"), said("en", "Sad?")]}},
        {"linkId": "b", "text": "Calm?"},
    ],
}


def test_the_languages_are_told_the_fullest_first_without_its_own():
    assert languages(TWO) == {"es": 2, "de": 1}
    assert missing(TWO, "de") == 1 and missing(TWO, "es") == 0


def test_translated_every_text_that_can_be_is_and_the_rest_stays():
    spanish = translated(TWO, "es")
    assert (spanish["language"], spanish["title"]) == ("es", "Ánimo")
    assert [item["text"] for item in spanish["item"]] == ["¿Triste?", "Calm?"]
    assert [item["text"] for item in translated(TWO, "de")["item"]] == ["Sad?", "Calm?"]
    assert TWO["title"] == "Mood", "what was given is not changed"


@pytest.mark.parametrize("tag", ["", "../x", "e", "en-<b>", "x" * 40])
def test_what_is_no_language_is_not_offered(tag):
    assert languages({"title": "x", "_title": {"extension": [said(tag, "y")]}}) == {}


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda one: (
            st.lists(one) | st.dictionaries(st.text() | st.sampled_from(["_text", "text", "extension"]), one)
        ),
    )
)
def test_whatever_stands_there_languages_are_looked_for_without_breaking(value):
    questionnaire = {"item": value}
    assert isinstance(languages(questionnaire), dict)
    assert translated(questionnaire, "es").keys() == {"item", "language"}


@given(st.text(max_size=300))
def test_whatever_is_pasted_the_answer_is_a_sentence(words):
    looked = look(words)
    assert looked.form is not None or looked.findings


def test_a_score_and_its_bands_stay_only_when_each_is_confirmed():
    whole = confirmed(FORM, scores=["all"], bands=["all"], marked=[])
    assert whole == FORM
    assert confirmed(FORM, scores=["all"], bands=[], marked=[]).scores[0].bands == ()
    assert confirmed(FORM, scores=[], bands=["all"], marked=[]).scores == ()


def test_a5_what_its_author_marked_stays_marked():
    own = replace(FORM, crisis=Comparison("why", Operator.ANSWERED))
    marked = confirmed(own, scores=[], bands=[], marked=["sad"]).crisis
    assert marked.of == (own.crisis, AnyOf((Comparison("sad", Operator.IS, "y"),)))
    assert confirmed(own, scores=[], bands=[], marked=[]).crisis == own.crisis


def test_a5_it_is_told_which_answers_bring_help():
    told = {question.id: answers for question, answers in markable(FORM)}
    assert told == {"sad": ("Yes",), "calm": ("Yes",), "often": ("0",)}


@pytest.mark.parametrize(
    ("id", "made"), [("Some Form/2", "some-form-2"), ("x" * 50, "x" * 40), ("…", "form"), ("a", "a")]
)
def test_an_id_is_made_fit_for_an_address(id, made):
    assert addressed(replace(FORM, id=id)).id == made


def test_a_form_of_every_kind_is_fit_and_each_fault_is_said():
    assert unfit(FORM) == []
    for wrong in (
        replace(FORM, id="No"),
        replace(FORM, version=0),
        replace(FORM, language="english"),
        replace(FORM, title=" "),
        replace(FORM, about={"minutes": -1}),
        replace(FORM, about={"practice": "breathing"}),
        replace(FORM, about={"why": 3}),
        replace(FORM, parts=(Part("one", "", (replace(ASKED[2], most=float("inf")),)),)),
        replace(FORM, parts=(Part("one", "", (replace(ASKED[3], ask="a\x00b"),)),)),
        replace(FORM, parts=(Part("one", "", (replace(ASKED[3], ask="a\ud800b"),)),)),
    ):
        assert len(unfit(wrong)) == 1, wrong
