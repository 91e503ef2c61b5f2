"""The trained heads of the coach: what ships is what was trained, and says where it comes from."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.coach.heads import Heads, read
from mending.coach.ways import NAME, wide_grams
from tools.coach.learning import learn, lesson
from tools.coach.turns import HEADS, Turn, read_talk
from tools.coach.turns import read as read_turns
from tools.train_coach import FILE, TALK

TURNS = Path(__file__).parents[2] / "bench/coach/turns.csv"
SENTENCES = (
    "You never listen to me, and now you blame me for it!",
    "Could you call me on Sunday? I would love to hear your voice.",
    "I feel sad when the evening is over.",
    "It wasn't my fault, you made me do it.",
    "That must have been hard for you. I'm here.",
    "Why can't you be more like your sister?",
    "",
)


def test_what_ships_scores_as_what_is_trained() -> None:
    model = learn(read_turns(TURNS), lesson(read_talk(TALK)))
    expected = model.chances([Turn("", text, 0.0, (0,) * len(HEADS)) for text in SENTENCES])
    got = np.array([[getattr(read(text), head) for head in HEADS] for text in SENTENCES])
    assert np.abs(expected - got).max() < 0.005


def test_the_weights_say_where_they_come_from_and_carry_the_licence_of_the_turns() -> None:
    about = json.loads(FILE.read_text("utf-8"))["about"]
    assert "PersonaConflicts" in about["source"]
    assert "Copyright (c) 2025 MIT Media Lab" in about["licence_of_the_turns"]
    assert about["made"] and "854 turns of 50 dialogues" in about["learned_from"]
    notices = Path("src/mending/coach/NOTICES.md").read_text("utf-8")
    assert " ".join(about["licence_of_the_turns"].split()) in " ".join(notices.split())


def test_the_weights_stay_small() -> None:
    assert FILE.stat().st_size < 1_000_000


@pytest.mark.parametrize(
    ("head", "more", "less"),
    [
        ("problematic", SENTENCES[0], SENTENCES[4]),
        ("judgment", SENTENCES[0], SENTENCES[1]),
        ("denial", SENTENCES[3], SENTENCES[1]),
        ("comparison", SENTENCES[5], SENTENCES[1]),
        ("request", SENTENCES[1], SENTENCES[3]),
        ("feeling", SENTENCES[2], SENTENCES[5]),
        ("empathic", SENTENCES[4], SENTENCES[0]),
    ],
)
def test_each_head_tells_the_plain_cases_apart(head: str, more: str, less: str) -> None:
    assert getattr(read(more), head) > getattr(read(less), head)


def test_a_name_weighs_nothing() -> None:
    assert read("I told you, Gwen, to wait.") == read("I told you, Oliver, to wait.")


@given(st.text(max_size=200))
def test_any_text_is_read_and_each_chance_is_between_nought_and_one(text: str) -> None:
    heads: Heads = read(text)
    assert all(0 <= getattr(heads, head) <= 1 for head in HEADS)


def test_a_word_no_turn_has_weighs_what_words_used_like_it_do() -> None:
    turns = {word for turn in read_turns(TURNS) for word in turn.words}
    harsh, kind = ("vicious", "obnoxious"), ("delightful", "soothing")
    assert turns.isdisjoint(harsh + kind)

    def problematic(words: tuple[str, ...]) -> float:
        return sum(read(f"What you did was {word}.").problematic for word in words)

    assert problematic(harsh) > problematic(kind)


def test_words_in_a_row_and_words_apart_weigh_too() -> None:
    words = json.loads(FILE.read_text("utf-8"))["words"]
    assert any(" _ " in one for one in words) and any(one.count(" ") == 2 and " _ " not in one for one in words)
    assert wide_grams(["you", "never", NAME, "me"]) == {"you _ me", "never _ me"}
    assert wide_grams(["a", "b", "c", "d"]) == {"a b c", "b c d", "a _ c", "b _ d", "a _ d"}
