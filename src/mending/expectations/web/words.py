"""The words of this room."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mending.expectations.rules.home import Stretch
from mending.expectations.rules.sections import Nearest, Section, Stage

SECTIONS = {
    Section.EXPECT: _("What I expect"),
    Section.WAYS: _("The ways it could go"),
    Section.WELCOME: _("A welcome that is all right"),
    Section.HAPPENED: _("What happened"),
    Section.LEARNED: _("What I learned"),
}
STEPS = [_("Guess"), _("Ways"), _("Welcome"), _("What came"), _("Learned")]
"""The parts in a word each."""
LEADS = {
    Section.EXPECT: _(
        "Before a hard meeting, fear and hope both make films. Write yours down, and look again after."
    ),
    Section.WAYS: _(
        "Three ways, each with how likely it feels. They need not add up to 100. You can leave this out."
    ),
    Section.WELCOME: _("People who were hurt are careful first. Trust comes later than the good days do."),
    Section.HAPPENED: _("First what a camera would have seen and heard. What it was like for you comes after."),
    Section.LEARNED: _("Look at what you wrote before. Fill in what fits, leave the rest."),
}
TEXTS = {
    "prediction": _("What do I expect to see or hear?"),
    "belief": _("What is the thought behind it?"),
    "best": _("The best that could happen"),
    "likely": _("What will most likely happen"),
    "worst": _("The worst that could happen"),
    "welcome": _("What would a careful welcome look like that is still all right?"),
    "doing": _("What will I do, and how can I leave if it gets too much?"),
    "happened": _("What happened?"),
    "felt": _("And what was it like for me?"),
    "surprise": _("What surprised me?"),
    "lesson": _("What do I take from it?"),
    "next_step": _("A next step, smaller or bigger"),
}
FIGURES = {
    "strength": _("How strongly do I believe that thought, in per cent?"),
    "best_chance": _("How likely is the best, in per cent?"),
    "likely_chance": _("How likely is that, in per cent?"),
    "worst_chance": _("How likely is the worst, in per cent?"),
    "strength_after": _("How strongly do I believe that thought now, in per cent?"),
}
HINTS = {
    "prediction": _("Something you can check after. For example: Mum will not hug me at the door."),
    "belief": _("In your own words. For example: they will never trust me again."),
    "strength": _("0 is not at all, 100 is fully."),
    "welcome": _("Wary, and still all right. For example: she opens, we have tea, she does not ask me to stay."),
    "doing": _("Small and yours. For example: stay an hour, then take the bus at five. Nina knows."),
    "happened": _("Who said what, who did what."),
    "strength_after": _("0 is not at all, 100 is fully."),
    "next_step": _("For example: go again next Sunday, and bring the soup."),
}
SHORT = {
    "prediction": _("I expect"),
    "belief": _("The thought behind it"),
    "strength": _("How strongly I believe it"),
    "best": _("The best"),
    "best_chance": _("How likely"),
    "likely": _("Most likely"),
    "likely_chance": _("How likely"),
    "worst": _("The worst"),
    "worst_chance": _("How likely"),
    "welcome": _("Careful, and still all right"),
    "doing": _("What I do, and how I can leave"),
    "happened": _("What happened"),
    "felt": _("What it was like for me"),
    "surprise": _("What surprised me"),
    "strength_after": _("How strongly I believe it now"),
    "lesson": _("What I take from it"),
    "next_step": _("A next step"),
}
NEAREST = {
    Nearest.BEST: _("The best I had thought of"),
    Nearest.LIKELY: _("What I thought most likely"),
    Nearest.WORST: _("The worst I had feared"),
    Nearest.OTHER: _("Something else"),
}
CAME = {
    Nearest.BEST: _("as hoped"),
    Nearest.LIKELY: _("as thought"),
    Nearest.WORST: _("as feared"),
    Nearest.OTHER: _("something else"),
}
WAYS = {Nearest.BEST: _("the best"), Nearest.LIKELY: _("the likely"), Nearest.WORST: _("the worst")}
WENT = CAME | {Nearest.OTHER: _("some other way")}
STAGES = {
    Stage.BEGUN: _("not finished"),
    Stage.PLANNED: _("planned"),
    Stage.DONE: _("it happened"),
    Stage.LEARNED: _("looked back on"),
}
NEXT = {
    Stage.BEGUN: (Section.WELCOME, _("Go on planning")),
    Stage.PLANNED: (Section.HAPPENED, _("Say what happened")),
    Stage.DONE: (Section.LEARNED, _("What did I learn?")),
}
SAVED = {
    Section.EXPECT: _("It is written down."),
    Section.WAYS: _("It is written down."),
    Section.WELCOME: _("Your plan stands. The rest can wait for the day."),
    Section.HAPPENED: _("Written down as it was."),
    Section.LEARNED: _("Kept. Looking again took courage."),
}
NUDGES = {
    "test": _(
        "This reads a little like a test. Few people pass a test they do not know of, and it can hurt them. "
        "Could it be about what you will do, or ask?"
    ),
    "vague": _("Could someone tell afterwards whether it came? Say what you would see or hear."),
}
STRETCHES = {
    Stretch.DAY: _("The first day"),
    Stretch.WEEK: _("The first week"),
    Stretch.MONTH: _("The first month"),
}
PARTS = {
    "sleeping": _("Where everyone sleeps"),
    "children": _("The children"),
    "money": _("Money"),
    "hours": _("How the time is filled"),
    "care": _("My care"),
    "hard": _("What could get hard, and what I do then"),
}
PART_HINTS = {
    Stretch.DAY: {
        "sleeping": _("Which bed, which room, who has a key."),
        "children": _("Who tells them, who picks them up, what they see first."),
        "money": _("What is needed today, who holds the card."),
        "hours": _("Who is there, what we eat, when the day ends."),
        "care": _("Medication for tonight and tomorrow, naloxone in the house."),
        "hard": _("A wary look, a silent room, a person at the door."),
    },
    Stretch.WEEK: {
        "sleeping": _("Does it stay as it is, and who says when it changes?"),
        "children": _("School, bedtime, what they may ask."),
        "money": _("Bills this week, debts that knock, what I can promise."),
        "hours": _("Mornings above all. Time together, time apart."),
        "care": _("Clinic, group, pharmacy: days and hours."),
        "hard": _("The first quarrel, the first empty evening."),
    },
    Stretch.MONTH: {
        "sleeping": _("What we look at again, and when."),
        "children": _("What they can count on from me, each week."),
        "money": _("Rent, debts, a plan for pay day."),
        "hours": _("Work or a course, people, one thing that is fun."),
        "care": _("Who prescribes, who listens, what comes after the programme."),
        "hard": _("Pay day, old friends, being bored."),
    },
}
FAULTS = {
    ("prediction", "empty"): _("Write what you expect. A few words are enough."),
    ("welcome", "empty"): _(
        "Say what would be all right, even if it is small. It is what the day is measured by."
    ),
    ("happened", "empty"): _("Write what happened. A few words are enough."),
    ("", "empty"): _("Nothing is filled in yet. Write what you like, or leave this part out."),
    ("day", "far"): _("Pick a day up to two years ahead."),
    ("happened_on", "to-come"): _("That day is still to come. Pick today or a day before."),
    ("who", "quiet"): _("Pick someone from the list, or nobody."),
    ("", "not-yet"): _("Its turn has not come yet. Write the part before it first."),
    ("", "aside"): _("This one rests. You can read it."),
    ("", "removed"): _("This was removed. Put it back first."),
    ("name", "long"): _("That is more than fits here, at most 100 letters."),
    ("comes_on", "far"): _("Pick a day up to two years ahead."),
    ("words", "empty"): _("Write what is agreed. A few words are enough."),
    ("words", "long"): _("That is more than fits here, at most 500 letters."),
}
LONG = _("That is more than fits here, at most 2,000 letters.")
RANGE = _("Write a number from 0 to 100, or leave it empty.")


def faults(found: Iterable[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Each fault as (field, sentence); the field is None when it is about the whole form."""
    return [(field or None, str(_sentence(field, code))) for field, code in found]


def _sentence(field: str, code: str) -> object:
    return FAULTS.get((field, code)) or (RANGE if code == "range" else LONG)
