"""What a life in the demo is told in: people, promises and changes, each with its place in the fourteen months.

Days are told from the story's own ends, never as dates, so that the life always reaches up to today.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from mending.circle.rules.people import Portrait
from mending.circle.rules.states import NoContact, State
from mending.consent.rules import Side
from mending.foundation.dates import Month
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat

MONTHS = 14
ZONE, COUNTRY = "Europe/London", "GB"
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True, slots=True)
class Span:
    """The story's last day, which is today, and what follows from it."""

    last: date

    @property
    def first(self) -> date:
        month = Month.of(self.last) - MONTHS
        return month.first.replace(day=min(self.last.day, month.last.day))

    def month(self, number: int) -> Month:
        """The calendar month of a number: 0 holds the story's first days, MONTHS its last."""
        return Month.of(self.last) - (MONTHS - number)

    def number_of(self, day: date) -> int:
        """The number of a day's calendar month."""
        return MONTHS - (Month.of(self.last).index - Month.of(day).index)


@dataclass(frozen=True, slots=True)
class When:
    """A day of the story; `on`, `after`, `ago` and `ahead` make one."""

    month: int
    days: int
    weekday: int | None = None

    def day(self, span: Span) -> date:
        """The calendar day it is."""
        if self.month in (_FIRST, _LAST):
            return (span.first if self.month == _FIRST else span.last) + timedelta(days=self.days)
        month = span.month(self.month)
        day = month.first.replace(day=min(self.days, month.last.day))
        return day if self.weekday is None else day + timedelta(days=(self.weekday - day.weekday()) % 7)


_FIRST, _LAST = -1, -2


def on(month: int, day: int, weekday: int | None = None) -> When:
    """A day of the story's calendar month 1 to MONTHS - 1; with `weekday`, the first such day from then on."""
    return When(month, day, weekday)


def after(days: int) -> When:
    """So many days after the story began: a handful, since later on calendar months tell."""
    return When(_FIRST, days)


def ago(days: int) -> When:
    """So many days before today: a week or so, to stay behind the calendar months."""
    return When(_LAST, -days)


def ahead(days: int) -> When:
    """So many days from today."""
    return When(_LAST, days)


@dataclass(frozen=True, slots=True)
class Someone:
    """Someone who is put into a circle on a day."""

    portrait: Portrait
    added: When
    no_contact: NoContact = NoContact.NO


@dataclass(frozen=True, slots=True)
class Turn:
    """A relationship that stands differently from a day on."""

    who: str
    when: When
    to: State
    reason: str = ""
    answer: NoContact | None = None


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Someone who is seen differently from a day on; the portrait keeps the nickname."""

    portrait: Portrait
    when: When


@dataclass(frozen=True, slots=True)
class PutAway:
    """Someone who is archived."""

    who: str
    when: When


@dataclass(frozen=True, slots=True)
class End:
    """How a promise for one day turned out. After a change in time, `days_later` is where it went."""

    outcome: Outcome
    note: str = ""
    days_later: int = 0
    new_words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A promise. With `end`, that is how its day turned out; a repeating one is left to the month's weather.

    `luck` makes each of its days easier (above 0) or harder than the weather. `until` is a last day that comes
    up only then, unless `is_planned`. `notes` are used up in order. `made_before`: days ahead it was made.
    """

    words: str
    to: str
    starts: When
    repeat: Repeat = Repeat.ONCE
    until: When | None = None
    is_planned: bool = False
    kind: Kind = Kind.ABILITY
    end: End | None = None
    luck: float = 0.0
    made_before: int = 0
    notes: Mapping[Outcome, tuple[str, ...]] = field(default_factory=dict)
    reworded: tuple[When, str] | None = None


@dataclass(frozen=True, slots=True)
class Weather:
    """How likely a day is kept, changed in time, told, found out; what is left stays open."""

    kept: float
    changed: float
    told: float
    found_out: float


@dataclass(frozen=True, slots=True)
class Life:
    """One of the cast and what they wrote. `weather` by the story's month; a missing one is like the last."""

    name: str
    password: str
    side: Side
    began: When = When(_FIRST, 0)
    own_words: str = ""
    people: tuple[Someone, ...] = ()
    turns: tuple[Turn, ...] = ()
    redrawn: tuple[Redrawn, ...] = ()
    put_away: tuple[PutAway, ...] = ()
    promises: tuple[Said, ...] = ()
    weather: Mapping[int, Weather] = field(default_factory=dict)
