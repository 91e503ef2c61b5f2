"""Ruth: in recovery, fourteen months out of residential treatment. Fictional."""

from dataclasses import replace

from mending.circle.rules.people import Kind as Who
from mending.circle.rules.people import Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.consent.rules import Side
from mending.site.demo.ruth_before import EARLY
from mending.site.demo.ruth_since import LATE
from mending.site.demo.story import Life, PutAway, Redrawn, Someone, Turn, Weather, after, on

NO = UsesNearMe.NO

DANIEL = Portrait("Daniel", Who.PARTNER, 4, Support.HELPS_MUCH, NO, Wish.CLOSER)
MARTA = Portrait("Mum", Who.PARENT, 3, Support.HELPS, NO, Wish.CLOSER, "Marta. Not before ten, not after eight.")
THEO = Portrait("Theo", Who.FRIEND, 4, Support.NEITHER, UsesNearMe.YES, Wish.SAME)

JONI = Portrait("Joni", Who.SIBLING, 3, Support.HELPS, NO, Wish.CLOSER, "My brother. Two streets from Mum.")

PEOPLE = (
    Someone(DANIEL, after(0)),
    Someone(MARTA, after(0)),
    Someone(THEO, after(1)),
    Someone(Portrait("Lena", Who.COUNSELOR, 3, Support.HELPS_MUCH, NO), after(1)),
    Someone(JONI, after(2)),
    Someone(Portrait("Pip", Who.CHILD, 4, note="Joni’s. Seven, loves water."), after(2)),
    Someone(Portrait("K", Who.OTHER, 1, Support.WORKS_AGAINST, UsesNearMe.YES), after(3), NoContact.I_WANT_NONE),
    Someone(Portrait("Nina", Who.SPONSOR, 3, Support.HELPS_MUCH, NO), on(1, 9)),
    Someone(Portrait("Sam", Who.FRIEND, 4, Support.HELPS, UsesNearMe.UNKNOWN), on(1, 12)),
    Someone(Portrait("Bev from the bakery", Who.COLLEAGUE, 2, Support.NEITHER, NO), on(9, 6)),
)

TURNS = (
    Turn("Daniel", after(0), State.CAUTIOUS, "He said come home, but slowly. He keeps the bank card."),
    Turn("Mum", after(0), State.CAUTIOUS, "She picks up now. She does not say much."),
    Turn("Theo", on(1, 20), State.CAUTIOUS, "He turned up with a bag in his coat and did not tell me."),
    Turn(
        "Theo", on(3, 18), State.PAUSED_BY_ME, "I can not sit in his kitchen and want what is in it. Told him so."
    ),
    Turn("Sam", on(4, 11), State.GRIEVING, "They found him in the morning. Thirty-one."),
    Turn("Daniel", on(5, 21), State.ACTIVE, "He gave me the spare key and made a joke about it."),
    Turn("Daniel", on(8, 12), State.PAUSED_BY_THEM, "He found out about the money. He is at his brother’s."),
    Turn("Mum", on(8, 14), State.PAUSED_BY_THEM, "She said: not until you tell me things yourself."),
    Turn("Daniel", on(8, 24), State.CAUTIOUS, "We met in the park, an hour. He asked, I answered.", NoContact.NO),
    Turn("Mum", on(9, 7), State.CAUTIOUS, "She rang. We talked about her tomatoes.", NoContact.NO),
    Turn("Theo", on(9, 26), State.ENDED, "He asked me for money, twice. I wish him well. It is over."),
    Turn("Daniel", on(11, 15), State.ACTIVE, "He is back in our bed. Not all is well. Enough is."),
)

REDRAWN = (
    Redrawn(replace(JONI, closeness=4, wish=Wish.SAME), on(6, 2)),
    Redrawn(replace(DANIEL, closeness=5, wish=Wish.SAME), on(11, 16)),
)

LIFE = Life(
    name="ruth",
    password="small-steps-daily",
    side=Side.PERSON,
    own_words="steady",
    people=PEOPLE,
    turns=TURNS,
    redrawn=REDRAWN,
    put_away=(PutAway("Theo", on(12, 8)),),
    promises=EARLY + LATE,
    weather={
        0: Weather(0.66, 0.03, 0.12, 0.10),
        1: Weather(0.60, 0.04, 0.10, 0.16),
        2: Weather(0.68, 0.05, 0.10, 0.10),
        3: Weather(0.75, 0.05, 0.10, 0.05),
        4: Weather(0.60, 0.05, 0.17, 0.08),
        5: Weather(0.78, 0.05, 0.09, 0.04),
        6: Weather(0.82, 0.04, 0.08, 0.03),
        7: Weather(0.70, 0.04, 0.11, 0.10),
        8: Weather(0.40, 0.03, 0.20, 0.17),
        9: Weather(0.62, 0.06, 0.22, 0.03),
        10: Weather(0.74, 0.06, 0.13, 0.02),
        11: Weather(0.76, 0.05, 0.12, 0.02),
        12: Weather(0.60, 0.07, 0.22, 0.03),
        13: Weather(0.80, 0.05, 0.10, 0.01),
        14: Weather(0.82, 0.05, 0.08, 0.01),
    },
)
