"""Ruth's letters: one read out, one that stays, one that rests, one in the making. Fictional."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from uuid import UUID

from mending.amends.actions import letters as actions
from mending.amends.queries.letters import letter
from mending.amends.rules.amends import How
from mending.amends.rules.composing import LetterWanted, Written
from mending.amends.rules.letters import LetterKind
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.site.demo.story import ZONE, When, ago, on
from mending.site.demo.telling import Deed, Telling

AMENDS = LetterKind.LETTER


@dataclass(frozen=True, slots=True)
class Sat:
    """A letter, in sittings: how it read at the end of each. `rests`: from when on, and for how many days."""

    who: str
    kind: LetterKind
    title: str
    sittings: tuple[tuple[When, str], ...]
    rests: tuple[When, int] | None = None


RENT_FIRST = """Daniel,

I spent the rent. I told you it was paid."""
RENT_THEN = """Daniel,

I spent the rent and told you it was paid. I let you believe it for five days. Then the landlord rang you, and you
heard it from him and not from me.

I am sorry. You must have stood there with the phone and not known what else was a lie.

I pay the last third back by the fifteenth. The post lies open on the table from now on. On Fridays I show you the
account before you ask.

You need not say anything to this.

Ruth"""
RENT = Sat("Daniel", AMENDS, "The rent", ((on(10, 16), RENT_FIRST), (on(10, 22), RENT_THEN)), (on(10, 24), 7))
THEO_FIRST = """Theo,

I am so angry with you. I counted. You asked me for money eleven times, and how I was not once."""
THEO_THEN = """Theo,

you asked me for money eleven times, and how I was not once. I still miss you at three in the morning.

You made soup when I had nothing. You also had a bag in your coat when I was three weeks in. Both are true.

I can not come back into that kitchen. I hope somebody makes soup for you.

R."""
THEO = Sat(
    "Theo",
    LetterKind.NEVER_SENT,
    "What I never said",
    ((on(9, 28), THEO_FIRST), (on(10, 6), THEO_THEN)),
    (on(10, 20), 0),
)
TABLE_FIRST = """Daniel,

I said at your brother’s table that you never stand up for me. It was not true, and all of them
heard it."""
TABLE_THEN = f"""{TABLE_FIRST} Then I took my coat and left you to explain.

I am sorry if that hurt you, but you had not said a word all evening.

I would like to tell your brother myself that it was wrong. I can do it on Saturday, and the washing up after."""
TABLE = Sat("Daniel", AMENDS, "At his brother’s", ((ago(4), TABLE_FIRST), (ago(2), TABLE_THEN)), (ago(2), 7))
POOL_TEXT = """Joni, on Saturday Pip asked me when we swim again, and I did not know what to say. I felt left out.
You always say not yet.

I would like to come to the pool with you two on Saturday at ten. I can sit at the edge."""
POOL = Sat("Joni", LetterKind.REQUEST, "The pool", ((ago(3), POOL_TEXT),))
ANSWER = "Nothing for a while. Then: thank you for not saying why. He asked if there was more. There was not."


def deeds(telling: Telling, to_daniel: UUID) -> Iterator[Deed]:
    """All of them, not in order; `to_daniel` is the amends that one of them belongs to."""
    rent = new_id()
    yield from _sat(telling, RENT, rent, to_daniel)
    yield telling.at(on(11, 5).day(telling.span), time(21, 25), partial(_read, telling, rent))
    for sat in (THEO, TABLE, POOL):
        yield from _sat(telling, sat, new_id(), None)


def _sat(telling: Telling, sat: Sat, id: UUID, amends: UUID | None) -> Iterator[Deed]:
    span, first = telling.span, sat.sittings[0][0]
    yield telling.at(first.day(span), time(21, 10), partial(_begin, telling, sat, id, amends))
    for when, text in sat.sittings:
        yield telling.at(when.day(span), time(21, 45), partial(_write, telling, sat, id, text))
    if sat.rests:
        when, days = sat.rests
        finish = partial(actions.finish_letter, by=telling.viewer, letter=id, days=days)
        yield telling.at(when.day(span), time(22, 0), finish)


def _begin(telling: Telling, sat: Sat, id: UUID, amends: UUID | None) -> None:
    wanted = LetterWanted(sat.kind, telling.ids[sat.who], amends, sat.title)
    actions.begin_letter(by=telling.viewer, id=id, wanted=wanted)


def _write(telling: Telling, sat: Sat, id: UUID, text: str) -> None:
    version = letter(telling.viewer, id).version
    words = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    actions.write_letter(by=telling.viewer, letter=id, version=version, written=Written(sat.title, words))


def _read(telling: Telling, id: UUID) -> None:
    actions.hand_over_letter(by=telling.viewer, letter=id, how=How.READ, on=clock.today(ZONE), answer=ANSWER)
