"""The record in words: the same figures as the picture and the table."""

from collections.abc import Callable
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from mending.foundation.dates import Month
from mending.promises.rules.follow_through import LEAST_ANSWERS, Range
from mending.promises.rules.record import MonthCounts


def _told(n: int) -> str:
    return ngettext("%(n)s missed and told", "%(n)s missed and told", n) % {"n": n}


_PARTS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("kept", lambda n: ngettext("%(n)s kept", "%(n)s kept", n) % {"n": n}),
    ("renegotiated", lambda n: ngettext("%(n)s changed in time", "%(n)s changed in time", n) % {"n": n}),
    ("told", _told),
    ("found_out", lambda n: ngettext("%(n)s missed and found out", "%(n)s missed and found out", n) % {"n": n}),
    ("open", lambda n: ngettext("%(n)s open", "%(n)s open", n) % {"n": n}),
)


def name_of(month: Month, form: str) -> str:
    """A month's name in a form of Django's dates, in the reader's language. Asked for dozens of times a page."""
    return _name_of(month, form, get_language() or "")


@lru_cache(maxsize=4000)
def _name_of(month: Month, form: str, language: str) -> str:
    return date_format(month.first, form)


def cells(counts: MonthCounts) -> list[str]:
    """The figures of a line of the table. As texts: each number would be asked how its language writes it."""
    found = [counts.promised, counts.kept, counts.renegotiated, counts.told, counts.found_out, counts.open]
    return [*map(str, found), f"{counts.days_practised}/{counts.days_planned}"]


def month_in_words(counts: MonthCounts, *, so_far: bool) -> str:
    """One month in a sentence, like “June 2026 so far: of 17 promises 12 kept, 2 missed and told, 3 open.”"""
    name = name_of(counts.month, "F Y")
    if not counts.promised:
        return gettext("%(month)s: nothing was due.") % {"month": name}
    parts = ", ".join(say(getattr(counts, part)) for part, say in _PARTS if getattr(counts, part))
    words = (
        gettext("%(month)s so far: of %(n)s due, %(parts)s.")
        if so_far
        else gettext("%(month)s: of %(n)s due, %(parts)s.")
    )
    return words % {"month": name, "n": counts.promised, "parts": parts}


def honesty(counts: MonthCounts) -> str:
    """The honesty line: of what was missed, how much was told."""
    if not counts.missed:
        return gettext("Nothing was missed, or it has no answer yet.")
    words = ngettext(
        "%(n)s was missed; you told of %(told)s.", "%(n)s were missed; you told of %(told)s.", counts.missed
    )
    return words % {"n": counts.missed, "told": counts.told}


def practised(counts: MonthCounts) -> str:
    """Days practised of days planned."""
    words = ngettext(
        "On %(days)s of %(n)s planned day at least one promise was kept.",
        "On %(days)s of %(n)s planned days at least one promise was kept.",
        counts.days_planned,
    )
    return words % {"days": counts.days_practised, "n": counts.days_planned}


def recent(found: Range | None) -> str:
    """Recent follow-through as a range in tenths, never a single number."""
    if found is None:
        words = gettext("There are too few answers to say. It takes %(n)s in the last twelve months.")
        return words % {"n": LEAST_ANSWERS}
    low, high = found.tenths
    if low <= 0 and high >= 10:
        return gettext("Lately it went this way and that, so nothing can be said yet.")
    if high >= 10:
        return gettext("Lately %(low)s in 10 or more were kept.") % {"low": low}
    if low <= 0:
        return gettext("Lately up to %(high)s in 10 were kept.") % {"high": high}
    return gettext("Lately about %(low)s to %(high)s in 10 were kept.") % {"low": low, "high": high}
