"""Those around Ruth, each with a private space of their own, and one who knows none of them. Fictional."""

from mending.circle.rules.people import Kind as Who
from mending.circle.rules.people import Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.consent.rules import Side
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat
from mending.site.demo.story import (
    FRI,
    MON,
    THU,
    WED,
    End,
    Life,
    Said,
    Someone,
    Turn,
    Weather,
    after,
    ago,
    ahead,
    on,
)

KEPT, TOLD, FOUND_OUT = Outcome.KEPT, Outcome.TOLD, Outcome.FOUND_OUT
NO = UsesNearMe.NO

DANIEL = Life(
    name="daniel",
    password="kettle-on-sunday",
    side=Side.LOVED_ONE,
    people=(
        Someone(Portrait("Ruth", Who.PARTNER, 4, Support.HELPS, UsesNearMe.UNKNOWN, Wish.CLOSER), after(2)),
        Someone(
            Portrait("Col", Who.FRIEND, 4, Support.HELPS_MUCH, NO, Wish.CLOSER, "Knows. Never asks twice."),
            after(2),
        ),
        Someone(Portrait("my brother", Who.SIBLING, 3, Support.HELPS, NO), on(1, 11)),
        Someone(Portrait("Marta", Who.RELATIVE, 2, Support.NEITHER, NO, note="Ruth’s mother."), on(1, 11)),
    ),
    turns=(
        Turn("Ruth", after(2), State.CAUTIOUS, "I want to believe it. I have wanted to before."),
        Turn("Ruth", on(8, 12), State.PAUSED_BY_ME, "The rent. I need to sleep somewhere else."),
        Turn("Ruth", on(8, 24), State.CAUTIOUS, "She told me before I asked. That is new.", NoContact.NO),
        Turn("Ruth", on(11, 15), State.ACTIVE, "Two months of being told things."),
    ),
    promises=(
        Said(
            "go to the Thursday family group",
            "",
            on(1, 7, THU),
            Repeat.WEEKLY,
            luck=0.05,
            notes={
                KEPT: (
                    "Said out loud that I check her pockets.",
                    "A man my age, same story. We had a pint of water after.",
                ),
                TOLD: ("Worked late. Told them I’d been scared to come.",),
            },
        ),
        Said(
            "leave her phone where it lies",
            "",
            on(1, 14),
            Repeat.DAILY,
            until=on(3, 31),
            is_planned=True,
            luck=-0.08,
            notes={
                KEPT: ("Put mine beside it. Two phones, no hands.",),
                TOLD: ("Looked. Told her I had looked.",),
                FOUND_OUT: ("She came in while I was reading it.",),
            },
        ),
        Said(
            "five-a-side with Col on Wednesdays",
            "Col",
            on(2, 6, WED),
            Repeat.WEEKLY,
            luck=0.1,
            notes={KEPT: ("Lost 9:2. Best night in weeks.",), TOLD: ("Ankle.",)},
        ),
        Said(
            "tell Ruth when I am scared, not go quiet",
            "Ruth",
            on(5, 23),
            Repeat.WEEKLY,
            until=on(8, 11),
            kind=Kind.HONESTY,
            notes={
                KEPT: ("Said it in the car, eyes on the road.",),
                FOUND_OUT: ("She said: you have gone quiet.",),
            },
        ),
        Said(
            "answer Ruth the same day, even if short",
            "Ruth",
            on(9, 3),
            Repeat.WEEKDAYS,
            until=on(11, 14),
            notes={KEPT: ("“Got it. Thanks for telling me.”",)},
        ),
        Said(
            "tell Ruth when I am scared, not go quiet",
            "Ruth",
            on(11, 17),
            Repeat.WEEKLY,
            kind=Kind.HONESTY,
            luck=0.05,
        ),
        Said(
            "give my brother his spare room back, and the key",
            "my brother",
            on(11, 20),
            made_before=4,
            end=End(KEPT, "And a bottle of the ginger beer he likes."),
        ),
        Said(
            "learn how the naloxone in the car works",
            "Ruth",
            on(5, 2),
            made_before=5,
            end=End(KEPT, "Twice, with the trainer."),
        ),
        Said(
            "ring Marta and say Ruth is all right", "Marta", ago(2), end=End(KEPT, "She knew. Nice that she knew.")
        ),
        Said("fix the bathroom tap", "Ruth", ahead(2), made_before=3),
    ),
    weather={
        0: Weather(0.68, 0.05, 0.10, 0.05),
        8: Weather(0.55, 0.05, 0.15, 0.07),
        9: Weather(0.8, 0.05, 0.08, 0.01),
    },
)

