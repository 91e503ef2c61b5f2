"""How Ruth let Theo go, and grieves for Sam: steps over weeks, what she keeps and puts down. Fictional."""

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
SAM_STEPS = (
    (
        "lost",
        on(5, 9),
        "The one who kept me the chair by the radiator. He knew when I was lying, and said so kindly.",
    ),
    ("hurts", on(5, 23), "His cup is still on the shelf. Nobody drinks from it and nobody takes it away."),
    ("holds", on(6, 13), "Nina, at any hour. Joni, when I only want to sit there. Lena for the rest."),
    ("keep", on(8, 3), "How he clapped. One day or ten years, it was the same clap for everyone."),
    ("put-down", on(9, 14), "That I did not ring back that evening. I did not know. Nobody did."),
    ("ritual", on(12, 20), "On Thursdays I bring the ginger biscuits now. One stays on the plate for him."),
    ("next", on(13, 11), "To laugh on a Thursday, and not look at his chair first."),
)
SAM_LINES = (
    (List.KEEP, on(6, 13), "That he hid the last two biscuits for me."),
    (List.KEEP, on(10, 18), "“You are not late. You are here.”"),
    (List.SAY, on(7, 5), "I went to the counter because of you. One kit is in my coat. I show the new ones how."),
    (List.SAY, on(13, 2), "I told your joke about the goose. They all laughed. I had to sit down after."),
    (List.PUT_DOWN, on(9, 14), "Going over that night, hour by hour."),
    (List.PUT_DOWN, on(11, 8), "Being angry with him for going. On most days."),
)
WRITTEN = (("Theo", STEPS, LINES, 40), ("Sam", SAM_STEPS, SAM_LINES, 10))
"""Whom it is about, what was written, and at which minute of the evening the first of it."""


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order."""
    span = telling.span
    for who, steps, own, minute in WRITTEN:
        for number, (step, when, words) in enumerate(steps):
            at = time(20, minute + number)
            yield telling.at(when.day(span), at, partial(_write, telling, who, step, words))
        for number, (which, when, words) in enumerate(own):
            yield telling.at(when.day(span), time(21, minute + number), partial(_add, telling, who, which, words))
    yield telling.at(on(12, 12).day(span), EVENING, partial(_skip, telling, "first-time"))
    yield telling.at(on(9, 28).day(span), EVENING, partial(_share, telling))
    yield telling.at(on(13, 20).day(span), EVENING, partial(_plan, telling, ahead(9)))


def _write(telling: Telling, who: str, step: str, words: str) -> None:
    grief.write(by=telling.viewer, relationship=telling.ids[who], step=step, words=words, version=0)


def _skip(telling: Telling, step: str) -> None:
    grief.skip(by=telling.viewer, relationship=telling.ids["Theo"], step=step)


def _add(telling: Telling, who: str, which: List, words: str) -> None:
    lines.add(by=telling.viewer, id=new_id(), relationship=telling.ids[who], list=which, words=words)


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
