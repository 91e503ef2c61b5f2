"""The words of this room's pages: what each choice is called, and what each state changes."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from mending.circle.queries import RelationshipCard
from mending.circle.rules.contacts import How, Started
from mending.circle.rules.listing import Group, Show
from mending.circle.rules.people import Kind, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State, Step

KINDS = {
    Kind.PARTNER: _("Partner"),
    Kind.FORMER_PARTNER: _("Former partner"),
    Kind.PARENT: _("Parent"),
    Kind.GROWN_CHILD: _("Grown-up child"),
    Kind.CHILD: _("Child under 18"),
    Kind.SIBLING: _("Brother or sister"),
    Kind.RELATIVE: _("Other family"),
    Kind.FRIEND: _("Friend"),
    Kind.SPONSOR: _("Sponsor"),
    Kind.COUNSELOR: _("Counselor"),
    Kind.COLLEAGUE: _("Someone from work"),
    Kind.OTHER: _("Someone else"),
}
CLOSENESS = {
    5: _("Very close"),
    4: _("Close"),
    3: _("In the middle"),
    2: _("Some way off"),
    1: _("Far away"),
}
SUPPORT = {
    Support.HELPS_MUCH: _("Helps a lot"),
    Support.HELPS: _("Helps a bit"),
    Support.NEITHER: _("Neither, or not sure"),
    Support.MAKES_IT_HARDER: _("Makes it harder"),
    Support.WORKS_AGAINST: _("Makes it much harder"),
}
USES_NEAR_ME = {
    UsesNearMe.UNKNOWN: _("Not sure"),
    UsesNearMe.NO: _("No"),
    UsesNearMe.YES: _("Yes"),
}
WISHES = {
    Wish.CLOSER: _("Closer"),
    Wish.SAME: _("As it is"),
    Wish.LESS: _("Less close"),
}
STATES = {
    State.ACTIVE: _("Active"),
    State.CAUTIOUS: _("Cautious"),
    State.PAUSED_BY_ME: _("Paused by me"),
    State.PAUSED_BY_THEM: _("Paused by them"),
    State.NO_CONTACT: _("No contact"),
    State.GRIEVING: _("Grieving"),
    State.ENDED: _("Ended"),
}
# One line on what a state is, for the page on which one is chosen.
MEANS = {
    State.ACTIVE: _("You are in touch."),
    State.CAUTIOUS: _("You are in touch, and going slowly."),
    State.PAUSED_BY_ME: _("You need a break from them."),
    State.PAUSED_BY_THEM: _("They need a break from you."),
    State.NO_CONTACT: _("They asked for it, an order says so, or you want none."),
    State.GRIEVING: _("They have died, or you are letting go of what was."),
    State.ENDED: _("It is over."),
}
_QUIET = _("Mending goes quiet about them: it suggests nothing, and you cannot make them a new promise.")
_KEPT = _("All you wrote and all you kept stays.")
_IN_TOUCH = _("You can make them promises, and Mending brings those up on their day.")
_ASKS = _("Before you take up contact again, Mending asks the no-contact question once more.")
# What a state changes, said before it is chosen.
CHANGES: dict[State, tuple[str | Lazy, ...]] = {
    State.ACTIVE: (_IN_TOUCH,),
    State.CAUTIOUS: (_IN_TOUCH, _("The word is for you: small steps, and time to see how it goes.")),
    State.PAUSED_BY_ME: (_QUIET, _KEPT, _("You can come back at any time.")),
    State.PAUSED_BY_THEM: (_QUIET, _KEPT, _("How long is up to them."), _ASKS),
    State.NO_CONTACT: (
        _QUIET,
        _KEPT,
        _("If they asked for it, or an order says so, you cannot lift it or take it back here, not even today."),
        _("If it is you who wants none, you can take it back or change it."),
    ),
    State.GRIEVING: (_QUIET, _KEPT, _("They leave the map. Nothing of theirs is deleted.")),
    State.ENDED: (_QUIET, _KEPT, _ASKS),
}
NO_CONTACT = {
    NoContact.NO: _("No"),
    NoContact.THEY_ASKED: _("Yes, they asked me not to be in contact"),
    NoContact.I_WANT_NONE: _("Yes, I want no contact"),
    NoContact.ORDER: _("Yes, there is an order"),
}
SET_BY: dict[NoContact, str | Lazy] = {
    NoContact.NO: "",
    NoContact.THEY_ASKED: _("They asked for no contact."),
    NoContact.I_WANT_NONE: _("You want no contact."),
    NoContact.ORDER: _("There is an order not to be in contact."),
}
GROUPS = {
    Group.IN_TOUCH: _("In touch"),
    Group.PAUSED: _("Paused"),
    Group.NO_CONTACT: _("No contact"),
    Group.LETTING_GO: _("Letting go"),
}
SHOWS = {
    Show.ALL: _("Everyone"),
    Show.NEAR: _("Near"),
    Show.SUPPORTS: _("Supports me"),
    Show.ARCHIVED: _("Archived"),
}
HOWS = {How.MET: _("Met"), How.TALKED: _("Talked"), How.WROTE: _("Wrote")}
STARTERS = {Started.ME: _("I did"), Started.THEM: _("They did"), Started.BOTH: _("Both")}
EVERY = {
    2: _("every other day"),
    7: _("every week"),
    14: _("every two weeks"),
    30: _("every month"),
    90: _("every three months"),
}
NO_DAY = _("This is not a day. Write it as year, month, day: 2026-05-31.")
CONTACT_FAULTS = {
    "to-come": _("This day is still to come. Pick today or a day before."),
    "long-ago": _("This is more than a year ago. Pick a later day."),
}
_TAGS = {
    State.ACTIVE: "",
    State.CAUTIOUS: "care",
    State.PAUSED_BY_ME: "thread",
    State.PAUSED_BY_THEM: "thread",
    State.NO_CONTACT: "stop",
    State.GRIEVING: "",
    State.ENDED: "",
}
_TONES = ("", "b", "c", "d")


@dataclass(frozen=True, slots=True)
class Told:
    """Someone of the circle with the words for each thing that is kept about them."""

    card: RelationshipCard
    kind: str | Lazy
    closeness: str | Lazy
    support: str | Lazy
    uses_near_me: str | Lazy
    wish: str | Lazy
    state: str | Lazy
    set_by: str | Lazy
    tag_kind: str
    tone: str

    @property
    def initial(self) -> str:
        return self.card.nickname[:1]

    @property
    def tag(self) -> str | Lazy:
        """The state, where it says more than the heading it stands under."""
        return "" if self.card.state is State.ACTIVE else self.state


def told(card: RelationshipCard) -> Told:
    """The words for one of the circle."""
    return Told(
        card,
        KINDS[card.kind],
        CLOSENESS[card.closeness],
        SUPPORT[card.support],
        USES_NEAR_ME[card.uses_near_me],
        WISHES[card.wish],
        STATES[card.state],
        SET_BY[card.no_contact],
        _TAGS[card.state],
        "rest" if card.is_quiet else _TONES[card.id.int % len(_TONES)],
    )


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a history in words."""

    state: str | Lazy
    set_by: str | Lazy
    on: date
    written_on: date
    reason: str
    is_taken_back: bool

    @property
    def is_back_dated(self) -> bool:
        return self.on < self.written_on


def told_line(step: Step, reason: str, *, zone: str, is_taken_back: bool) -> ToldLine:
    """The words for a line of a history; the day it was written down is that of `zone`."""
    standing, written = step.standing, step.recorded_at.astimezone(ZoneInfo(zone)).date()
    return ToldLine(STATES[standing.state], SET_BY[standing.no_contact], step.on, written, reason, is_taken_back)


@dataclass(frozen=True, slots=True)
class ToldTouch:
    """How one is in touch with someone, in words: the last contact, and a wish to be in touch."""

    last: str
    wish: str
    is_drifting: bool


def told_touch(last: date | None, rhythm: int | None, *, is_drifting: bool) -> ToldTouch:
    """The words for it; the first line is empty when no contact was written down."""
    told = _("Last contact: %(day)s") % {"day": date_format(last, "j F Y")} if last else ""
    return ToldTouch(str(told), _wish(rhythm, is_drifting=is_drifting), is_drifting)


def _wish(rhythm: int | None, *, is_drifting: bool) -> str:
    if rhythm is None:
        return ""
    wish = _("You wish to be in touch %(often)s.") % {"often": EVERY[rhythm]}
    return f"{wish} {_('It has been a while.')}" if is_drifting else str(wish)
