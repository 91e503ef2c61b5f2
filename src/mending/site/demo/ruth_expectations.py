"""What Ruth expected of hard days, what came, and how she came home. Fictional."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial
from uuid import UUID

from mending.expectations import actions
from mending.expectations.rules.home import Stretch
from mending.expectations.rules.sections import FIGURES, TEXTS, Nearest, Section, Wanted
from mending.foundation.ids import new_id
from mending.site.demo.story import When, after, ago, ahead, on
from mending.site.demo.telling import EVENING, MORNING, Deed, Telling


@dataclass(frozen=True, slots=True)
class Guess:
    """One expectation. Texts in the order of their part; chances as best, likely, worst; strength first, then."""

    who: str
    planned: When
    day: When
    expect: tuple[str, str]
    strength: tuple[int, int | None]
    ways: tuple[str, str, str] = ("", "", "")
    chances: tuple[int | None, int | None, int | None] = (None, None, None)
    welcome: tuple[str, str] = ("", "")
    happened: tuple[str, str] = ("", "")
    nearest: Nearest | None = None
    learned: tuple[str, str, str] = ("", "", "")
    late: int = 0


BEST, LIKELY, WORST, OTHER = Nearest
GUESSES = (
    Guess(
        "Daniel",
        after(0),
        after(1),
        ("Daniel will not look at me when I come in.", "He lets me in because of the flat, not because of me."),
        (80, 65),
        ("He hugs me.", "He says hello and goes back to the kitchen.", "He says it was a mistake."),
        (10, 40, 50),
        ("He opens, and we eat at one table.", "Stay in the front room. Ring Nina at nine."),
        ("He took my bag and made toast. He asked if the bed was all right.", "Shaking, then only tired."),
        LIKELY,
        ("He had bought the tea I like.", "Wary is not the same as cold.", "Make the toast myself tomorrow."),
    ),
    Guess(
        "Mum",
        on(1, 9),
        on(1, 12),
        ("Mum will count her purse while I am there.", "To her I am a thief and nothing else."),
        (90, 75),
        ("She talks about the garden.", "She is polite and short.", "She checks the purse in front of me."),
        (5, 35, 60),
        ("She stays in the room and we drink the tea.", "An hour, then the four o’clock bus."),
        ("She put the purse on the shelf and left it. We talked about the bus.", "Like sitting an exam."),
        LIKELY,
        ("She poured a second cup.", "I watched her hands the whole time, not her.", ""),
    ),
    Guess(
        "Joni",
        on(2, 6),
        on(2, 8),
        ("Joni will not leave me alone with Pip.", "He thinks I would hurt a child."),
        (70, 50),
        ("I get to read the story.", "We all sit together.", "He says better not yet."),
        (15, 35, 50),
        ("I am asked to supper at all.", "Go along with what Joni says."),
        ("He said: not yet, I’ll sit in. He sat in. I read, Pip turned the pages.", "It stung. Then it was nice."),
        WORST,
        ("What I was most afraid of was not so bad.", "Not yet has a yet in it.", "Ask about swimming in spring."),
    ),
    Guess(
        "",
        on(6, 5),
        on(6, 9),
        ("At the bakery they will ask about the gap in my papers.", "Nobody hires somebody like me."),
        (85, 55),
        ("They take me.", "They ask, and say they will ring.", "They laugh."),
        (10, 60, 30),
        ("They let me say my two sentences.", "Say them as I practised. Leave at noon."),
        ("They asked. I said my two sentences. They asked when I could start.", "Floating down the hill."),
        BEST,
        ("They had three people with gaps.", "Two true sentences are enough.", "Be there at five on Monday."),
    ),
    Guess(
        "Mum",
        on(9, 12),
        on(9, 14),
        ("She will bring up the money in the first ten minutes.", "She will never let it be over."),
        (75, 45),
        ("She shows me the tomatoes.", "She asks one thing and leaves it.", "She goes through all of it again."),
        (20, 30, 50),
        ("She lets me stay for the whole pot of tea.", "If she asks, answer. Then stop."),
        ("Tomatoes. Forty minutes of tomatoes. At the gate she said: tell me first next time.", "Light."),
        BEST,
        ("She was nervous too.", "She said next time.", "Ring her first when something goes wrong."),
    ),
    Guess(
        "Daniel",
        on(11, 13),
        on(11, 15),
        ("He will sleep on the sofa the first night.", "He comes back to keep an eye on me."),
        (60, 35),
        ("He just lies down.", "He asks what I want.", "He sleeps on the sofa and does not say why."),
        (25, 40, 35),
        ("He is under this roof and we say good night.", "Not ask. Make the bed for two."),
        ("He asked which side was his now. We laughed.", "Warm, and a bit shy."),
        LIKELY,
        ("He was the shy one.", "Asking is not checking.", ""),
        late=3,
    ),
    Guess(
        "",
        on(12, 18),
        on(12, 20),
        ("At the supper someone will offer me wine and all will go quiet.", "I spoil every table I sit at."),
        (65, 40),
        ("Nobody thinks of it.", "Someone offers, I say no, it goes on.", "They whisper."),
        (20, 45, 35),
        ("One person sits by me.", "Water in my glass before I sit down. Joni drives me when I nod."),
        ("The uncle offered. I said no thanks. Joni asked him about his knee.", "Half a minute of red ears."),
        LIKELY,
        ("Joni did it without a look.", "A table talks about knees sooner than about me.", ""),
    ),
    Guess(
        "Bev from the bakery",
        on(13, 8),
        on(13, 11),
        ("When I tell Bev why I go on Thursdays, she will tell the others.", "People cannot keep a thing."),
        (55, 30),
        ("She says her brother goes too.", "She nods and kneads on.", "By noon all know."),
        (10, 55, 35),
        ("She treats me the same the next day.", "Tell her at the end of the shift."),
        ("She said: then I’ll take your Thursdays. Nothing more.", "As if I had put a sack down."),
        OTHER,
        ("She asked nothing.", "Some people just swap the shift.", "Take one of her Saturdays."),
    ),
    Guess(
        "Mum",
        ago(9),
        ago(6),
        ("Mum will not want me to cook in her kitchen.", "In that house I stay the one who broke things."),
        (45, None),
        ("We cook together.", "She cooks, I peel.", "She sends me to the front room."),
        (30, 50, 20),
        ("I peel something.", "Bring the leeks. Ask once."),
        ("I peeled. She handed me the big knife without looking.", "Proud of a knife."),
        LIKELY,
    ),
    Guess(
        "Joni",
        ago(1),
        ahead(4),
        ("He will let me take Pip to the pool, if he comes along.", "He is starting to trust me, a bit."),
        (50, None),
        ("I take her alone.", "All three of us go.", "He changes the subject."),
        (15, 60, 25),
        ("We all get wet.", "Ask on Sunday, in front of nobody. A no is a no."),
    ),
    Guess("", ago(1), ahead(11), ("Somebody at the course will know me from before.", ""), (40, None)),
)
AT_HOME = {
    Stretch.DAY: {
        "sleeping": "Daniel in the bedroom, me in the front room. I have a key.",
        "money": "Twenty pounds. He holds the card.",
        "hours": "Home by four. Soup. Nina rings at nine.",
        "care": "Tonight’s dose with me, naloxone on the hall shelf, Daniel knows.",
        "hard": "If he goes quiet I do not follow him from room to room. I go round the block.",
    },
    Stretch.WEEK: {
        "sleeping": "It stays as it is. Daniel says when it changes.",
        "children": "Pip not yet. Joni says when.",
        "money": "The phone bill. Nothing else is promised.",
        "hours": "Up at seven, clinic, walk, group on Tuesday.",
        "care": "Clinic every morning but Sunday, half past eight.",
        "hard": "Evenings. The bridge. I ring before, not after.",
    },
    Stretch.MONTH: {
        "money": "Sit down with all the letters, on the last Sunday.",
        "hours": "One thing that is fun. Swimming?",
        "hard": "Pay day, and Theo’s corner.",
    },
}
AGREED = (
    ("Daniel", "He holds the bank card until the end of the third month. I get what I ask for, with a reason."),
    ("Daniel", "No talk about before after ten at night."),
    ("Mum", "I ring on Sundays at six. She need not pick up."),
)


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order."""
    span = telling.span
    for guess in GUESSES:
        yield from _deeds_of(telling, guess, new_id())
    home = new_id()
    yield telling.at(after(0).day(span), EVENING, partial(_begin_home, telling, home))
    yield telling.at(
        on(2, 10).day(span), EVENING, partial(actions.archive_home, by=telling.viewer, homecoming=home)
    )


