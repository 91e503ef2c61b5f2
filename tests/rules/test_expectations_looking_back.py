"""What was expected against what came: counts, and where the marks of the pictures stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.expectations.rules import drawing
from mending.expectations.rules.looking_back import Beliefs, Seen, looked
from mending.expectations.rules.sections import Nearest

DAY = date(2026, 6, 17)
BEST, LIKELY, WORST, OTHER = Nearest
PERCENT = st.none() | st.integers(0, 100)
SEEN = st.builds(
    Seen,
    day=st.just(DAY),
    chances=st.dictionaries(st.sampled_from([BEST, LIKELY, WORST]), st.integers(0, 100)),
    nearest=st.none() | st.sampled_from(list(Nearest)),
    before=PERCENT,
    after=PERCENT,
)


def seen(chances=None, nearest=None, before=None, after=None):
    return Seen(DAY, chances or {}, nearest, before, after)


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ({}, None),
        ({WORST: 60, LIKELY: 30, BEST: 10}, WORST),
        ({WORST: 50, LIKELY: 50}, LIKELY),
        ({WORST: 50, BEST: 50}, BEST),
        ({WORST: 0}, WORST),
    ],
)
def test_what_was_expected_is_the_likeliest(chances, expected):
    assert seen(chances).expected is expected


def test_all_is_counted_and_nothing_scored():
    found = looked(
        [
            seen({WORST: 60, LIKELY: 40}, LIKELY, 80, 50),
            seen({WORST: 70}, WORST, 60, 60),
            seen({BEST: 10, LIKELY: 80}, BEST, 50, 70),
            seen({}, OTHER),
            seen({WORST: 90}),
        ]
    )
    assert (found.count, found.told) == (5, 4)
    assert found.came == {BEST: 1, LIKELY: 1, WORST: 1, OTHER: 1}
    assert found.expected == {BEST: 0, LIKELY: 1, WORST: 2, OTHER: 0}
    assert found.beliefs == Beliefs(3, 1, 1, 1, 60, 60)


def test_nothing_is_nothing():
    found = looked([])
    assert found.told == 0
    assert found.beliefs is None


@given(st.lists(SEEN, max_size=40))
def test_the_counts_add_up(every):
    found = looked(every)
    assert found.told == sum(one.nearest is not None for one in every) <= found.count
    assert sum(found.expected.values()) <= found.told
    if found.beliefs:
        assert found.beliefs.weaker + found.beliefs.same + found.beliefs.stronger == found.beliefs.count
        assert 0 <= found.beliefs.after <= 100


@given(st.lists(SEEN, max_size=24))
def test_every_mark_stands_in_the_picture_from_left_to_right(every):
    for marks, height in (
        (drawing.ways(every), drawing.WAYS_HEIGHT),
        (drawing.beliefs(every), drawing.BELIEFS_HEIGHT),
    ):
        places = [mark.x for mark in marks]
        assert places == sorted(set(places))
        assert all(drawing.LEFT < place < drawing.WIDTH - 8 for place in places)
        assert all(8 < y < height - 8 for mark in marks for y in (mark.ring, mark.dot) if y is not None)
