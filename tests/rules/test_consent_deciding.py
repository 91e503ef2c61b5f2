"""The one yes/no, by a table and by properties."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.consent.rules import Grant, Item, Side, Viewer, may_see

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUTH, DANIEL, OMAR = UUID(int=1), UUID(int=2), UUID(int=3)
PROMISE = Item(RUTH, "promise", UUID(int=10))
TO_DANIEL = Grant(RUTH, DANIEL, "promise", PROMISE.id, starts=NOW - HOUR)

GRANTS = {
    "names the item": (TO_DANIEL, True),
    "names the whole kind": (replace(TO_DANIEL, item=None), True),
    "has an end to come": (replace(TO_DANIEL, ends=NOW + HOUR), True),
    "begins now": (replace(TO_DANIEL, starts=NOW), True),
    "begins later": (replace(TO_DANIEL, starts=NOW + HOUR), False),
    "ends now": (replace(TO_DANIEL, ends=NOW), False),
    "was withdrawn": (replace(TO_DANIEL, withdrawn=NOW - HOUR), False),
    "names another item": (replace(TO_DANIEL, item=UUID(int=11)), False),
    "names another kind": (replace(TO_DANIEL, kind="check-in"), False),
    "names another recipient": (replace(TO_DANIEL, recipient=OMAR), False),
    "was made by somebody else": (replace(TO_DANIEL, owner=OMAR), False),
}


@pytest.mark.parametrize(("grant", "expected"), GRANTS.values(), ids=GRANTS.keys())
def test_a_loved_one_sees_what_a_grant_covers_now(grant, expected):
    assert may_see(Viewer(DANIEL, Side.LOVED_ONE, grants=(grant,)), PROMISE, NOW) is expected


@pytest.mark.parametrize("side", list(Side))
def test_everyone_sees_what_is_theirs(side):
    assert may_see(Viewer(RUTH, side), PROMISE, NOW)


@pytest.mark.parametrize("side", list(Side))
def test_nobody_sees_without_a_grant(side):
    assert not may_see(Viewer(OMAR, side), PROMISE, NOW)


@pytest.mark.parametrize("side", [Side.COORDINATOR, Side.STEWARD])
def test_b1_coordinators_and_stewards_hold_no_content_permission(side):
    assert not may_see(Viewer(DANIEL, side, grants=(TO_DANIEL,)), PROMISE, NOW)


ids = st.sampled_from([RUTH, DANIEL, OMAR])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
grants = st.builds(
    Grant,
    owner=ids,
    recipient=ids,
    kind=st.sampled_from(["promise", "check-in"]),
    item=st.none() | st.sampled_from([UUID(int=10), UUID(int=11)]),
    starts=moments,
    ends=st.none() | moments,
    withdrawn=st.none() | moments,
)
viewers = st.builds(Viewer, id=ids, side=st.sampled_from(list(Side)), grants=st.tuples(grants, grants))


@given(viewers, moments)
def test_a_yes_to_another_has_a_grant_behind_it(viewer, now):
    if may_see(viewer, PROMISE, now) and viewer.id != RUTH:
        assert any(
            grant.recipient == viewer.id and grant.owner == RUTH and not grant.withdrawn for grant in viewer.grants
        )


@given(viewers, moments)
def test_withdrawing_every_grant_leaves_only_the_owner(viewer, now):
    withdrawn = replace(viewer, grants=tuple(replace(grant, withdrawn=now) for grant in viewer.grants))
    assert may_see(withdrawn, PROMISE, now) is (viewer.id == RUTH)
