"""The lines of a plan: what a number dials, and how lines change places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.safetyplan.rules import Part, dial, moved


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("07700 900142", "07700900142"),
        ("+44 7700 900142", "+447700900142"),
        ("+44 (0)7700 900142", "+447700900142"),
        ("(0161) 496-0000", "01614960000"),
        ("ask for Lena, 0161 496 0000", "01614960000"),
        ("112", "112"),
        ("by night 01632 960077, by day 01632 960204", "01632960077"),
        ("Lena", ""),
        ("", ""),
        ("5", ""),
    ],
)
def test_what_a_number_dials(text, dialled):
    assert dial(text) == dialled


@given(st.text())
def test_a_link_dials_digits_and_a_leading_plus_only(text):
    found = dial(text)
    assert all(one.isdigit() for one in found.removeprefix("+"))


ORDER = st.lists(st.integers(), min_size=1, max_size=6, unique=True)


@given(ORDER, st.data(), st.booleans())
def test_moving_keeps_every_line_and_the_other_way_takes_it_back(order, data, earlier):
    one = data.draw(st.sampled_from(order))
    new = moved(order, one, earlier=earlier)
    assert sorted(new) == sorted(order)
    if new == order:
        assert order.index(one) == (0 if earlier else len(order) - 1)
    else:
        assert moved(new, one, earlier=not earlier) == order


def test_people_and_numbers_stand_where_one_reaches_someone():
    assert [part for part in Part if part.takes_people] == [Part.AROUND, Part.ASK]
    assert [part for part in Part if part.takes_a_number] == [Part.AROUND, Part.ASK, Part.TRAINED]
