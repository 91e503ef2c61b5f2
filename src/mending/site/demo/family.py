"""Who they are and what they promised. All of them are made up; any likeness is chance.

Days are counted back from today, months from the first one of the demo. Everything here is plain data; `life`
lets it happen.
"""

from dataclasses import dataclass
from datetime import date

from mending.circle.actions.standing import Wished
from mending.circle.rules.people import Kind as Tie
from mending.circle.rules.people import Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.consent.rules import Side
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat

PASSWORD = "a-quiet-morning"  # noqa: S105  the demo's, printed at every start
DAYS = 425
"""Fourteen months."""

# How each of the fourteen months went: (kept of what was due, told of what was missed, left open), 0 to 1.
# Good weeks and hard ones; the sixth month was the hardest, and telling grew before keeping did.
MONTHS = (
    (0.45, 0.15, 0.20),
    (0.52, 0.20, 0.15),
    (0.60, 0.30, 0.10),
    (0.66, 0.35, 0.08),
    (0.72, 0.45, 0.06),
    (0.38, 0.30, 0.30),
    (0.50, 0.55, 0.12),
    (0.62, 0.65, 0.08),
    (0.70, 0.70, 0.06),
    (0.78, 0.75, 0.05),
    (0.74, 0.85, 0.06),
    (0.84, 0.85, 0.04),
    (0.86, 0.90, 0.04),
    (0.88, 0.95, 0.04),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of state, so many days ago."""

    days_ago: int
    to: State
    reason: str
    answer: NoContact | None = None

    def wished(self, on: date) -> Wished:
        return Wished(to=self.to, on=on, answer=self.answer, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Someone:
    """Someone in a circle, and how the relationship turned over time."""

    portrait: Portrait
    turns: tuple[Turn, ...] = ()
    no_contact: NoContact = NoContact.NO


@dataclass(frozen=True, slots=True)
class Said:
    """A promise: to whom (a nickname, or nobody for oneself), from how many days ago, until how many."""

    words: str
    to: str
    starts: int
    repeat: Repeat = Repeat.ONCE
    until: int | None = None
    kind: Kind = Kind.ABILITY
    moved_to: int | None = None
    """Renegotiated on its day, to so many days ago."""
    luck: float = 0.0
    """How much likelier than the month it was kept."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast."""

    name: str
    side: Side
    zone: str = "Europe/London"
    own_words: str = ""
    circle: tuple[Someone, ...] = ()
    promises: tuple[Said, ...] = ()


RUTH = Member(
    "ruth",
    Side.PERSON,
    own_words="in recovery",
    circle=(
        Someone(
            Portrait("Daniel", Tie.PARTNER, 5, Support.HELPS_MUCH, UsesNearMe.NO, Wish.CLOSER, "Tea, not coffee."),
            turns=(
                Turn(265, State.CAUTIOUS, "After the bad weeks. We said: slowly."),
                Turn(120, State.ACTIVE, "He said he breathes easier."),
            ),
        ),
        Someone(
            Portrait("Marta", Tie.PARENT, 4, Support.HELPS, UsesNearMe.NO, Wish.CLOSER, "Rings on Sundays."),
            turns=(Turn(400, State.CAUTIOUS, "She wants to see it first. Fair."),),
        ),
        Someone(Portrait("Emil", Tie.CHILD, 5, note="Six now. Likes the long story.")),
        Someone(
            Portrait("Theo", Tie.FRIEND, 2, Support.MAKES_IT_HARDER, UsesNearMe.YES, Wish.LESS),
            turns=(
                Turn(380, State.CAUTIOUS, "Every time I see him it starts again."),
                Turn(300, State.PAUSED_BY_ME, "Told him I need a break."),
                Turn(210, State.ENDED, "I wish him well. Not with me."),
            ),
        ),
        Someone(
            Portrait("Nadia", Tie.SPONSOR, 4, Support.HELPS_MUCH, UsesNearMe.NO, Wish.SAME, "Before nine is fine.")
        ),
        Someone(
            Portrait("Kit", Tie.FRIEND, 3, Support.HELPS, UsesNearMe.NO, Wish.CLOSER, "From the Tuesday group.")
        ),
        Someone(
            Portrait("Joan", Tie.SIBLING, 3, Support.NEITHER, UsesNearMe.NO, Wish.CLOSER),
            turns=(Turn(330, State.PAUSED_BY_THEM, "She asked for time. I wait without pressing."),),
        ),
        Someone(
            Portrait("Ray", Tie.OTHER, 1, Support.WORKS_AGAINST, UsesNearMe.YES, Wish.LESS),
            no_contact=NoContact.I_WANT_NONE,
        ),
    ),
    promises=(
        Said("Take my medication with breakfast", "", 420, Repeat.DAILY, luck=0.1),
        Said("Text Daniel before I am late", "Daniel", 410, Repeat.WEEKDAYS, 180),
        Said("Be home by six, or say so before", "Daniel", 179, Repeat.WEEKDAYS),
        Said("Tell Daniel how the day was, the hard part too", "Daniel", 395, Repeat.DAILY, kind=Kind.HONESTY),
        Said("Ring Marta on Sunday", "Marta", 404, Repeat.WEEKLY),
        Said("Show Daniel what I spent this month", "Daniel", 390, Repeat.MONTHLY, kind=Kind.HONESTY),
        Said("Go to the Tuesday group", "", 412, Repeat.WEEKLY, luck=0.1),
        Said("Read Emil one story", "Emil", 250, Repeat.WEEKDAYS),
        Said("Ring Nadia when the evenings get long", "Nadia", 300, Repeat.WEEKLY, 60),
        Said("Bring Marta’s good cups back", "Marta", 352, luck=0.5),
        Said("Pay Joan the forty I owe", "Joan", 345),
        Said("Cook on Daniel’s birthday", "Daniel", 288, luck=0.5),
        Said("Tell Daniel about the money from March", "Daniel", 246, kind=Kind.HONESTY, luck=0.5),
        Said("See the clinic about the dose", "", 224, moved_to=221),
        Said("Fix the back gate with Marta", "Marta", 160, moved_to=153),
        Said("Take Emil swimming", "Emil", 96, luck=0.4),
        Said("Write the letter to the landlord", "Daniel", 61, moved_to=58),
        Said("Walk with Kit round the lake", "Kit", 33, luck=0.5),
        Said("Bring soup to Marta", "Marta", 12, luck=0.5),
        Said("Ask Daniel what he needs this week", "Daniel", 0, kind=Kind.HONESTY),
        Said("Pick up the photos for Marta", "Marta", -3),
    ),
)

DANIEL = Member(
    "daniel",
    Side.LOVED_ONE,
    circle=(
        Someone(
            Portrait("Ruth", Tie.PARTNER, 5, Support.NEITHER, UsesNearMe.UNKNOWN, Wish.CLOSER),
            turns=(
                Turn(262, State.CAUTIOUS, "I am tired of hoping out loud."),
                Turn(118, State.ACTIVE, "Weeks like these count."),
            ),
        ),
        Someone(Portrait("Sam", Tie.FRIEND, 4, Support.HELPS, UsesNearMe.NO)),
        Someone(Portrait("Mum", Tie.PARENT, 4, Support.HELPS, UsesNearMe.NO)),
    ),
    promises=(
        Said("Run on Saturday, whatever the week was", "", 350, Repeat.WEEKLY, luck=0.1),
        Said("Say one thing I saw her do", "Ruth", 150, Repeat.WEEKDAYS),
        Said("Go to the family evening", "", 320, Repeat.MONTHLY, luck=0.2),
        Said("Tell Sam how I really am", "Sam", 40, kind=Kind.HONESTY, luck=0.5),
    ),
)

MARTA = Member(
    "marta",
    Side.LOVED_ONE,
    circle=(
        Someone(Portrait("Ruth", Tie.GROWN_CHILD, 4, Support.NEITHER, UsesNearMe.UNKNOWN, Wish.CLOSER)),
        Someone(Portrait("Joan", Tie.GROWN_CHILD, 4, Support.HELPS, UsesNearMe.NO)),
    ),
    promises=(
        Said("Not ask about money on the phone; ask about her week", "Ruth", 200, Repeat.WEEKLY, luck=0.1),
        Said("Go to choir, also on the bad days", "", 240, Repeat.WEEKLY, luck=0.2),
    ),
)

THEO = Member("theo", Side.LOVED_ONE, circle=(Someone(Portrait("Ruth", Tie.FRIEND, 3)),))

OMAR = Member(
    "omar",
    Side.PERSON,
    zone="America/New_York",
    own_words="sober",
    circle=(Someone(Portrait("Lucia", Tie.SIBLING, 4, Support.HELPS, UsesNearMe.NO, Wish.CLOSER)),),
    promises=(
        Said("Call Lucia after work", "Lucia", 90, Repeat.WEEKLY),
        Said("Go to the evening meeting", "", 80, Repeat.WEEKDAYS),
    ),
)

LENA = Member("lena", Side.COUNSELOR)
INES = Member("ines", Side.COORDINATOR)
SOL = Member("sol", Side.STEWARD)

CAST = (RUTH, DANIEL, MARTA, THEO, LENA, OMAR, INES, SOL)

# What is noted beside an answer, now and then.
NOTES = {
    Outcome.KEPT: (
        "Easier than I thought.",
        "Did it first thing.",
        "Nearly did not. Did.",
        "We laughed.",
        "Slow start, then fine.",
        "Nobody asked. I did it anyway.",
    ),
    Outcome.TOLD: (
        "Said it at dinner, before anyone asked.",
        "I rang and said I had not.",
        "Hard to say. The air was better after.",
        "Told on the way home.",
        "Wrote it, then said it too.",
    ),
    Outcome.FOUND_OUT: (
        "Found out by the bank letter.",
        "I said nothing until it was plain.",
        "Asked me straight, and I looked away first.",
    ),
}
