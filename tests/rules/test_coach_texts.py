"""The labelled texts of bench/coach: each line in its format, each label known, and no text in both halves."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2] / "bench" / "coach"
FILES = sorted(HOME.glob("*/*.jsonl"))
KINDS = {"letter", "request", "message", "thought"}
CRISIS = {"suicide", "overdose", "harmed", "harm_other"}
AXES = {
    "mark": {
        *("blame", "absolute", "conditional_apology", "justification", "minimising", "passive_agent"),
        *("self_focus", "pressure_to_forgive", "demand", "threat", "over_promise", "label"),
    },
    "part": {"responsibility", "repair", "regret", "explanation", "repentance", "forgiveness_request"},
    "request_part": {"facts", "feeling", "ask", "reason", "room"},
    "strength": {"feeling_named", "need_named", "empathy", "we", "limit"},
}
TRAPS = {
    *("all_or_nothing", "mind_reading", "fortune_telling", "catastrophising", "personalising", "should_rules"),
    *("labelling", "discounting_good_news", "emotional_reasoning", "filtering", "proof_seeking"),
    *("heros_welcome", "one_strike", "permission"),
}


def rows(name: str, half: str = "*") -> Iterator[dict[str, Any]]:
    for file in sorted(HOME.glob(f"{half}/{name}.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line)


def texts(half: str) -> list[str]:
    said = (row[key] for row in rows("*", half) for key in ("text", "with", "without") if key in row)
    return [" ".join(re.findall(r"\w+", text.lower())) for text in said]


def test_each_name_is_used_once() -> None:
    assert [name for name, times in Counter(row["id"] for row in rows("*")).items() if times > 1] == []


@pytest.mark.parametrize("half", ["build", "held"])
def test_no_text_stands_twice_in_a_half(half: str) -> None:
    assert [text for text, times in Counter(texts(half)).items() if times > 1] == []


def test_no_text_stands_in_both_halves() -> None:
    assert set(texts("build")) & set(texts("held")) == set()


def test_a_text_of_danger_says_which_and_no_other_does() -> None:
    for row in rows("crisis"):
        assert set(row) == {"id", "type", "text", "crisis"}, row
        assert row["type"] in {"danger", "lookalike", "ordinary"}, row
        assert set(row["crisis"]) <= CRISIS, row
        assert bool(row["crisis"]) == (row["type"] == "danger"), row


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_each_file_is_lines_that_end(file: Path) -> None:
    assert file.read_text("utf-8").endswith("}\n")


def test_a_pair_has_a_known_label_and_two_texts() -> None:
    for row in rows("pairs"):
        assert {*row, "axis"} == {"id", "kind", "label", "with", "without", "axis"}, row
        assert row["kind"] in KINDS, row
        assert row["label"] in AXES[row.get("axis", "mark")], row
        assert row["with"] != row["without"], row


@pytest.mark.parametrize("half", ["build", "held"])
def test_each_label_has_pairs_in_each_half(half: str) -> None:
    counts = Counter((row.get("axis", "mark"), row["label"]) for row in rows("pairs", half))
    assert {(axis, label) for axis, labels in AXES.items() for label in labels} == set(counts)
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("half", ["build", "held"])
def test_each_trap_has_thoughts_in_each_half(half: str) -> None:
    counts = Counter(row["trap"] for row in rows("traps", half))
    assert set(counts) == TRAPS
    assert min(counts.values()) >= 5


def test_a_letter_carries_its_marks_word_for_word_and_a_good_one_none() -> None:
    for row in rows("letters"):
        assert row["kind"] in KINDS - {"thought"}, row
        assert row["quality"] in {"good", "mixed", "flawed"}, row
        assert bool(row["marks"]) == (row["quality"] != "good"), row
        for mark in row["marks"]:
            assert mark["label"] in AXES["mark"], mark
            assert row["text"].count(mark["words"]) == 1, mark


def test_a_letter_has_known_parts_and_only_those_of_its_kind() -> None:
    for row in rows("letters"):
        assert set(row["parts"]) <= (AXES["part"] if row["kind"] == "letter" else set()), row
        assert set(row["request_parts"]) <= (AXES["request_part"] if row["kind"] == "request" else set()), row
        assert set(row["strengths"]) <= AXES["strength"], row


def test_what_a_letter_has_stands_somewhere_in_it() -> None:
    """In `build` alone: each part and strength, by where the sentences begin that carry it."""
    for row in rows("letters", "build"):
        assert set(row["where"]) == {*row["parts"], *row["request_parts"], *row["strengths"]}, row["id"]
        for label, starts in row["where"].items():
            assert starts and min(starts) >= 0 and max(starts) < len(row["text"]), (row["id"], label)
