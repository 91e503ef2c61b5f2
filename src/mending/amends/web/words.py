"""The words of this room."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from mending.amends.rules.amends import How, Kind, Part, ReviewedBy, TheirWish
from mending.amends.rules.path import Stand, Step
from mending.amends.rules.screen import Answer, Question, Verdict, Why

KINDS = {
    Kind.DIRECT: _("With them: I say it or hand it over, and make it good"),
    Kind.INDIRECT: _("Without reaching them: I give back in another place"),
    Kind.LIVING: _("By how I live from now on"),
}
KINDS_SHORT = {Kind.DIRECT: _("with them"), Kind.INDIRECT: _("in another place"), Kind.LIVING: _("by how I live")}
WISHES = {
    TheirWish.NOT_KNOWN: _("I do not know"),
    TheirWish.CONTACT: _("They are fine with hearing from me"),
    TheirWish.LATER: _("Later, not now"),
    TheirWish.NO_CONTACT: _("They want no contact"),
}
REVIEWERS = {ReviewedBy.COUNSELOR: _("My counselor"), ReviewedBy.SPONSOR: _("My sponsor")}
HOWS = {
    How.SAID: _("I said it"),
    How.READ: _("I read it out"),
    How.HANDED: _("I handed it over"),
    How.POSTED: _("I posted it"),
}
ANSWERS = {Answer.NO: _("No"), Answer.UNSURE: _("I am not sure"), Answer.YES: _("Yes")}
QUESTIONS = {
    Question.NO_CONTACT: _("Is there an order to stay away, or did they ask you not to be in contact?"),
    Question.VIOLENCE: _("Did you ever hit, stalk or threaten them, or hurt them in a sexual way?"),
    Question.CHILD: _("Are they under 18?"),
    Question.IN_CRISIS: _("Are they in a crisis of their own just now?"),
    Question.EARLY: _("Are they new in recovery themselves?"),
    Question.NOT_MINE: _(
        "Would it tell something that is not yours to tell: an affair, a crime, another's secret?"
    ),
    Question.LEGAL: _("Could it bring trouble with the law that you have not talked over with a lawyer?"),
    Question.RELIEF: _("Would it mostly make you feel lighter, and them heavier?"),
    Question.FORGIVENESS: _("Do you count on being forgiven for it?"),
    Question.USED_WITH: _("Would you have to meet people you used with?"),
    Question.STABLE: _("Have you been steady for less time than you and your counselor agreed on?"),
}
PARTS = {
    Part.DID: _("What I did"),
    Part.EFFECT: _("What it did to them"),
    Part.READY: _("Am I ready?"),
    Part.WISH: _("What they wish"),
    Part.KIND: _("Which way"),
    Part.REPAIR: _("What I offer, and my limit"),
    Part.REVIEW: _("Looked at together"),
}
LEADS = {
    Part.DID: _("In plain words, as a camera would have seen it. Only your own part."),
    Part.EFFECT: _("As far as you know it. They may see it another way, and they know best."),
    Part.READY: _("A few questions for you alone. No answer is right or wrong, and nothing is counted."),
    Part.WISH: _(
        "What they have said, not what you hope. Their wish comes before yours. Do not ask through others."
    ),
    Part.KIND: _("Each of these is a whole way. None is worth less than another."),
    Part.REPAIR: _("Something you can do and can afford. Your own limit stands beside it, so that it holds."),
    Part.REVIEW: _("A counselor or sponsor can look at it with you. It helps most where you are not sure."),
}
TEXTS = {
    "did": _("What did I do?"),
    "my_part": _("Which part of it is mine alone?"),
    "effect": _("What did it do to them, as I understand it?"),
    "why_now": _("Why now, and for whom?"),
    "if_not_welcome": _("What will I do if they are angry, say nothing, or say no?"),
    "steady": _("What keeps me steady before and after?"),
    "who_helps": _("Who knows about it and can be there for me?"),
    "repair": _("What do I offer, in one thing that can be done?"),
    "limit": _("Where is my limit? What do I not give or take on?"),
    "review_said": _("What did we see together?"),
}
HINTS = {
    "did": _("For example: I took 200 from your drawer in March and said it was the cleaner."),
    "my_part": _("Leave out what they did. That is theirs."),
    "repair": _("For example: I pay back 50 each month, on the first."),
    "limit": _("For example: I do not lend money, and I am home by nine."),
}
WHY = {
    Why.NO_CONTACT: _("There is no contact between you. Nothing is handed over, and nobody carries it for you."),
    Why.GONE: _("They are no longer in your circle."),
    Why.QUIET: _("Mending is quiet about them, so nothing is handed over."),
    Why.CHILD: _("They are under 18. Talk with a counselor about how to make it good as a parent."),
    Why.WISH_NO_CONTACT: _("They want no contact. That wish binds."),
    Why.WISH_LATER: _("They said later. It waits until they say so themselves."),
    Why.NOT_DIRECT: _("The way you chose reaches nobody, so there is nothing to hand over."),
    Why.SCREEN_YES: _("You said yes to a question: it could do harm."),
    Why.SCREEN_UNSURE: _(
        "You are not sure about a question. Until someone looked at it with you, that counts as yes."
    ),
    Why.SCREEN_OPEN: _("Some questions are still open."),
}
STEPS = {
    **{Step(part.value): name for part, name in PARTS.items()},
    Step.SCREEN: _("Could it do harm?"),
    Step.LETTER: _("A letter, if you want one"),
    Step.HANDING: _("Handing it over, or closing without"),
    Step.LIVING: _("How I live it"),
}
STANDS = {
    Stand.DONE: _("done"),
    Stand.NEXT: _("next"),
    Stand.LATER: _("to come"),
    Stand.OFF: _("turned off"),
    Stand.HELD: _("not to be handed over"),
}
FAULTS = {
    ("did", "empty"): _("Write what you did. A few words are enough."),
    ("words", "empty"): _("Write it down. A few words are enough."),
    ("words", "long"): _("That is more than fits here, at most 500 letters."),
    ("words", "reaches"): _(
        "That would be contact with them, and it is not to be. Promise something that reaches nobody: what you do "
        "for others, or what you leave off. If it is none, say it without their name."
    ),
    ("kind", "empty"): _("Pick one of the three. You can change it later."),
    ("repair", "empty"): _("Say one thing you can do. It can be small."),
    ("limit", "empty"): _("Say where your limit is. An offer without one does not hold for long."),
    ("repair_by", "far"): _("Pick a day up to five years ahead."),
    ("starts", "far"): _("Pick a day from a year ago to five years ahead."),
    ("until", "before-start"): _("The last day comes before the first one. Pick a later day."),
    ("until", "no-day"): _("No day falls between these two. Pick a later last day."),
    ("until", "far"): _("Pick a day up to five years ahead."),
    ("reviewed_on", "together"): _("Pick the day too."),
    ("reviewed_by", "together"): _("Say who looked at it with you, or leave out the day."),
    ("owed", "range"): _("Write an amount, such as 250 or 250.00, without a sign."),
    ("payments", "range"): _("Write a number from 1 to 60."),
    ("every", "empty"): _("Say how often: each week or each month."),
    ("currency", "unknown"): _("Pick one from the list."),
    ("answer", "long"): _("That is more than fits here, at most 4,000 letters."),
    ("", "off"): _("Handing over is turned off. The page says why."),
    ("", "closed"): _("This one is closed. Open it again first."),
    ("", "delivered"): _("This was handed over already."),
    ("", "removed"): _("This was removed. Put it back first."),
}
TO_COME = _("That day is still to come. Pick today or a day before.")
LONG = _("That is more than fits here, at most 2,000 letters.")


NAMED = (Why.SCREEN_YES, Why.SCREEN_UNSURE)


def reasons(verdict: Verdict, said: Mapping[Why, object] = WHY) -> list[str]:
    """Why something is turned off, each in a sentence; a yes or a doubt with the question it was given to."""
    return [_reason(verdict, why, said) for why in verdict.reasons]


def _reason(verdict: Verdict, why: Why, said: Mapping[Why, object]) -> str:
    asked = verdict.questions(why) if why in NAMED else []
    return " ".join([str(said[why]), *(f"“{QUESTIONS[one]}”" for one in asked)])


def faults(found: Iterable[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Each fault as (field, sentence); the field is None when it is about the whole form."""
    return [(field or None, str(_sentence(field, code))) for field, code in found]


def _sentence(field: str, code: str) -> object:
    if code in ("to-come", "far") and (field, code) not in FAULTS:
        return TO_COME
    return FAULTS.get((field, code), LONG)
