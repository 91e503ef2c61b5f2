"""What words weigh that a model never met: packed as it is read, and only for words that have a place."""

import base64
import json

import numpy as np
import pytest

from mending.coach.near import Near
from tools.coach.packing import packed
from tools.coach.vectors import FILE, about, table
from tools.train_coach import FILE as HEADS

WEIGHTS = {"glad": np.array([0.5, -0.25]), "sour": np.array([-1.0, 0.0])}


def test_what_is_packed_is_read_again_to_the_nearest_step():
    near = Near(packed(WEIGHTS))
    assert list(near) == sorted(WEIGHTS) and len(near) == 2
    for word, weights in WEIGHTS.items():
        assert np.abs(weights - near[word]).max() <= 1.0 / 127
    assert "other" not in near


def test_bytes_that_do_not_go_with_the_words_are_refused():
    broken = packed(WEIGHTS) | {"words": "glad"}
    with pytest.raises(ValueError, match="1 words do not go with 4 bytes"):
        Near(broken)  # type: ignore[arg-type]


def test_words_used_alike_stand_near_each_other():
    def close(one: str, other: str) -> float:
        a, b = table()[one], table()[other]
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    assert close("selfish", "greedy") > close("selfish", "kitchen")
    assert close("angry", "furious") > close("angry", "table")


def test_no_first_name_of_the_turns_has_a_place():
    assert {"emily", "isabella", "benjamin", "michael", "john", "sarah"}.isdisjoint(table())


def test_the_table_says_what_it_is_and_stays_small():
    assert "GloVe" in about()["source"] and "PDDL" in about()["licence"]
    assert json.loads(HEADS.read_text("utf-8"))["about"]["words_never_met"] == about()
    assert FILE.stat().st_size < 1_000_000
    row = base64.b64decode(json.loads(FILE.read_text("utf-8"))["vectors"])
    assert len(row) == len(table()) * json.loads(FILE.read_text("utf-8"))["size"]
