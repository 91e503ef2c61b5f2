"""A return to use: the order of the screens, whom to call, when to look back."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from mending.recovery.rules.returning import MOST_CALLED, Step, may_be_called, may_reflect, to_call

DAY = date(2026, 6, 17)


@dataclass(frozen=True)
class Someone:
    name: str = "Nina"
    is_quiet: bool = False
    is_child: bool = False
    uses_near_me: str = "no"
    support: int = 1
    closeness: int = 3


def test_the_order_of_the_evidence():
    """Breathing and alone, naloxone, medical, a person, the plan; writing last, and looking back not at all."""
    assert list(Step) == ["breathing", "alone", "naloxone", "medical", "person", "plan", "write"]
    assert [step.next for step in Step] == [*list(Step)[1:], None]
    assert [step.before for step in Step] == [None, *list(Step)[:-1]]


@pytest.mark.parametrize(
    "change",
    [{"is_quiet": True}, {"is_child": True}, {"uses_near_me": "yes"}, {"support": -1}],
    ids=lambda change: next(iter(change)),
)
def test_who_is_never_offered(change):
    assert may_be_called(Someone())
    assert not may_be_called(replace(Someone(), **change))
    assert to_call([replace(Someone(), **change)]) == []


def test_someone_of_whom_it_is_not_known_may_be_called():
    assert may_be_called(replace(Someone(), uses_near_me="unknown", support=0))


def test_those_who_help_most_come_first_and_they_are_few():
    people = [Someone("Bev", support=0, closeness=5), Someone("Dan", support=2), Someone("Mum", closeness=4)]
    assert [one.name for one in to_call(people)] == ["Dan", "Mum", "Bev"]
    assert len(to_call([Someone(str(n)) for n in range(9)])) == MOST_CALLED


@pytest.mark.parametrize(
    ("written", "until", "later", "may"),
    [
        (DAY, None, 0, False),
        (DAY, None, 1, True),
        (DAY, DAY + timedelta(days=2), 2, False),
        (DAY, DAY + timedelta(days=2), 3, True),
        (DAY, DAY - timedelta(days=30), 0, False),
    ],
)
def test_looking_back_is_offered_from_the_day_after(written, until, later, may):
    assert may_reflect(written, until, DAY + timedelta(days=later)) is may
