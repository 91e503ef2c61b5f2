"""The words of this room: for outcomes, kinds, rhythms, and for why something could not be done."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule

OUTCOMES = {
    Outcome.KEPT: _("Kept"),
    Outcome.RENEGOTIATED: _("Changed before it was due"),
    Outcome.TOLD: _("Missed, and told"),
    Outcome.FOUND_OUT: _("Missed, and found out"),
}
TAGS = {Outcome.KEPT: "good", Outcome.RENEGOTIATED: "thread", Outcome.TOLD: "care", Outcome.FOUND_OUT: "stop"}
DONE = {
    Outcome.KEPT: _("Kept. That is written down now."),
    Outcome.TOLD: _("Missed, and told. Telling took courage, and it counts."),
    Outcome.FOUND_OUT: _("Written down as it was. That is honest too."),
}
KINDS = {Kind.ABILITY: _("Doing something"), Kind.HONESTY: _("Telling something")}
REPEATS = {
    Repeat.ONCE: _("Once"),
    Repeat.DAILY: _("Every day"),
    Repeat.WEEKDAYS: _("Monday to Friday"),
    Repeat.WEEKLY: _("Every week, on this weekday"),
    Repeat.MONTHLY: _("Every month, on this day"),
}
NUDGES = {
    "absolute": _("Words like “always” and “never” break at the first miss. What could you do once, this week?"),
    "vague": _("Could someone see whether it was done? Say what, and by when. “Call Marta at six” is enough."),
    "not-mine": _("This reads like something for another person to do. What part of it is yours?"),
    "negative": _("This says what will not happen. What will you do instead?"),
}
FAULTS = {
    ("words", "empty"): _("Write down what you promise. A few words are enough."),
    ("words", "long"): _("That is more than fits. Keep it to one small thing, at most 500 letters."),
    ("words", "reaches"): _(
        "That would be contact with somebody you are not to reach. Promise something that reaches nobody: what "
        "you do for others, or what you leave off. If it is no contact, say it without their name."
    ),
    ("starts", "far"): _("Pick a day from a year ago up to five years ahead."),
    ("starts", "day-is-over"): _(
        "Its day is over, so only the wording can change. Make a new promise for another day."
    ),
    ("until", "before-start"): _("The last day is before the first one. Pick a later day, or leave it empty."),
    ("until", "far"): _("That is more than five years ahead. Pick an earlier day, or leave it empty."),
    ("until", "over"): _("That day is over already. To let the promise end then, use “Let it end”."),
    ("until", "no-day"): _("No day between the first and the last fits this rhythm. Pick a later last day."),
    ("to", "quiet"): _("This relationship is paused, ended or set to no contact, so no new promise goes there."),
    ("to_day", "far"): _("Pick a day at most five years ahead."),
    ("to_day", "not-later"): _("Pick a day after the one it was due."),
    ("last_day", "not-then"): _("Pick a day from its first day up to today."),
    ("note", "long"): _("That is more than fits here, at most 2,000 letters."),
    ("", "quiet"): _("This relationship is paused, ended or set to no contact, so nothing is agreed there now."),
    ("", "too-early"): _("This day is still to come. You can answer it when it is there."),
    ("", "too-late"): _("Its day is over, so it cannot be changed any more. Say how it turned out."),
    ("", "not-due"): _("This promise was not due on that day."),
    ("", "answered"): _("This day has an answer already. Undo that first."),
    ("", "went-on"): _("What came instead was answered or changed since. Undo that first."),
    ("", "answered-since"): _("Days of it were answered since. Undo those answers first, or change it again."),
    ("", "removed"): _("This promise was removed. Put it back first."),
}


def faults(found: Iterable[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Each fault as (field, sentence); the field is None when it is about the whole form."""
    return [(field or None, str(FAULTS[field, code])) for field, code in found]


def rhythm(schedule: Schedule) -> str:
    """How often, in a few words."""
    return {
        Repeat.ONCE: gettext("once"),
        Repeat.DAILY: gettext("every day"),
        Repeat.WEEKDAYS: gettext("Monday to Friday"),
        Repeat.WEEKLY: gettext("every %(weekday)s") % {"weekday": date_format(schedule.starts, "l")},
        Repeat.MONTHLY: gettext("every month on day %(day)s") % {"day": schedule.starts.day},
    }[schedule.repeat]
