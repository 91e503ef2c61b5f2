"""What people read on the pages of letters."""

from django.utils.translation import gettext_lazy as _

from mending.amends.rules.amends import How
from mending.amends.rules.composing import Hold, Stage
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import Why
from mending.coach.labels import Label, Part, RequestPart, Strength

KINDS = {
    LetterKind.LETTER: _("A letter of amends"),
    LetterKind.REQUEST: _("A request"),
    LetterKind.MESSAGE: _("A message"),
    LetterKind.NEVER_SENT: _("A letter never to be sent"),
}
KIND_HINTS = {
    LetterKind.LETTER: _("What I did, said plainly, and what I offer to put right."),
    LetterKind.REQUEST: _("One thing I would like to ask for, with room for a no."),
    LetterKind.MESSAGE: _("Anything else I would like to say well."),
    LetterKind.NEVER_SENT: _("For me alone: to say it once, fully. It stays here."),
}
STAGES = {
    Stage.WRITING: _("being written"),
    Stage.COOLING: _("resting"),
    Stage.READY: _("ready"),
    Stage.DELIVERED: _("handed over"),
}
HOWS = {
    How.SAID: _("I said it to them"),
    How.READ: _("I read it aloud to them"),
    How.HANDED: _("I handed it to them"),
    How.POSTED: _("I posted it"),
}
HOLDS = {
    Hold.NEVER_SENT: _("This one is never to be sent."),
    Hold.NOBODY: _("It is to nobody in your circle."),
    Hold.EMPTY: _("There is nothing in it yet."),
    Hold.WRITING: _("It is still being written. Say that it is done first."),
    Hold.COOLING: _("It is resting. Read it once more when the time is over."),
    Hold.CLOSED: _("The amends it belongs to is closed. Open that again first."),
}
WHYS = {
    Why.NO_CONTACT: _("There is no contact between you. That holds, whatever the letter says."),
    Why.GONE: _("They are no longer in your circle."),
    Why.QUIET: _("It is quiet between you for now. That is left in peace."),
    Why.CHILD: _("They are a child. Talk with a counselor first about what to say, and who says it."),
    Why.WISH_NO_CONTACT: _("They asked not to hear from you. Their wish holds."),
    Why.WISH_LATER: _("They asked for it to wait. It waits until they say so."),
    Why.NOT_DIRECT: _("Your amends is not one that is handed over, or you have not chosen yet."),
    Why.SCREEN_YES: _("One of the questions on harm has a yes. Another way of amends does less harm."),
    Why.SCREEN_UNSURE: _("One of the questions on harm has a “not sure”. Look at it with a counselor or sponsor."),
    Why.SCREEN_OPEN: _("The questions on harm are not all answered yet."),
}
FAULTS = {
    ("", "not-writing"): _("This letter is done. To change it, go on writing first."),
    ("", "held"): _("It cannot be handed over as things stand. The page says why. Nothing is lost."),
    ("title", "long"): _("A title has 120 letters at most. Make it shorter; the letter itself can say the rest."),
    ("text", "long"): _("That is longer than a letter can be here. Cut it in two."),
    ("text", "empty"): _("There is nothing in it yet. Write a line first."),
    ("who", "quiet"): _("Pick someone from the list, or nobody."),
    ("days", "choice"): _("Pick one of these."),
    ("on", "to-come"): _("That day is still to come. Pick today or a day before."),
    ("on", "far"): _("That is too long ago. Look at the year."),
    ("answer", "long"): _("That is too long. 4000 letters is the most."),
}
PARTS = {
    Part.RESPONSIBILITY: (_("What I did, as mine"), _("“I took the money.” Not “money went missing”.")),
    Part.REPAIR: (_("What I offer to put right"), _("One real thing, with a day. Small and sure beats big.")),
    Part.REGRET: (_("That I am sorry for what it did to you"), _("Name what it may have been like for them.")),
    Part.EXPLANATION: (_("How it came about"), _("Short, and without handing the weight to anyone else.")),
    Part.REPENTANCE: (_("What is different now"), _("What you do today that you did not do then.")),
    Part.FORGIVENESS_REQUEST: (_("Asking for forgiveness"), _("It puts a weight on them. You may leave it out.")),
}
REQUEST_PARTS = {
    RequestPart.FACTS: (_("What happened"), _("What a camera would have seen.")),
    RequestPart.FEELING: (_("How it was for me"), _("One word of feeling, about you.")),
    RequestPart.ASK: (_("The one thing I ask for"), _("Something they can do, this week.")),
    RequestPart.REASON: (_("Why it would help"), _("For you, and for them.")),
    RequestPart.ROOM: (_("Room for a no"), _("“If that does not work, tell me what would.”")),
}
STRENGTHS = {
    Strength.FEELING_NAMED: _("You name what you feel."),
    Strength.NEED_NAMED: _("You say what you need."),
    Strength.EMPATHY: _("You think of how it is for them."),
    Strength.WE: _("You write of a thing you two share."),
    Strength.LIMIT: _("You say where your own limit is."),
}
LABELS = {
    Label.BLAME: _("Blame"),
    Label.ABSOLUTE: _("Always and never"),
    Label.CONDITIONAL_APOLOGY: _("Sorry with an “if”"),
    Label.JUSTIFICATION: _("A reason that shifts the weight"),
    Label.MINIMISING: _("Making it smaller"),
    Label.PASSIVE_AGENT: _("Nobody did it"),
    Label.SELF_FOCUS: _("About me"),
    Label.PRESSURE_TO_FORGIVE: _("Pressure to forgive"),
    Label.DEMAND: _("An order"),
    Label.THREAT: _("A threat"),
    Label.OVER_PROMISE: _("More than anyone can promise"),
    Label.LABEL: _("A name that wounds"),
}
CHANGED = {
    "ready": _("Done. It rests now; read it again when the time is over."),
    "kept": _("Done. It stays here, for you."),
    "reopened": _("You can go on writing."),
    "delivered": _("Written down. Whatever they answer is theirs."),
}
