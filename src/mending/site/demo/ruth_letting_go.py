"""How Ruth let Theo go: steps over weeks, what she keeps and what she puts down. Fictional."""

from collections.abc import Iterator
from datetime import time
from functools import partial

from mending.foundation.ids import new_id
from mending.lettinggo.actions import days, family, grief, lines
from mending.lettinggo.actions.days import DayWanted
from mending.lettinggo.rules.family import Bond
from mending.lettinggo.rules.lines import List
from mending.site.demo.story import When, ahead, on
from mending.site.demo.telling import EVENING, Deed, Telling

STEPS = (
    (
        "lost",
        on(9, 30),
        "The one who knew me before all of it. Somebody to be silly with at three in the morning.",
    ),
    ("hurts", on(10, 9), "That he did not ask how I am. Only how much I had."),
    ("holds", on(10, 21), "Nina. She said: you may miss him and still not ring him."),
    ("keep", on(11, 20), "His soup. How he talked to every dog in the street."),
    ("put-down", on(12, 6), "That I am the only one who could have pulled him out."),
    ("ritual", on(13, 3), "Walked our old way to the canal, once, with Joni. Left the blue lighter there."),
)
LINES = (
    (
        List.SAY,
        on(9, 25),
        "You were good to me when nobody was. I will not be in touch any more. I wish you well.",
    ),
    (List.KEEP, on(10, 2), "The leek soup, with too much pepper."),
    (List.KEEP, on(11, 20), "That somebody laughed with me when there was nothing to laugh about."),
    (List.PUT_DOWN, on(10, 2), "Waiting for the phone to ring."),
    (List.PUT_DOWN, on(12, 6), "His debts. They are his."),
)


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order."""
    span = telling.span
    for number, (step, when, words) in enumerate(STEPS):
        at = time(20, 40 + number)
        yield telling.at(when.day(span), at, partial(_write, telling, step, words))
    for number, (which, when, words) in enumerate(LINES):
        yield telling.at(when.day(span), time(21, number), partial(_add, telling, which, words))
    yield telling.at(on(12, 12).day(span), EVENING, partial(_skip, telling, "first-time"))
    yield telling.at(on(9, 28).day(span), EVENING, partial(_share, telling))
    yield telling.at(on(13, 20).day(span), EVENING, partial(_plan, telling, ahead(9)))


def _write(telling: Telling, step: str, words: str) -> None:
    grief.write(by=telling.viewer, relationship=telling.ids["Theo"], step=step, words=words, version=0)


def _skip(telling: Telling, step: str) -> None:
    grief.skip(by=telling.viewer, relationship=telling.ids["Theo"], step=step)


def _add(telling: Telling, which: List, words: str) -> None:
    lines.add(by=telling.viewer, id=new_id(), relationship=telling.ids["Theo"], list=which, words=words)


def _share(telling: Telling) -> None:
    """Bev knows them both."""
    ids, by = telling.ids, telling.viewer
    bev = family.mark(by=by, relationship=ids["Theo"], person=ids["Bev from the bakery"])
    words = "She may see him. I do not ask about it."
    family.decide(by=by, shared=bev, version=1, bond=Bond.THEIRS, words=words)


def _plan(telling: Telling, when: When) -> None:
    day = DayWanted(
        "His birthday", when.day(telling.span), "At Mum’s, till late", "Mum, Joni", "The four o’clock bus."
    )
    days.plan(by=telling.viewer, relationship=telling.ids["Sam"], id=new_id(), wanted=day)
