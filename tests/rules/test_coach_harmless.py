"""Nothing that is left alone hides a danger: no turn of speech, no story and no past (SAFETY A5)."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mending.coach import crisis

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "bench/coach/build"


def in_danger() -> Iterator[tuple[str, set[str]]]:
    """Texts, and the dangers they tell of."""
    sentences = tomllib.loads((HERE / "crisis_sentences.toml").read_text("utf-8"))
    yield from ((one, {danger.value}) for danger in crisis.Danger for one in sentences[danger.value])
    yield from ((written["text"], set(written["crisis"])) for written in rows("crisis"))


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (BUILD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def said(text: str) -> set[str]:
    """The dangers for which there are words when nothing is left alone."""
    language = crisis._language("en")
    return {danger.value for danger, _ in language.dangers.find(language.reader.read(text))}


def test_nothing_that_is_left_alone_hides_a_danger():
    lost = [text for text, told in in_danger() if told and not crisis.dangers(text) and said(text) & told]
    assert lost == []


def test_a_threat_that_is_meant_is_no_turn_of_speech():
    told = ("if I leave him", "if I tell", "if he finds this", "if I go to the clinic", "when he gets home")
    assert [what for what in told if not crisis.dangers(f"My husband will kill me {what}.")] == []
    assert crisis.dangers("My mum will kill me if I shrink the towels.") == []


@pytest.mark.parametrize(
    "text",
    [
        "You always make me laugh and I want to die.",
        "The poster says breathe, and I am going to kill myself.",
        "The plants are fed and I want to die.",
    ],
)
def test_a_turn_of_speech_hides_no_words_of_the_writers_own_after_it(text):
    assert crisis.Danger.SUICIDE in crisis.dangers(text)


def test_what_people_write_to_each_other_seldom_brings_help():
    """A help that comes with every other letter is soon not read any more."""
    letters = [row["text"] for row in rows("letters")[::4]]
    short = [row["without"] for row in rows("pairs")[::20]]
    assert sum(bool(crisis.dangers(text)) for text in letters) <= 0.2 * len(letters)
    assert sum(bool(crisis.dangers(text)) for text in short) <= 0.03 * len(short)
