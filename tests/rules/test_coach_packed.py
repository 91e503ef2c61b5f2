"""Weights added up for all outputs at once: what comes out is what one by one would give."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.coach.packed import Packed, Table

OUTPUTS = 2
STEPS = st.integers(-128, 127)
WIDE = st.lists(st.lists(STEPS, min_size=6, max_size=6), max_size=20)
NARROW = st.lists(st.lists(STEPS, min_size=2, max_size=2), max_size=20)


def packed(start: str, rows: list[list[int]]) -> Packed:
    steps = base64.b64encode(np.array(rows, np.int8).tobytes()).decode()
    return {"features": "\n".join(f"{start} {at}" for at in range(len(rows))), "bytes": steps}


def table(wide: list[list[int]], narrow: list[list[int]]) -> Table:
    return Table(packed("wide", wide), packed("narrow", narrow), OUTPUTS)


@given(WIDE, NARROW)
def test_a_sum_is_the_sum_of_each_output(wide, narrow):
    made = table(wide, narrow)
    rows = np.array([*wide, *([*row, 0, 0, 0, 0] for row in narrow), [0] * 6]).sum(0).reshape(3, OUTPUTS)
    for _ in range(2):  # met for the first time, and known
        total = sum(made.whole(at) for at in made.at.values())
        assert [list(fields) for fields in made.spread(total)] == rows.tolist()


@given(WIDE, NARROW)
def test_each_sign_can_be_asked_for(wide, narrow):
    made = table(wide, narrow)
    assert [[made.of(f"wide {at}", one) for one in range(OUTPUTS)] for at in range(len(wide))] == [
        row[:OUTPUTS] for row in wide
    ]
    assert [[made.of(f"narrow {at}", one) for one in range(OUTPUTS)] for at in range(len(narrow))] == narrow


def test_very_many_signs_stay_in_their_fields():
    made = table([[-128, 127, -128, 127, -128, 127]], [])
    fields = made.spread(sum(made.whole(0) for _ in range(50_000)))
    assert fields == ((-6_400_000, 6_350_000),) * 3


def test_a_sign_without_weight_counts_nothing():
    made = table([], [[1, 2]])
    assert "other" not in made.at
    assert made.of("other", 1) == 0


def test_signs_and_bytes_that_do_not_go_together_are_refused():
    short: Packed = {"features": "one\ntwo", "bytes": base64.b64encode(bytes(3)).decode()}
    with pytest.raises(ValueError, match="2 features do not go with 3 bytes"):
        Table(packed("wide", []), short, OUTPUTS)
