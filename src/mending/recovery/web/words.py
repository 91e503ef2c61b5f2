"""The words of this room's pages: for times, and for why something could not be done."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mending.recovery.queries.times import ReturnCard, TimeCard
from mending.recovery.rules.times import Kind

KINDS = {
    Kind.OPIOIDS: _("Opioids"),
    Kind.ALCOHOL: _("Alcohol"),
    Kind.SMOKING: _("Smoking"),
    Kind.ALL: _("All of it"),
    Kind.OWN: _("A name of my own"),
}
FAULTS = {
    ("name", "empty"): _("Write a name for it. Any words of yours will do."),
    ("name", "long"): _("That is more than fits. Keep it to 60 letters."),
    ("starts_on", "future"): _("This day is still to come. Pick today or a day before."),
    ("starts_on", "too-early"): _("This day is too long ago. Please look at the year again."),
    ("on", "future"): _("This day is still to come. Pick today or a day before."),
    ("on", "too-early"): _("This day is too long ago. Please look at the year again."),
    ("on", "until-alone"): _("Write the first day too, or leave both empty."),
    ("until", "before"): _("The last day is before the first one. Pick a later day, or leave it empty."),
    ("until", "future"): _("This day is still to come. Pick today or a day before, or leave it empty."),
    ("until", "too-early"): _("This day is too long ago. Please look at the year again."),
    ("new_start", "before"): _("A new start comes after it. Pick a later day, or keep your start as it is."),
    ("new_start", "future"): _("This day is still to come. Pick today or a day before."),
    ("new_start", "too-early"): _("This day is too long ago. Please look at the year again."),
    ("before", "long"): _("That is more than fits here, at most 4,000 letters."),
    ("helped", "long"): _("That is more than fits here, at most 4,000 letters."),
    ("worked", "long"): _("That is more than fits here, at most 4,000 letters."),
    ("next_step", "long"): _("That is more than fits here, at most 4,000 letters."),
    ("", "full"): _("Twelve times are as many as fit. Remove one that you no longer count."),
    ("", "same-day"): _("Today only care counts. Looking back can wait until tomorrow."),
}


def faults(found: Iterable[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Each fault as (field, sentence); the field is None when it is about the whole form."""
    return [(field or None, str(FAULTS[field, code])) for field, code in found]


def name_of(card: TimeCard) -> str:
    """What a time is called: its own name, or what it is of."""
    return card.name or str(KINDS[card.kind])


def phrase_of(card: TimeCard, own_words: str) -> str:
    """What the days are, in the person's own word; under a name of their own the name says it all."""
    phrases = {Kind.ALCOHOL: gettext("without alcohol"), Kind.SMOKING: gettext("without smoking"), Kind.OWN: ""}
    return phrases.get(card.kind, own_words)


def facts(card: TimeCard, today: date) -> list[str]:
    """The smaller figures of a time, those that say something."""
    count = card.count
    found = []
    if count.milestones and count.milestones[-1].on == today:
        found.append(gettext("today makes %(days)s") % {"days": days_in_words(count.milestones[-1].days)})
    if count.lately == count.lately_of:
        found.append(gettext("all of the last %(of)s days") % {"of": count.lately_of})
    elif count.lately:
        told = {"days": count.lately, "of": count.lately_of}
        found.append(gettext("%(days)s of the last %(of)s days") % told)
    if count.longest and count.longest.days < count.total:
        found.append(gettext("longest run: %(days)s") % {"days": days_in_words(count.longest.days)})
    if count.since > card.starts_on and count.since_days:
        told_since = {"days": days_in_words(count.since_days), "day": _day(count.since)}
        found.append(gettext("%(days)s since your new start on %(day)s") % told_since)
    return found


def milestones(card: TimeCard) -> list[str]:
    """The round numbers so far, the latest first."""
    told = gettext("%(days)s on %(day)s")
    return [told % {"days": days_in_words(one.days), "day": _day(one.on)} for one in card.count.milestones[::-1]]


def days_in_words(days: int) -> str:
    """A number of days."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"}


def when(card: ReturnCard) -> str:
    """On which days a return to use was."""
    days = card.days
    if days.on is None:
        return gettext("no day written down")
    first = _day(days.on)
    if days.until and days.until != days.on:
        return gettext("%(first)s to %(last)s") % {"first": first, "last": _day(days.until)}
    return first


def _day(day: date) -> str:
    return _day_in(day, get_language() or "")


@lru_cache(maxsize=2000)
def _day_in(day: date, language: str) -> str:
    return date_format(day, "j F Y")
