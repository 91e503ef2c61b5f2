"""What Ruth did to people and how she puts it right: said and lived, paid back, in another place. Fictional."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from mending.amends import actions
from mending.amends.queries.amends import amends
from mending.amends.rules.amends import Kind, Part, ReviewedBy, TheirWish, Wanted
from mending.amends.rules.money import Plan
from mending.amends.rules.screen import Answer, Question
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering
from mending.promises.rules.outcomes import Kind as About
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat, Schedule, due_days
from mending.promises.rules.wanted import Wanted as Promised
from mending.site.demo import ruth_letters
from mending.site.demo.story import FRI, MONTHS, SAT, ZONE, When, on
from mending.site.demo.telling import EVENING, MORNING, NOON, Deed, Telling

MISSED = {12: 0.35}
"""How often a day by which she lives it was not kept in the harder month; a tenth of them in the others."""
PAYMENTS = 8
LATE = 2
"""Which payment came three days later than agreed, and was said so in time."""


@dataclass(frozen=True, slots=True)
class Lived:
    """A promise by which an amends is lived."""

    words: str
    starts: When
    repeat: Repeat
    about: About = About.ABILITY


@dataclass(frozen=True, slots=True)
class Told:
    """One amends. Its parts are written an evening each, in order; what is not in `screen` was answered no."""

    who: str
    begun: When
    harms: tuple[str, ...]
    did: str
    my_part: str
    parts: tuple[Wanted, ...]
    screen: Mapping[Question, Answer] = field(default_factory=dict)
    review: tuple[When, str] | None = None
    lived: tuple[Lived, ...] = ()


DANIEL = Told(
    "Daniel",
    on(10, 8),
    ("Spent the rent and said it was paid.", "Let Daniel hear it from the landlord."),
    "I spent the rent and told Daniel it was paid. Five days I let him believe it. Then the landlord rang him.",
    "All of it. The money and the lie. He only picked up the phone.",
    (
        Wanted(
            Part.EFFECT,
            {"effect": "He slept at his brother’s for a long time. He says the lie was worse than the money."},
        ),
        Wanted(
            Part.READY,
            {
                "why_now": "Because he should not have to ask. For him first, I hope.",
                "if_not_welcome": "Say thank you for hearing me. Go to the weir. Ring Nina.",
                "steady": "Clinic in the morning, group on Tuesday, supper before we talk.",
                "who_helps": "Nina knows the day. Lena has read it.",
            },
        ),
        Wanted(Part.WISH, wish=TheirWish.CONTACT),
        Wanted(Part.KIND, kind=Kind.DIRECT),
        Wanted(
            Part.REPAIR,
            {
                "repair": "The last third of the rent by the fifteenth. The post lies open on the table.",
                "limit": "I answer what he asks. I do not go through it night by night after ten.",
            },
            affordable=True,
        ),
    ),
    {Question.RELIEF: Answer.UNSURE},
    (on(10, 20), "Lena asked who it is for. We took two sentences out that were for me."),
    (
        Lived("show Daniel the account on Friday, before he asks", on(11, 10, FRI), Repeat.WEEKLY, About.HONESTY),
        Lived("put the slip of the rent on the fridge", on(12, 1), Repeat.MONTHLY),
    ),
)
MUM = Told(
    "Mum",
    on(9, 20),
    ("Pawned Gran’s ring and said it was at the jeweller’s.",),
    "I pawned Gran’s ring. I told Mum it was at the jeweller’s. She bought it back for 240 pounds.",
    "Taking it. And the story, each time she asked.",
    (
        Wanted(Part.EFFECT, {"effect": "She has not worn it since. She keeps her door locked, in her own house."}),
        Wanted(Part.WISH, wish=TheirWish.LATER),
        Wanted(Part.KIND, kind=Kind.DIRECT),
        Wanted(
            Part.REPAIR,
            {
                "repair": "All of it back, 30 pounds a month, in her hand.",
                "limit": "Not more than 30. The rent and the bus come first.",
            },
            affordable=True,
        ),
    ),
)
K = Told(
    "K",
    on(12, 15),
    ("Sold K’s bike and said it was stolen.",),
    "I sold K’s bike for a week of using and let everybody look for it.",
    "The bike. Not what came after.",
    (
        Wanted(Part.EFFECT, {"effect": "A long way to work on foot, that winter. More I do not know."}),
        Wanted(
            Part.READY,
            {"why_now": "It is the last one on my list. I do not write to K, and K does not write to me."},
        ),
        Wanted(Part.KIND, kind=Kind.INDIRECT),
        Wanted(
            Part.REPAIR,
            {
                "repair": "One Saturday a month at the bike shed by the canal, for people who can not pay.",
                "limit": "Two hours. I do not ask anybody there about K.",
            },
        ),
    ),
    {Question.NO_CONTACT: Answer.YES, Question.USED_WITH: Answer.YES},
    lived=(Lived("two hours at the bike shed by the canal", on(13, 2, SAT), Repeat.MONTHLY),),
)
ALL = (DANIEL, MUM, K)
OPEN = (
    ("Joni", on(11, 2), "Said I had Pip’s birthday money safe. I did not."),
    ("Mum", on(11, 2), "Missed Gran’s funeral and said the train was cancelled."),
)


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order."""
    ids = {told.who: new_id() for told in ALL}
    for told in ALL:
        yield from _told(telling, told, ids[told.who])
    for who, when, words in OPEN:
        yield telling.at(when.day(telling.span), EVENING, partial(_harm, telling, who, words, new_id()))
    yield from _money(telling, ids["Mum"])
    yield from ruth_letters.deeds(telling, ids["Daniel"])