def _deeds_of(telling: Telling, guess: Guess, id: UUID) -> Iterator[Deed]:
    span = telling.span
    planned, day = guess.planned.day(span), guess.day.day(span)
    yield telling.at(planned, time(20, 10), partial(_plan, telling, guess, id))
    if guess.happened[0]:
        told = When(guess.day.month, guess.day.days + guess.late, guess.day.weekday).day(span)
        yield telling.at(told, time(21, 10), partial(_tell, telling, guess, id))
    if guess.strength[1] is not None:
        told = When(guess.day.month, guess.day.days + guess.late + 1, guess.day.weekday).day(span)
        yield telling.at(max(told, day), MORNING, partial(_learn, telling, guess, id))


def _plan(telling: Telling, guess: Guess, id: UUID) -> None:
    who = telling.ids[guess.who] if guess.who else None
    strength = {"strength": guess.strength[0]}
    expect = _part(Section.EXPECT, guess.expect, strength)
    day = guess.day.day(telling.span)
    actions.begin(by=telling.viewer, id=id, wanted=Wanted(*expect, day=day, who=who))
    if guess.welcome[0]:
        chances = dict(zip(FIGURES[Section.WAYS], guess.chances, strict=True))
        _write(telling, id, 1, Wanted(*_part(Section.WAYS, guess.ways, chances)))
        _write(telling, id, 2, Wanted(*_part(Section.WELCOME, guess.welcome, {})))


