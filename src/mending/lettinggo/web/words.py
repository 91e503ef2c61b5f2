"""The words of this room's pages."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mending.circle.rules.states import State
from mending.lettinggo.rules.coming_back import Heard
from mending.lettinggo.rules.ending import How, Tie
from mending.lettinggo.rules.family import Bond
from mending.lettinggo.rules.lines import List
from mending.promises.rules.letting_go import Wish

HOWS = {
    How.KINDLY: _("Kindly, with a sentence or two"),
    How.SILENTLY: _("Silently"),
    How.AFRAID: _("I am afraid of them, or they hurt me"),
}
MEANS = {
    How.KINDLY: _("You say it yourself, in your own way. Mending sends nothing."),
    How.SILENTLY: _("That is allowed. You owe nobody a reason."),
    How.AFRAID: _("Help for you comes first. No talk with them is needed."),
}
ENDED = {
    How.KINDLY: _("Ended kindly"),
    How.SILENTLY: _("Ended silently"),
    How.AFRAID: _("Ended to be safe"),
}
STANDS = {
    State.ENDED: _("Ended: it is over"),
    State.GRIEVING: _("Grieving: I am letting go of what was"),
}
WISHES = {
    Wish.END: _("They end, all in one go"),
    Wish.MINE: _("They go on, as promises to myself"),
}
WISHED = {
    Wish.END: _("Promises to them have ended."),
    Wish.MINE: _("Promises to them go on, as promises to yourself."),
}
PROMPTS = (
    _("What was good, in one sentence, if there is one."),
    _("What ends now: “I will not be in touch any more.”"),
    _("A wish for them, if it is true. No reason is owed, and no blame is needed."),
)
LISTS = {
    List.KEEP: _("What I keep"),
    List.PUT_DOWN: _("What I put down"),
    List.MINE: _("What is mine to do meanwhile"),
    List.SAY: _("What I would say"),
}
EMPTY = {
    List.KEEP: _("A habit, a song, a thing they taught you. Write the first one."),
    List.PUT_DOWN: _("A worry, a question that has no answer, a role. Write the first one."),
    List.MINE: _("Sleep, meetings, a promise to yourself. Write the first one."),
    List.SAY: _("Nothing yet. Write it the way you would say it out loud."),
}
HEARD = {
    Heard.THEM: _("They told me themselves"),
    Heard.ME: _("It was I who ended it, and I wish to come back"),
    Heard.OTHERS: _("Someone else told me"),
    Heard.HOPE: _("Nobody told me. I hope so, or I saw a sign"),
}
BONDS = {
    Bond.OPEN: _("Not decided yet"),
    Bond.CLOSE: _("I stay close to them"),
    Bond.CAREFUL: _("I am careful what I tell them"),
    Bond.THEIRS: _("I let them choose"),
}
EVERY = {
    2: _("every other day"),
    7: _("every week"),
    14: _("every two weeks"),
    30: _("every month"),
    90: _("every three months"),
}
FAULTS: dict[tuple[str, str], str | Lazy] = {
    ("", "child"): _("With a child under 18 nothing is ended here. Please talk with a counselor."),
    ("", "bound"): _("There is a block that is not yours to lift, so it stays as it is."),
    ("", "over"): _("It has ended already."),
    ("", "not-over"): _("It has not ended. Promises to them can be changed on their own pages."),
    ("", "too-late"): _("The day for taking it back has passed, or it changed since. You can still come back."),
    ("words", "missing"): _("Write a word or two, or go back."),
    ("words", "too-long"): _("This is too long. Leave out a little."),
    ("words", "full"): _("This list is full. Take one out to add another."),
    ("person", "quiet"): _("Mending is quiet about them, so they cannot be chosen here."),
    ("person", "full"): _("This table is full. Take someone out to add another."),
    ("", "full"): _("There are as many days here as can be kept. Take one out to add another."),
    ("name", "missing"): _("Give the day a name. One word will do."),
    ("name", "too-long"): _("This name is too long. A few words will do."),
    ("on", "over"): _("This day is over. Pick today or a day to come."),
    ("on", "far"): _("This is more than three years ahead. Pick a nearer day."),
}


def fault(field: str, code: str) -> str:
    """Why something was refused, in a sentence."""
    return str(FAULTS.get((field, code)) or FAULTS["words", code])


def change(tie: Tie, count: int) -> str:
    """What an ending changes about one thing that is there, with its figure; promises are asked about apart."""
    if tie is Tie.TOUCH:
        return str(_("Your wish to be in touch %(often)s rests.") % {"often": EVERY[count]})
    if tie is Tie.REMINDERS:
        return str(_("Your reminders stay on. None will come because of them any more."))
    return _counted(tie, count) % {"count": count}


def _counted(tie: Tie, count: int) -> str:
    if tie is Tie.PROMISES:
        return ngettext("%(count)d promise to them still runs.", "%(count)d promises to them still run.", count)
    if tie is Tie.EXPECTATIONS:
        return ngettext(
            "%(count)d thing you expected of them is set aside. You can read it; nothing asks about it.",
            "%(count)d things you expected of them are set aside. You can read them; nothing asks about them.",
            count,
        )
    if tie is Tie.HOMECOMINGS:
        return ngettext(
            "%(count)d plan for coming home stays, without their name on it.",
            "%(count)d plans for coming home stay, without their name on them.",
            count,
        )
    if tie is Tie.AGREEMENTS:
        return ngettext(
            "%(count)d thing you agreed with them rests.",
            "%(count)d things you agreed with them rest.",
            count,
        )
    if tie is Tie.PLAN:
        return ngettext(
            "They are in your safety plan. That line is no longer shown, so think of someone else to call.",
            "They are in %(count)d lines of your safety plan. These are no longer shown, so think of someone "
            "else to call.",
            count,
        )
    return ngettext(
        "%(count)d contact you wrote down stays. It is not shown in your list any more.",
        "%(count)d contacts you wrote down stay. They are not shown in your list any more.",
        count,
    )
