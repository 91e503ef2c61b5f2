"""Words of crisis are seen (SAFETY A5); what only sounds like them is mostly left alone."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mending.coach.crisis import Danger, dangers, signs
from mending.coach.phrases import Phrases
from mending.coach.typed import Reader

SENTENCES = tomllib.loads((Path(__file__).parent / "crisis_sentences.toml").read_text("utf-8"))
IN_DANGER = [(danger, sentence) for danger in Danger for sentence in SENTENCES[danger.value]]


def test_at_least_98_of_100_sentences_in_danger_are_seen():
    missed = [sentence for _, sentence in IN_DANGER if not dangers(sentence)]
    assert len(missed) <= 0.02 * len(IN_DANGER), missed


def test_the_danger_is_nearly_always_the_right_one():
    other = [(danger.value, sentence) for danger, sentence in IN_DANGER if danger not in dangers(sentence)]
    assert len(other) <= 0.04 * len(IN_DANGER), other


def test_at_most_8_of_100_that_only_sound_so_bring_help():
    taken = [sentence for sentence in SENTENCES["none"] if dangers(sentence)]
    assert len(taken) <= 0.08 * len(SENTENCES["none"]), taken


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I don't want to go on, I want to die", [Danger.SUICIDE]),
        ("He hit me, and now his lips are blue", [Danger.OVERDOSE, Danger.HARMED]),
        ("This job is killing me.", []),
        ("This job is killing me and I want to die.", [Danger.SUICIDE]),
    ],
)
def test_what_is_seen(sentence, found):
    assert dangers(sentence) == found


def test_a_negation_undoes_nothing():
    assert dangers("I am not saying I want to die") == [Danger.SUICIDE]


@settings(deadline=None)  # the first reads all phrases
@given(st.text(max_size=200), st.sampled_from(IN_DANGER), st.text(max_size=200))
def test_a_sign_stands_in_the_text_and_is_not_empty(before, one, after):
    text = f"{before}. {one[1]}. {after}"
    assert all(0 <= sign.start < sign.end <= len(text) for sign in signs(text))


@settings(deadline=None)  # the first reads all phrases
@given(st.sampled_from(IN_DANGER))
def test_capitals_and_curly_quotes_change_nothing(one):
    _, sentence = one
    assert dangers(sentence.upper()) == dangers(sentence) == dangers(sentence.replace("'", "’"))


HEADS = [
    "my ",
    "going to kill my ",
    "wish i ",
    "i want to ",
    "he would ",
    "took all the ",
    "i ",
    "(" * 5,
    "not not not ",
    "he he he ",
    "want it all ",
]


@pytest.mark.parametrize("head", HEADS)
def test_no_text_makes_it_slow(head):
    """Four times the text takes about four times the time, never its square."""
    short, long = head * 400, head * 1600
    signs(short)
    assert quickest(long) < 12 * quickest(short) + 0.05


def quickest(text):
    """The quickest of three readings, whatever else the machine is doing."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        signs(text)
        spent.append(time.process_time() - began)
    return min(spent)


def found(phrase, text, lists=None, spellings=None):
    """Whether a phrase stands in a text."""
    reader = Reader(spellings or {}, phrase.split())
    return bool(list(Phrases({"it": [phrase]}, lists or {}, reader).find(reader.read(text))))


@pytest.mark.parametrize("phrase", ["", "_ dog", "dog _", "dog? cat", "{nobody} cat", "dog & cat _"])
def test_a_phrase_that_cannot_be_read_says_so(phrase):
    with pytest.raises(ValueError, match="“"):
        found(phrase, "dog cat")


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("suicid*", "suicidal thoughts", True),
        ("want _ to die", "want so to die", True),
        ("want _ to die", "want so very to die", False),
        ("took __ pills", "took all of the pills", True),
        ("took ___ pills", "took all that I had of the pills", True),
        ("end my own? life", "end my life", True),
        ("can't (go on|carry on)", "can't carry on", True),
        ("(go (on|off)|stop)", "go off", True),
        ("go on", "let it go. on we walk", False),
        ("go on", "forgo on", False),
        ("{dogs} bark", "big dogs bark", True),
        ("{dogs} bark", "our old hounds bark", True),
        ("{dogs} bark", "old hounds bark", False),
        ("lips & blue", "blue, and not only his lips", True),
        ("lips & blue", "blue. His lips", False),
        ("lips & blue", "lips " + "and " * 20 + "blue", False),
        ("lips && blue", "blue. His lips", True),
        ("lips && blue", "lips " + "and " * 50 + "blue", False),
        ("lips & blue & cold", "cold lips, and blue", True),
        ("lips & blue & cold", "blue lips", False),
        ("lips & lips", "lips", False),
    ],
)
def test_the_language_of_phrases(phrase, text, is_found):
    assert found(phrase, text, {"dogs": ["dogs", "(our|the) old hounds"]}) is is_found


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("can't go", "cant go", True),
        ("can not go", "can't go", True),
        ("he is home", "he's home", True),
        ("going home", "goin' home", True),
        ("so tired", "soooo tired", True),
        ("going home", "go home", False),
        ("want to die", "want tae die", True),
        ("want to die", "want the die", False),
    ],
)
def test_words_are_read_as_loosely_as_they_are_typed(phrase, text, is_found):
    assert found(phrase, text, spellings={"to": ["tae"], "can not": ["can't", "cant"]}) is is_found


def test_a_grave_word_is_known_with_one_letter_wrong():
    reader = Reader({}, grave=["breathing"])
    assert reader.read("He is not braething, breating, breatthing").words[3:] == ["breathing"] * 3
    assert reader.read("breeding").words == ["breeding"]


@pytest.mark.parametrize("phrase", ["come (in|out)|go", "go|(come) in"])
def test_a_group_without_its_brackets_says_so(phrase):
    with pytest.raises(ValueError, match="brackets"):
        found(phrase, "come in")