MARTA = Life(
    name="marta",
    password="tomatoes-by-august",
    side=Side.LOVED_ONE,
    began=after(3),
    people=(
        Someone(Portrait("Ruth", Who.GROWN_CHILD, 4, Support.NEITHER, UsesNearMe.UNKNOWN, Wish.CLOSER), on(1, 5)),
        Someone(Portrait("Jonathan", Who.GROWN_CHILD, 5, Support.HELPS, NO), on(1, 5)),
        Someone(Portrait("Irene", Who.FRIEND, 4, Support.HELPS_MUCH, NO, note="From the choir."), on(1, 16)),
        Someone(Portrait("Daniel", Who.RELATIVE, 2, Support.HELPS, NO), on(1, 16)),
    ),
    turns=(
        Turn("Ruth", on(1, 5), State.CAUTIOUS, "I pick up. I do not lend."),
        Turn(
            "Ruth",
            on(8, 14),
            State.PAUSED_BY_ME,
            "I found it out from her brother. I need her to tell me herself.",
        ),
        Turn("Ruth", on(9, 7), State.CAUTIOUS, "I rang. My own wish.", NoContact.NO),
    ),
    promises=(
        Said(
            "let the phone ring after eight",
            "",
            on(1, 17),
            Repeat.DAILY,
            until=on(4, 17),
            is_planned=True,
            luck=0.05,
            notes={KEPT: ("It rang. I knitted.",), TOLD: ("Picked up. Told Irene.",)},
        ),
        Said(
            "choir on Mondays, whatever happens at home",
            "Irene",
            on(1, 20, MON),
            Repeat.WEEKLY,
            luck=0.15,
            notes={KEPT: ("We did the Fauré. I forgot everything.",)},
        ),
        Said(
            "ask once, then leave it",
            "Ruth",
            on(2, 8),
            Repeat.WEEKLY,
            until=on(8, 13),
            notes={KEPT: ("Bit my tongue. Literally.",), FOUND_OUT: ("She counted. Four times.",)},
        ),
        Said(
            "say the good thing I saw, out loud",
            "Ruth",
            on(9, 18),
            Repeat.WEEKLY,
            notes={
                KEPT: ("That she came ten minutes early.", "That the gate closes."),
                TOLD: ("Thought it. Wrote it on a card after.",),
            },
        ),
        Said(
            "no money before I have slept on it",
            "Ruth",
            on(3, 4),
            made_before=2,
            end=End(KEPT, "Slept. Said no. The sky stayed up."),
        ),
        Said("plant something only for me", "", ahead(4), made_before=6),
    ),
    weather={
        0: Weather(0.76, 0.04, 0.08, 0.02),
        8: Weather(0.6, 0.05, 0.1, 0.05),
        9: Weather(0.84, 0.03, 0.05, 0.0),
    },
)

THEO = Life(name="theo", password="not-yet-begun", side=Side.LOVED_ONE, began=on(3, 2))

OMAR = Life(
    name="omar",
    password="night-bus-home",
    side=Side.PERSON,
    began=on(9, 10),
    own_words="sober",
    people=(
        Someone(Portrait("Layla", Who.SIBLING, 4, Support.HELPS_MUCH, NO, Wish.CLOSER), on(9, 10)),
        Someone(Portrait("Mr Haddad", Who.COUNSELOR, 3, Support.HELPS_MUCH, NO), on(9, 11)),
        Someone(Portrait("Baba", Who.PARENT, 2, Support.NEITHER, NO, Wish.CLOSER), on(9, 12)),
    ),
    turns=(Turn("Baba", on(9, 12), State.PAUSED_BY_THEM, "He said not yet."),),
    promises=(
        Said(
            "walk to the clinic, not past the station",
            "Layla",
            on(9, 13),
            Repeat.DAILY,
            luck=0.05,
            notes={KEPT: ("Long way round. Saw a heron.",), TOLD: ("Went past. Only past. Told Layla.",)},
        ),
        Said(
            "Friday supper at Layla’s",
            "Layla",
            on(9, 20, FRI),
            Repeat.WEEKLY,
            luck=0.1,
            notes={KEPT: ("The little one drew me with very long arms.",)},
        ),
        Said("tell Mr Haddad when I skip a day", "Mr Haddad", on(10, 2), Repeat.WEEKLY, kind=Kind.HONESTY),
        Said(
            "write to Baba, not send it",
            "",
            on(12, 10),
            made_before=3,
            end=End(KEPT, "Four pages. It is in the tin."),
        ),
        Said("pay back the bus fare to Layla", "Layla", ago(1), made_before=4),
    ),
    weather={0: Weather(0.7, 0.05, 0.1, 0.05), 12: Weather(0.78, 0.05, 0.09, 0.02)},
)

LENA = Life(name="lena", password="tuesday-at-three", side=Side.COUNSELOR)
INES = Life(name="ines", password="calls-every-caller", side=Side.COORDINATOR)
SOL = Life(name="sol", password="keeps-the-lights-on", side=Side.STEWARD)

OTHERS = (DANIEL, MARTA, THEO, LENA, OMAR, INES, SOL)
