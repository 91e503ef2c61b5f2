"""The yes/no over time: shares given, withdrawn and run out, thirty thousand steps a run (SAFETY A4, B1)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mending.consent.rules import Grant, Item, Side, Viewer, may_see

WALKS = 300
STEPS = 100
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
WAIT = timedelta(hours=24)
PEOPLE = {
    UUID(int=1): Side.PERSON,
    UUID(int=2): Side.LOVED_ONE,
    UUID(int=3): Side.COUNSELOR,
    UUID(int=4): Side.COORDINATOR,
    UUID(int=5): Side.STEWARD,
}
ITEMS = [Item(owner, kind, UUID(int=10 + number)) for owner in PEOPLE for number, kind in enumerate("ppc")]


class Shares:
    """What was shared, told twice: as grants, and as a plain list of who may see what from when to when."""

    def __init__(self):
        self.now = BEGAN
        self.grants = []
        self.told = []

    def give(self, item, recipient, standing, days):
        starts = self.now + (WAIT if standing else timedelta(0))
        ends = self.now + timedelta(days=days) if days else None
        one = None if standing else item.id
        self.grants.append(Grant(item.owner, recipient, item.kind, one, starts, ends))
        self.told.append(
            {"owner": item.owner, "to": recipient, "what": one or item.kind, "from": starts, "to_time": ends}
        )

    def withdraw(self, which):
        if self.grants:
            at = which % len(self.grants)
            gone = self.grants[at]
            self.grants[at] = Grant(
                gone.owner,
                gone.recipient,
                gone.kind,
                gone.item,
                gone.starts,
                gone.ends,
                gone.withdrawn or self.now,
            )
            self.told[at]["to_time"] = BEGAN

    def may(self, person, item):
        """The same question answered from the plain list."""
        if person == item.owner:
            return True
        if PEOPLE[person] in (Side.COORDINATOR, Side.STEWARD):
            return False
        return any(
            told["owner"] == item.owner
            and told["to"] == person
            and told["what"] in (item.id, item.kind)
            and told["from"] <= self.now
            and (told["to_time"] is None or self.now < told["to_time"])
            for told in self.told
        )


steps = st.tuples(
    st.sampled_from(["give", "give", "withdraw", "wait"]),
    st.integers(0, len(ITEMS) - 1),
    st.sampled_from(list(PEOPLE)),
    st.booleans(),
    st.integers(0, 60),
)


@settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=STEPS, max_size=STEPS))
def test_no_walk_through_time_ever_shows_what_it_must_not(walk):
    shares = Shares()
    for what, number, person, standing, days in walk:
        item = ITEMS[number]
        if what == "give":
            shares.give(item, person, standing, days)
        elif what == "withdraw":
            shares.withdraw(number)
        else:
            shares.now += timedelta(hours=days)
        viewer = Viewer(person, PEOPLE[person], grants=tuple(shares.grants))
        assert may_see(viewer, item, shares.now) is shares.may(person, item)


def test_a_standing_share_waits_a_day_and_a_withdrawn_one_never_comes_back():
    shares = Shares()
    item, daniel = ITEMS[0], UUID(int=2)
    shares.give(item, daniel, True, 0)
    seen = []
    for hours in (0, 23, 24, 48):
        shares.now = BEGAN + timedelta(hours=hours)
        seen.append(may_see(Viewer(daniel, Side.LOVED_ONE, grants=tuple(shares.grants)), item, shares.now))
    assert seen == [False, False, True, True]
    shares.withdraw(0)
    for hours in (0, 24, 10_000):
        moment = BEGAN + timedelta(hours=hours)
        assert not may_see(Viewer(daniel, Side.LOVED_ONE, grants=tuple(shares.grants)), item, moment)
