"""The picture of the months holds each count once, to one scale, within its frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.charts.rules import HEIGHT, LEFT, PARTS, TOP, WIDTH, round_up, scene
from mending.foundation.dates import Month
from mending.promises.rules.record import MonthCounts

counts = st.integers(0, 200)
months = st.lists(
    st.builds(MonthCounts, st.just(Month(24000)), st.integers(0, 1000), counts, counts, counts, counts),
    min_size=1,
    max_size=12,
)


@given(months)
def test_every_count_has_a_block_of_its_size(given_months):
    drawn = scene(given_months)
    unit = (drawn.ground - TOP) / drawn.ticks[-1].value
    for month, column in zip(given_months, drawn.columns, strict=True):
        assert {block.part: block.count for block in column.blocks} == {
            part: getattr(month, part) for part in PARTS if getattr(month, part)
        }
        for block in column.blocks:
            assert block.height == pytest.approx(block.count * unit, abs=0.01)


@given(months)
def test_nothing_leaves_the_frame_and_blocks_stand_on_each_other(given_months):
    drawn = scene(given_months)
    for column in drawn.columns:
        ground = drawn.ground
        for block in column.blocks:
            assert LEFT <= block.x <= block.x + block.width <= WIDTH
            assert block.y + block.height == pytest.approx(ground, abs=0.02)
            ground = block.y
        assert ground >= TOP - 0.02
    assert drawn.ground < HEIGHT


@pytest.mark.parametrize(
    ("count", "top"),
    [(0, 2), (2, 2), (3, 4), (5, 6), (9, 10), (11, 12), (13, 16), (31, 40), (86, 100), (122, 160)],
)
def test_the_scale_ends_at_an_even_round_number(count, top):
    assert round_up(count) == top
