"""Promises as lines of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from mending.consent.web.addresses import address
from mending.promises.queries.days import DueDay, Given
from mending.promises.queries.promises import AnswerCard, PromiseCard
from mending.promises.rules.schedule import Repeat
from mending.promises.web import words

MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: the promise, whom it was made to, and when it is due, in words."""

    card: PromiseCard
    to: str
    when: str


def listed(card: PromiseCard, names: Mapping[UUID, str], today: date) -> Listed:
    """A promise as a line of a list. `names` are the nicknames of the circle."""
    return Listed(card, name_of(card.to, names), when(card, today))


@dataclass(frozen=True, slots=True)
class DueLine:
    """A day to be answered, as a line. `there` is its page, `day` its name, `iso` the same for machines."""

    words: str
    to: str
    iso: str
    day: str
    there: str
    kept: str
    kept_name: str
    else_name: str
    answer: AnswerCard | Given | None


def due_line(due: DueDay, names: Mapping[UUID, str]) -> DueLine:
    """A day of a promise as a line. Its addresses and words are made here, once: a template would take longer."""
    place, language = (due.promise.id, due.on), get_language() or ""
    to, kept, other = _sayings(language)
    return DueLine(
        due.promise.words,
        to % {"to": name_of(due.promise.to, names)},
        due.on.isoformat(),
        _day_name(due.on, language),
        address("promise_day", *place),
        address("promise_kept", *place),
        kept % {"words": due.promise.words},
        other % {"words": due.promise.words},
        due.answer,
    )


@cache
def _sayings(language: str) -> tuple[str, str, str]:
    return gettext("to %(to)s"), gettext("Kept: %(words)s"), gettext("Something else: %(words)s")


@lru_cache(maxsize=1000)
def _day_name(day: date, language: str) -> str:
    return date_format(day, "l j F")


def name_of(to: UUID | None, names: Mapping[UUID, str]) -> str:
    """Whom it was made to, in a word."""
    if to is None:
        return gettext("myself")
    return names.get(to) or gettext("someone no longer in your circle")


def when(card: PromiseCard, today: date) -> str:
    """On which days it is due, in a few words."""
    schedule = card.schedule
    starts = date_format(schedule.starts, "j F Y")
    if schedule.repeat is Repeat.ONCE:
        return gettext("today") if schedule.starts == today else starts
    rhythm = words.rhythm(schedule)
    if schedule.until is not None:
        until = date_format(schedule.until, "j F Y")
        return gettext("%(rhythm)s, %(starts)s to %(until)s") % {
            "rhythm": rhythm,
            "starts": starts,
            "until": until,
        }
    if schedule.starts > today:
        return gettext("%(rhythm)s from %(starts)s") % {"rhythm": rhythm, "starts": starts}
    return rhythm


def search(cards: Iterable[PromiseCard], wanted: str) -> list[PromiseCard]:
    """Those whose words hold every word that was typed, however it is written; at most MOST_FOUND."""
    parts = wanted.casefold().split()
    found = (card for card in cards if all(part in card.words.casefold() for part in parts))
    return [card for card, _ in zip(found, range(MOST_FOUND), strict=False)]


def page_of(text: str) -> int:
    """The number of a page from an address; 1 for anything that cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and int(text[:6]) > 0 and len(text) < 6 else 1
