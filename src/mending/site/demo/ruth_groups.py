"""Ruth's Tuesday group and her Saturday walk: most weeks she went. Fictional."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from mending.circle.actions.groups import GroupWanted, add_group, say_went
from mending.circle.rules.groups import Times
from mending.foundation.dates import days
from mending.foundation.ids import new_id
from mending.site.demo.story import on
from mending.site.demo.telling import EVENING, Deed, Telling

TUESDAYS = Times(frozenset({1}), None, time(19, 0))
SATURDAYS = Times(frozenset({5}), None, time(10, 30))
GROUPS = (
    (on(1, 8), GroupWanted("Tuesday group", "Community house, Mill Road, the blue door", TUESDAYS)),
    (on(5, 6), GroupWanted("Saturday walk", "By the boathouse. Nina drives.", SATURDAYS)),
)
SHARE = {7: 0.5, 8: 0.25, 12: 0.5}
"""How often she went in the harder months; 0.8 in the others."""


def deeds(telling: Telling) -> Iterator[Deed]:
    """Both groups, and the days she went."""
    for number, (since, wanted) in enumerate(GROUPS):
        id, first = new_id(), since.day(telling.span)
        yield telling.at(first, EVENING, partial(add_group, by=telling.viewer, id=id, wanted=wanted))
        for day in days(first + timedelta(days=1), telling.span.last - timedelta(days=1)):
            if day.weekday() in wanted.times.weekdays and _went(telling, number, day):
                yield telling.at(day, EVENING, partial(_say, telling, id, day))


def _went(telling: Telling, number: int, day: date) -> bool:
    chance = Random(f"ruth went {number} {(day - telling.span.first).days}")
    return chance.random() < SHARE.get(telling.span.number_of(day), 0.8)


def _say(telling: Telling, group: UUID, day: date) -> None:
    say_went(by=telling.viewer, group=group, on=day)
