"""Marks by rules: what each label hits, what looks alike and is left alone, and how long it takes."""

import tomllib
from pathlib import Path

import pytest

from mending.coach import rules
from mending.coach.labels import Kind, Label, Tier
from mending.coach.reading import language
from mending.coach.review import review
from mending.coach.shapes import Shapes
from mending.coach.words import Lexicon
from tests.timing import quickest

TABLE = tomllib.loads(Path(__file__).with_name("mark_sentences.toml").read_text("utf-8"))
DATA = tomllib.loads(Path(rules.__file__).with_name("marks.en.toml").read_text("utf-8"))


def found(text, kind=Kind.LETTER):
    return {mark.label for mark in rules.marks(text, kind)}


@pytest.mark.parametrize(("label", "text"), [(label, one) for label in Label for one in TABLE[label]["marked"]])
def test_it_is_marked(label, text):
    assert label in found(text), text


@pytest.mark.parametrize(("label", "text"), [(label, one) for label in Label for one in TABLE[label]["left"]])
def test_what_looks_alike_is_left_alone(label, text):
    assert label not in found(text), text


@pytest.mark.parametrize("label", Label)
def test_every_mark_says_why_and_offers_a_way_to_say_it(label):
    for text in TABLE[label]["marked"]:
        mark = next(one for one in rules.marks(text, Kind.LETTER) if one.label is label)
        assert mark.why
        assert mark.instead
        assert mark.tier in Tier
        assert 0 <= mark.start < mark.end <= len(text)


def test_a_mark_stands_on_the_shortest_words_that_carry_it():
    text = "Mum, you always shout at me on Sundays."
    (mark,) = (one for one in rules.marks(text, Kind.LETTER) if one.label is Label.ABSOLUTE)
    assert text[mark.start : mark.end] == "always"


def test_one_place_may_carry_two_labels():
    assert {Label.JUSTIFICATION, Label.BLAME} <= found("I only lied because you made me do it.")


def test_a5_nothing_is_softened_where_the_writer_is_being_harmed():
    text = "You always shout. He hits me and I am scared of him."
    assert rules.marks(text, Kind.LETTER)
    assert review(text, Kind.LETTER).marks == ()


def test_a_thought_written_for_nobody_orders_nobody_about():
    assert Label.DEMAND not in found("Stop it right now.", Kind.THOUGHT)
    assert Label.DEMAND in found("Stop it right now.", Kind.MESSAGE)


@pytest.mark.parametrize("word", ["you ", "sorry if ", "never ", "i will ", "a", "\u0130 ", "no! ", "you are so "])
def test_time_grows_with_the_text_and_no_faster(word):
    short, long = (quickest(rules.marks, word * times, Kind.LETTER) for times in (500, 5000))
    assert long < max(short, 0.01) * 40


def test_every_shape_can_be_read_and_ends_in_words_that_must_be_there():
    for label in Label:
        assert {"why", "instead", "soft"} <= set(DATA[label])
    rules.marks("", Kind.LETTER)


@pytest.mark.parametrize("shape", ["_ you", "you __", "you {nobody}", "~ so", ""])
def test_a_shape_that_cannot_be_read_is_named(shape):
    with pytest.raises(ValueError, match=r"shape|list"):
        Shapes(Lexicon({}, {})).add(shape, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm so sorry", "i am so sorry"),
        ("u dont care", "you do not care"),
        ("I dinnae ken", "i do not"),
        ("can't", "can not"),
    ],
)
def test_many_ways_of_writing_read_alike(text, words):
    lexicon = language("en").lexicon
    assert [one[0] for one in lexicon.read(text).symbols][: len(words.split())] == words.split()


def test_what_was_found_before_changes_nothing():
    text = "You never listen, and I only took it because you made me. I'm sorry if it hurt you."
    before = rules.marks(text, Kind.LETTER)
    known = language("en")
    known.shapes.find(known.lexicon.read(" ".join(word for each in known.lexicon.lists.values() for word in each)))
    assert rules.marks(text, Kind.LETTER) == before
    assert rules.marks(text, Kind.LETTER) == before


def test_of_several_ways_to_read_a_place_the_shortest_is_shown():
    shapes = Shapes(Lexicon({}, {}))
    shapes.add("sorry __ < if > you", "sorry")
    (found, *more) = shapes.find(Lexicon({}, {}).read("sorry love if if you"))
    assert (found.first, found.after) == (3, 4)
    assert more == []


def test_an_order_is_only_ever_put_softly_for_words_alone_do_not_tell_it_from_an_invitation():
    for text in TABLE[Label.DEMAND]["marked"]:
        assert {mark.tier for mark in rules.marks(text, Kind.LETTER) if mark.label is Label.DEMAND} == {Tier.SOFT}


@pytest.mark.parametrize(
    ("label", "text", "tier"),
    [
        (Label.PASSIVE_AGENT, "In the move it went missing.", Tier.SURE),
        (Label.PASSIVE_AGENT, "I told you it went missing in the move.", Tier.SOFT),
        (Label.PASSIVE_AGENT, "I told you a lie. It went missing.", Tier.SURE),  # only within the sentence
        (Label.BLAME, "You did not love them.", Tier.SURE),
        (Label.BLAME, "I let the kids believe you did not love them.", Tier.SOFT),
    ],
)
def test_what_the_writer_once_said_and_tells_again_is_never_sure(label, text, tier):
    assert [mark.tier for mark in rules.marks(text, Kind.LETTER) if mark.label is label] == [tier]
