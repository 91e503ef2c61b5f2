"""Ruth's check-ins: most evenings, not all; none in the weeks after Sam. Her signs, a few weeks. Fictional."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from random import Random

from mending.checkins import actions
from mending.checkins.rules.questions import SCALES, USUAL, Answers, Question
from mending.checkins.rules.weekly import Item, monday
from mending.foundation.dates import days
from mending.foundation.ids import new_id
from mending.site.demo.story import When, after, on
from mending.site.demo.telling import EVENING, Deed, Telling

SIGNS = (
    "I stop cooking and eat from packets.",
    "I leave the phone in the drawer when Nina rings.",
    "I walk the long way, past the bridge.",
    "I tell myself one night would not matter.",
)
WEEKS: dict[When, tuple[tuple[int, ...], str]] = {
    on(3, 18): ((2, 2, 1, 2, 1, 1, 1, 1), "Not past the bridge. Group on Tuesday."),
    on(6, 14): ((1, 1, 2, 1, 2, 1, 2, 1), "Say it before it is found."),
    on(9, 7): ((0, 1, 1, 1, 2, 2, 2, 2), "Ring Mum on Sunday, before she rings."),
    on(12, 10): ((0, 1, 0, 1, 2, 2, 2, 2), "Swim twice. It held, both times."),
    on(14, 4): ((0, 0, 1, 0, 2, 2, 2, 2), "Ask Nina how she is, and wait for the answer."),
}
AWAY = (on(4, 12), on(4, 30))
SKIPPED = 0.28
NOTES: dict[When, str] = {
    after(6): "Slept in my own bed. It is very quiet.",
    on(2, 14): "Went to the group though I did not want to. Nina saved me a chair.",
    on(3, 18): "Told Theo I am not coming round any more. Shook the whole bus home.",
    on(5, 21): "The spare key.",
    on(8, 13): "He knows about the money. I should have said.",
    on(8, 20): "Clinic, bread, bed. That was the day.",
    on(9, 7): "Mum rang. Twenty minutes about tomatoes. I cried after, the good kind.",
    on(11, 15): "He is home.",
    on(13, 9): "Bored, and that was all it was.",
}


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order. Today has none yet: that is for whoever looks."""
    span, by = telling.span, telling.viewer
    asked = (*USUAL, Question.SLEEP, Question.MEDICATION)
    yield telling.at(
        on(1, 20).day(span), EVENING, partial(actions.choose, by=by, questions=asked, at=time(20, 30))
    )
    for number, words in enumerate(SIGNS):
        told = partial(actions.add_sign, by=by, id=new_id(), words=words)
        yield telling.at(on(2, 15 + number).day(span), EVENING, told)
    for when, (answers, note) in WEEKS.items():
        yield telling.at(when.day(span), time(20, 50), partial(_look_back, telling, when.day(span), answers, note))
    first, last = (when.day(span) for when in AWAY)
    notes = {when.day(span): words for when, words in NOTES.items()}
    for day in days(after(2).day(span), span.last - timedelta(days=1)):
        chance = Random(f"ruth checks in {(day - span.first).days}")
        if day in notes or (not first <= day <= last and chance.random() > SKIPPED):
            yield telling.at(day, time(20, 40), partial(_write, telling, day, notes.get(day, ""), chance))


def _look_back(telling: Telling, day: date, answers: tuple[int, ...], note: str) -> None:
    looked = dict(zip(Item, answers, strict=True))
    actions.review(by=telling.viewer, id=new_id(), week=monday(day), looked=looked, note=note)


def _write(telling: Telling, day: date, note: str, chance: Random) -> None:
    answers = _answers(telling, day, chance)
    actions.check_in(by=telling.viewer, id=new_id(), day=day, answers=answers, note=note)


def _answers(telling: Telling, day: date, chance: Random) -> Answers:
    """A day as its month was, and a little as chance has it."""
    number = telling.span.number_of(day)
    weather = telling.life.weather
    good = weather[max(month for month in weather if month <= number)].kept + chance.gauss(0, 0.13)
    wanted = {
        Question.MOOD: 1 + 4 * good,
        Question.CRAVING: 9 * (1 - good) + chance.choice((0, 0, 0, 2)),
        Question.CONFIDENCE: 10 * good,
        Question.REACHED: chance.random() < good,
    }
    if number > 1:
        wanted |= {
            Question.SLEEP: 1 + 4 * good + chance.gauss(0, 0.5),
            Question.MEDICATION: 2 if good > 0.3 else 1,
        }
    return {
        question: min(max(round(answer), SCALES[question].low), SCALES[question].high)
        for question, answer in wanted.items()
    }