def _tell(telling: Telling, guess: Guess, id: UUID) -> None:
    day = guess.day.day(telling.span)
    part = _part(Section.HAPPENED, guess.happened, {})
    _write(telling, id, 3, Wanted(*part, day=day, nearest=guess.nearest))


def _learn(telling: Telling, guess: Guess, id: UUID) -> None:
    part = _part(Section.LEARNED, guess.learned, {"strength_after": guess.strength[1]})
    _write(telling, id, 4, Wanted(*part))


def _part(
    section: Section, texts: tuple[str, ...], figures: Mapping[str, int | None]
) -> tuple[Section, dict[str, str], Mapping[str, int | None]]:
    return section, dict(zip(TEXTS[section], texts, strict=True)), figures


def _write(telling: Telling, id: UUID, version: int, wanted: Wanted) -> None:
    actions.write(by=telling.viewer, expectation=id, version=version, wanted=wanted)


def _begin_home(telling: Telling, id: UUID) -> None:
    by, to = telling.viewer, telling.ids["Daniel"]
    day = after(1).day(telling.span)
    actions.begin_home(by=by, id=id, name="Home from the clinic", who=to, comes_on=day)
    for stretch, texts in AT_HOME.items():
        actions.write_stretch(by=by, homecoming=id, stretch=stretch, version=1, texts=texts)
    for who, words in AGREED:
        actions.agree(by=by, homecoming=id, id=new_id(), words=words, who=telling.ids[who])
