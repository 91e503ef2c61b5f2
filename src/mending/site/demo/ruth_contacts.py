"""Ruth's contacts: a weekly rhythm, hardly anyone in the hard month, a few wishes to stay in touch. Fictional."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from random import Random

from mending.circle.actions import contacts as actions
from mending.circle.rules.contacts import How
from mending.foundation.dates import days
from mending.foundation.ids import new_id
from mending.site.demo.story import on
from mending.site.demo.telling import EVENING, Deed, Telling

WEEK = (("Nina", 1, How.TALKED), ("Joni", 3, How.MET), ("Mum", 6, How.TALKED), ("Nina", 4, How.WROTE))
"""Whom, on which weekday (Monday is 0), and how, in a usual week."""
SHARE = {7: 0.6, 8: 0.12, 12: 0.6}
"""How much of a usual week there was in the harder months; 0.85 in the others."""
MARKED = 0.3
"""How many of the days without anybody she marked as such."""
WISHES = ((on(2, 3), "Nina", 7), (on(2, 3), "Joni", 14), (on(9, 10), "Mum", 7))
LATE = time(21, 10)


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order. Today has none yet: that is for whoever looks."""
    span = telling.span
    for when, who, every in WISHES:
        yield telling.at(when.day(span), EVENING, partial(_wish, telling, who, every))
    for day in days(on(1, 15).day(span), span.last - timedelta(days=1)):
        met = [
            (who, how) for number, (who, weekday, how) in enumerate(WEEK) if _is_met(telling, day, number, weekday)
        ]
        for who, how in met:
            yield telling.at(day, LATE, partial(_log, telling, day, who, how))
        if not met and Random(f"ruth marks {(day - span.first).days}").random() < MARKED:
            yield telling.at(day, LATE, partial(actions.say_nobody, by=telling.viewer, on=day))


def _wish(telling: Telling, who: str, every: int) -> None:
    actions.stay_in_touch(by=telling.viewer, relationship=telling.ids[who], days=every)


def _is_met(telling: Telling, day: date, number: int, weekday: int) -> bool:
    chance = Random(f"ruth meets {number} {(day - telling.span.first).days}")
    return day.weekday() == weekday and chance.random() < SHARE.get(telling.span.number_of(day), 0.85)


def _log(telling: Telling, day: date, who: str, how: How) -> None:
    if not telling.is_quiet(who):
        actions.log_contact(by=telling.viewer, id=new_id(), relationship=telling.ids[who], on=day, how=how)