def _told(telling: Telling, told: Told, id: UUID) -> Iterator[Deed]:
    day, harms = told.begun.day(telling.span), [new_id() for _ in told.harms]
    for words, harm in zip(told.harms, harms, strict=True):
        yield telling.at(day, time(20, 35), partial(_harm, telling, told.who, words, harm))
    yield telling.at(day, time(20, 50), partial(_begin, telling, told, id, harms))
    for number, wanted in enumerate(told.parts, start=1):
        yield telling.at(day + timedelta(days=number), time(20, 50), partial(_write, telling, id, wanted))
    yield telling.at(day + timedelta(days=7), time(20, 50), partial(_screen, telling, id, told.screen))
    if told.review:
        when, said = told.review[0].day(telling.span), {"review_said": told.review[1]}
        wanted = Wanted(Part.REVIEW, said, reviewed_by=ReviewedBy.COUNSELOR, reviewed_on=when)
        yield telling.at(when, EVENING, partial(_write, telling, id, wanted))
    for lived in told.lived:
        yield from _lived(telling, id, lived)


def _harm(telling: Telling, who: str, words: str, id: UUID) -> None:
    actions.add_harm(by=telling.viewer, id=id, who=telling.ids[who], words=words)


def _begin(telling: Telling, told: Told, id: UUID, harms: list[UUID]) -> None:
    wanted = Wanted(Part.DID, {"did": told.did, "my_part": told.my_part})
    actions.begin(by=telling.viewer, id=id, who=telling.ids[told.who], wanted=wanted, harms=harms)


def _write(telling: Telling, id: UUID, wanted: Wanted) -> None:
    version = amends(telling.viewer, id).version
    actions.write(by=telling.viewer, amends=id, version=version, wanted=wanted)


def _screen(telling: Telling, id: UUID, answers: Mapping[Question, Answer]) -> None:
    for question in Question:
        given = answers.get(question, Answer.NO)
        actions.answer_screen(by=telling.viewer, amends=id, question=question, answer=given)


def _lived(telling: Telling, id: UUID, lived: Lived) -> Iterator[Deed]:
    """The promise, and how its days came out; yesterday's and today's are still open, as days are."""
    span, promise = telling.span, new_id()
    schedule = Schedule(lived.starts.day(span), lived.repeat)
    wanted = Promised(lived.words, None, lived.about, schedule)
    made = partial(actions.promise_living, by=telling.viewer, amends=id, id=promise, wanted=wanted)
    yield telling.at(schedule.starts - timedelta(days=1), time(21, 40), made)
    for day in due_days(schedule, schedule.starts, span.last - timedelta(days=2)):
        chance = Random(f"ruth {lived.words} {(day - span.first).days}").random()
        missed = chance < MISSED.get(span.number_of(day), 0.1)
        outcome = Outcome.TOLD if missed else Outcome.KEPT
        yield telling.at(day, EVENING, partial(_answer, telling, promise, day, outcome))


def _answer(telling: Telling, promise: UUID, day: date, outcome: Outcome) -> None:
    answering.answer(by=telling.viewer, promise=promise, due_on=day, outcome=outcome)


def _money(telling: Telling, id: UUID) -> Iterator[Deed]:
    """Paid on the tenth of each month; once three days later, said so on the morning of the day."""
    span, first = telling.span, on(10, 10).day(telling.span)
    plan = Plan("GBP", 240_00, PAYMENTS, first, Repeat.MONTHLY)
    said = "give Mum {amount} for the ring, {number} of {all}"
    make = partial(actions.plan_money, by=telling.viewer, amends=id, id=new_id(), plan=plan, said=said)
    yield telling.at(on(9, 28).day(span), time(21, 5), make)
    for number in range(1, MONTHS - 9):
        day = on(9 + number, 10).day(span)
        if number == LATE:
            yield telling.at(day, MORNING, partial(_later, telling, id, number, day + timedelta(days=3)))
            day += timedelta(days=3)
        yield telling.at(day, NOON, partial(_pay, telling, id, number))


def _later(telling: Telling, id: UUID, number: int, to_day: date) -> None:
    money = amends(telling.viewer, id).money
    assert money
    promise = money.payments[number - 1].promise
    words = "give Mum the 30 pounds on pay day"
    answering.renegotiate(
        by=telling.viewer,
        promise=promise,
        due_on=clock.today(ZONE),
        successor=new_id(),
        words=words,
        to_day=to_day,
    )


def _pay(telling: Telling, id: UUID, number: int) -> None:
    money = amends(telling.viewer, id).money
    assert money
    _answer(telling, money.payments[number - 1].promise, clock.today(ZONE), Outcome.KEPT)
