"""Ruth's diary cards since the hard month, and a thought record now and then. Fictional."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from random import Random
from typing import Any

from mending.foundation.dates import days
from mending.foundation.ids import new_id
from mending.site.demo.story import When, on
from mending.site.demo.telling import Deed, Telling
from mending.worksheets.actions import choosing, filling

LATE = time(21, 30)
CARDS_FROM = on(9, 1)
TARGETS = ("to use", "to hide something")
SHARE = 0.45
"""How many of the days have a card."""
RECORDS: dict[When, tuple[str, str, str, int, int, tuple[str, ...], str, int]] = {
    on(5, 11): (
        "Daniel did not answer for three hours.",
        "scared",
        "He has given up on me.",
        90,
        40,
        ("mind-reading", "one-strike"),
        "His phone is off on Tuesdays. I will ask him tonight.",
        50,
    ),
    on(8, 6): (
        "Mum counted the spoons while I was there.",
        "ashamed",
        "She will never trust me again.",
        85,
        60,
        ("fortune", "proof"),
        "She is careful, and she made tea. Both are true.",
        55,
    ),
    on(10, 19): (
        "Four weeks of doing as I said, and nobody said a word.",
        "angry",
        "All this and they do not even see it.",
        80,
        35,
        ("hero",),
        "I did it for the people I love and for me. It can take a while to be seen.",
        30,
    ),
    on(13, 3): (
        "Nina moved our walk to next week.",
        "lonely",
        "I am too much for everyone.",
        70,
        25,
        ("my-fault", "all-or-nothing"),
        "She moved it. She did not call it off.",
        20,
    ),
}


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order. Today has none yet: that is for whoever looks."""
    span, by = telling.span, telling.viewer
    since = CARDS_FROM.day(span)
    words = {"targets": list(TARGETS)}
    yield telling.at(since, time(19, 0), partial(choosing.fit, by=by, form="diary-card", edition=0, words=words))
    for form in ("thought-record", "urge-surfing"):
        yield telling.at(since, time(19, 5), partial(choosing.like, by=by, form=form, on=True))
    for when in RECORDS:
        day = when.day(span)
        yield telling.at(day, LATE, partial(_write, telling, "thought-record", _record(when), day))
    for day in days(since, span.last - timedelta(days=1)):
        chance = Random(f"ruth's card {(day - span.first).days}")
        if chance.random() < SHARE:
            yield telling.at(day, LATE, partial(_write, telling, "diary-card", _card(telling, day, chance), day))


def _record(when: When) -> dict[str, Any]:
    situation, feeling, thought, belief, after, traps, fairer, now = RECORDS[when]
    return {
        "situation": situation,
        "feeling": feeling,
        "strength": min(95, belief),
        "thought": thought,
        "belief": belief,
        "trap": list(traps),
        "fairer": fairer,
        "belief-now": after,
        "strength-now": now,
    }


def _card(telling: Telling, day: date, chance: Random) -> dict[str, Any]:
    """A day as its month was, and a little as chance has it."""
    weather = telling.life.weather
    number = telling.span.number_of(day)
    good = weather[max(month for month in weather if month <= number)].kept

    def of_five(middle: float) -> int:
        return min(5, max(0, round(middle + chance.gauss(0, 0.8))))

    urge = of_five(4 * (1 - good))
    card = {"urge-k1": urge, "act-k1": False, "urge-k2": of_five(3.5 * (1 - good)), "medication": "as-meant"}
    feelings = {name: of_five(4 * (1 - good)) for name in ("misery", "shame", "anger", "fear")}
    return card | feelings | {"joy": of_five(4 * good), "tried": "used" if urge else "not-thought", "helped": 4}


def _write(telling: Telling, form: str, answers: dict[str, Any], day: date) -> None:
    id = new_id()
    filling.begin(by=telling.viewer, id=id, form=form, day=day)
    filling.keep(by=telling.viewer, sheet=id, edition=1, answers=answers, done=True)
