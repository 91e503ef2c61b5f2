"""The words of this room's pages. What is sent out has none of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mending.reminders.queries.choices import ChoiceCard
from mending.reminders.rules.kinds import LEADS, Channel, Kind
from mending.reminders.rules.outcomes import State

KINDS = {
    Kind.PROMISE: _("What I promised for today"),
    Kind.CHECKIN: _("My check-in"),
    Kind.TOUCH: _("Staying in touch"),
    Kind.REVIEW: _("My weekly review"),
    Kind.MEETING: _("A group or meeting"),
}
ABOUT = {
    Kind.PROMISE: _("It comes on days when something promised has no answer yet. Else it stays away."),
    Kind.CHECKIN: _(
        "It comes once a day, and stays away when you have checked in. "
        "Set to the time of your check-in, it moves along when you change that."
    ),
    Kind.TOUCH: _("It comes when it is time to hear from someone you want to stay close to."),
    Kind.REVIEW: _("It comes once a week, and stays away when the week has its review."),
    Kind.MEETING: _("It comes some time before a group or meeting begins."),
}
TITLES: dict[str, Any] = {kind.value: word for kind, word in KINDS.items()} | {
    "try": _("A try"),
    "code": _("A code for your address"),
}
CHANNELS = {
    Channel.NONE: _("Not at all"),
    Channel.EMAIL: _("By e-mail"),
    Channel.PUSH: _("As a note in the browser"),
}
SHORT = {Channel.EMAIL: _("by e-mail"), Channel.PUSH: _("as a note in the browser")}
STATES = {
    State.WAITING: _("Could not go out yet; it is tried again"),
    State.SENDING: _("On its way"),
    State.SENT: _("Sent"),
    State.UNSURE: _("May not have reached you"),
    State.FAILED: _("Did not reach you"),
    State.LATE: _("Left out: its time had passed"),
}
TAGS = {State.SENT: "good", State.UNSURE: "care", State.FAILED: "care"}
FAULTS = {
    ("channel", "no-email"): _("First add an e-mail address and confirm it."),
    ("channel", "no-push"): _("First turn on notes in this browser."),
    ("at", "quiet"): _("This lies in your quiet hours. Pick another time, or change the quiet hours."),
    ("lead", "unknown"): _("Pick one of these."),
    ("ends", "long"): _("At most 16 hours can be quiet, so that something is left of the day."),
    ("", "no-email"): _("There is no confirmed address yet."),
    ("", "no-push"): _("No browser takes notes yet."),
    ("", "no-mail"): _("No e-mail can be sent from here."),
    ("", "no-browser"): _("This browser cannot take notes."),
    ("", "many-browsers"): _("Ten browsers take notes already. Turn them off first."),
    ("code", "wrong"): _("This code does not fit. Look at the last e-mail again."),
    ("code", "over"): _("This code is over. Let a new one be sent."),
}


def faults(found: Iterable[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Each fault as (field, sentence); the field is None when it is about the whole form."""
    return [(field or None, str(FAULTS[field, code])) for field, code in found]


def weekdays() -> list[tuple[int, str]]:
    """The days of the week, Monday first."""
    return [(number, str(WEEKDAYS[number])) for number in range(7)]


def leads() -> list[tuple[int, str]]:
    """How long before it begins."""
    return [(minutes, lead(minutes)) for minutes in LEADS]


def lead(minutes: int) -> str:
    """So many minutes or hours before."""
    if minutes < 60:
        return gettext("%(n)s minutes before") % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)s hour before", "%(n)s hours before", hours) % {"n": hours}


def when(card: ChoiceCard) -> str:
    """When and how a kind comes, in a few words."""
    if not card.is_on:
        return gettext("Off")
    how, plan = str(SHORT[card.channel]), card.plan
    if plan.lead is not None:
        return gettext("%(when)s, %(how)s") % {"when": lead(plan.lead), "how": how}
    at = time_format(plan.at, "H:i")
    if plan.weekday is not None:
        return gettext("%(day)s at %(at)s, %(how)s") % {"day": WEEKDAYS[plan.weekday], "at": at, "how": how}
    return gettext("At %(at)s, %(how)s") % {"at": at, "how": how}
