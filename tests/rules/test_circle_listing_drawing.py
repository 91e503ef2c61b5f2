"""Who is listed, and where everyone stands on the map."""

from dataclasses import dataclass
from itertools import chain
from math import hypot
from uuid import NAMESPACE_OID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.circle.rules.drawing import MIDDLE, SIZE, Shape, drawn, is_drawn, ring
from mending.circle.rules.listing import Group, Show, grouped, shown
from mending.circle.rules.people import (
    HOUSE_LIMIT,
    NICKNAME_LENGTH,
    NOTE_LENGTH,
    Kind,
    Portrait,
    Support,
    kept_of,
    same_name,
)
from mending.circle.rules.states import State


@dataclass(frozen=True)
class One:
    nickname: str
    closeness: int = 3
    support: Support = Support.NEITHER
    state: State = State.ACTIVE
    archived: bool = False

    @property
    def id(self):
        return uuid5(NAMESPACE_OID, self.nickname)


DANI = One("Dani", 5, Support.HELPS)
MUM = One("Mum", 4, Support.HELPS_MUCH)
RAY = One("Ray", 2, Support.WORKS_AGAINST)
THEO = One("Theo", 4, state=State.ENDED)
OLD = One("Old", 5, Support.HELPS_MUCH, archived=True)
CIRCLE = [RAY, THEO, OLD, MUM, DANI]


@pytest.mark.parametrize(
    ("show", "names"),
    [
        (Show.ALL, ["Dani", "Mum", "Theo", "Ray"]),
        (Show.NEAR, ["Dani", "Mum", "Theo"]),
        (Show.SUPPORTS, ["Dani", "Mum"]),
        (Show.ARCHIVED, ["Old"]),
    ],
)
def test_a_list_shows_its_part_closest_first(show, names):
    assert [one.nickname for one in shown(CIRCLE, show)] == names


def test_a_search_finds_every_word_in_any_case():
    people = [One("Sam at work"), One("Sam"), One("WORK friend")]
    assert {one.nickname for one in shown(people, Show.ALL, " SAM  work ")} == {"Sam at work"}


def test_a2_no_contact_is_in_the_whole_list_and_never_brought_up_by_a_search_or_a_part():
    kim = One("Kim", 5, Support.HELPS_MUCH, State.NO_CONTACT)
    assert shown([kim], Show.ALL) == [kim]
    assert shown([kim], Show.ALL, "kim") == shown([kim], Show.NEAR) == shown([kim], Show.SUPPORTS) == []


def test_groups_follow_how_they_stand_and_empty_ones_are_left_out():
    assert grouped([THEO, DANI]) == {Group.IN_TOUCH: [DANI], Group.LETTING_GO: [THEO]}


someone = st.builds(
    One,
    nickname=st.text(min_size=1, max_size=20),
    closeness=st.integers(1, 5),
    support=st.sampled_from(Support),
    state=st.sampled_from(State),
    archived=st.booleans(),
)


@given(st.lists(someone, max_size=40))
def test_everyone_is_in_one_group_and_in_one_part(people):
    assert sorted(map(id, chain(*grouped(people).values()))) == sorted(map(id, people))
    assert len(shown(people, Show.ALL)) + len(shown(people, Show.ARCHIVED)) == len(people)


@given(st.lists(someone, max_size=HOUSE_LIMIT))
def test_everyone_drawn_lies_within_the_picture(people):
    picture = drawn(people)
    assert len(picture.dots) == sum(map(is_drawn, people))
    for dot in picture.dots:
        reach = dot.radius * 1.2
        assert reach <= min(dot.x, dot.y)
        assert max(dot.x, dot.y) <= SIZE - reach


@given(st.lists(someone, max_size=60))
def test_nobody_covers_anybody(people):
    dots = drawn(people).dots
    for number, one in enumerate(dots):
        for other in dots[:number]:
            assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 0.3


def test_the_closest_stand_nearest_to_me_and_clear_of_me():
    assert [ring(level) for level in (5, 4, 3, 2, 1)] == sorted(ring(level) for level in range(1, 6))
    assert ring(5) - 12 > 17
    assert ring(1) + 14 < MIDDLE


@pytest.mark.parametrize("state", [State.NO_CONTACT, State.GRIEVING, State.ENDED])
def test_whoever_is_at_rest_is_not_drawn(state):
    assert not is_drawn(One("Kim", state=state))


def test_every_support_has_a_shape_of_its_own():
    dots = drawn([One(support.name, support=support) for support in Support]).dots
    assert {dot.shape for dot in dots} == set(Shape)
    assert {dot.shape for dot in dots if dot.is_diamond} == {Shape.HARDER, Shape.AGAINST}
    assert {dot.shape for dot in dots if dot.has_thread} == {Shape.HELPS, Shape.HELPS_MUCH}


def test_the_same_people_stand_in_the_same_places():
    assert drawn(CIRCLE) == drawn(CIRCLE[::-1])


@pytest.mark.parametrize(
    "portrait",
    [
        Portrait(""),
        Portrait(" \u202e\n"),
        Portrait("x" * (NICKNAME_LENGTH + 1)),
        Portrait("Dani", note="x" * (NOTE_LENGTH + 1)),
    ],
)
def test_words_that_cannot_be_kept_are_refused(portrait):
    with pytest.raises(ValueError, match="cannot be kept"):
        kept_of(portrait)


def test_a_child_keeps_a_name_a_closeness_and_a_note():
    told = Portrait("Mia", Kind.CHILD, 5, Support.HELPS, note="Loves drawing.")
    assert kept_of(told) == Portrait("Mia", Kind.CHILD, 5, note="Loves drawing.")


def test_names_are_the_same_whatever_their_case_and_blanks():
    assert same_name("Aunt  MAY", "aunt may")
    assert not same_name("May", "Aunt May")


def test_a_loose_thread_is_drawn_to_whoever_one_drifts_from_and_to_nobody_at_rest():
    loose = {one.initial: one.is_loose for one in drawn(CIRCLE, [RAY.id, THEO.id]).dots}
    assert loose == {"D": False, "M": False, "R": True}
