"""Helplines, and what an installation changes about them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

STALE_AFTER = 183
"""Days after which a number counts as old: six months."""

EUROPEAN_UNION = frozenset(
    re.findall(r"..", "ATBEBGHRCYCZDKEEFIFRDEGRHUIEITLVLTLUMTNLPLPTROSKSIESSE"),
)
"""Its members, as two-letter codes."""

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


class Kind(StrEnum):
    """What a line is for, in the order of the page."""

    EMERGENCY = "emergency"
    OWN = "own"  # the line of whoever runs this Mending
    CRISIS = "crisis"
    USING = "using"  # someone stays on the line while a person uses
    DRUGS = "drugs"
    VIOLENCE = "violence"
    HEALTH = "health"
    FAMILY = "family"


class Freshness(StrEnum):
    """How far a number may be relied on."""

    FRESH = "fresh"
    OLD = "old"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Texting:
    """A number to send a text message to, and the words to send (empty when any words do)."""

    to: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One helpline, as its file says it."""

    id: str
    kind: Kind
    name: str
    what: str
    hours: str
    source: str
    call: tuple[str, ...] = ()
    text: tuple[Texting, ...] = ()
    web: str = ""
    more: str = ""
    doubt: str = ""
    """What is not certain about this line, for the page to say; empty when nothing is."""
    verified: str = ""
    """When someone last called it to check, as YYYY-MM-DD or YYYY-MM; empty when nobody did."""
    verified_by: str = ""
    who_answers: str = ""
    country: str = ""

    @property
    def verified_on(self) -> date | None:
        """The day of the last check; the first of the month when only the month is known."""
        return day(self.verified)

    @property
    def calls(self) -> tuple[tuple[str, str], ...]:
        """For each number: what a `tel:` link dials, and the number as people read it."""
        return tuple((dial(number), number) for number in self.call)

    @property
    def texts(self) -> tuple[tuple[str, str, str], ...]:
        """For each number to text: what an `sms:` link opens, the number as people read it, the words to send."""
        return tuple((dial(text.to), text.to, text.words) for text in self.text)

    def freshness(self, today: date) -> Freshness:
        """FRESH up to STALE_AFTER days after the check; a check in the future counts as none."""
        checked = self.verified_on
        if checked is None or checked > today:
            return Freshness.NEVER
        return Freshness.OLD if (today - checked).days > STALE_AFTER else Freshness.FRESH


@dataclass(frozen=True, slots=True)
class Country:
    """A country's lines. `emergency` is the number to say first and biggest."""

    code: str
    name: str
    emergency: str
    lines: tuple[Line, ...]

    def of(self, *kinds: str) -> tuple[Line, ...]:
        """The lines of these kinds, in the order of the file."""
        return tuple(line for line in self.lines if line.kind in kinds)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an installation changes: lines of its own, lines taken out, and lines it has called to check."""

    lines: tuple[Line, ...] = ()
    hide: frozenset[str] = frozenset()
    verified: Mapping[str, str] = field(default_factory=dict)


def dial(number: str) -> str:
    """The number as a `tel:` or `sms:` link wants it: digits only."""
    return re.sub(r"\D", "", number)


def apply(country: Country, changes: Changes) -> Country:
    """The country's lines with the installation's own first, its checks noted and its hidden ones gone.

    Ids carry the country: `us.988`. An own line with the id of a shipped one takes its place.
    An emergency number cannot be hidden.
    """
    own = {line.id: line for line in changes.lines if line.country in ("", country.code)}
    shipped = [
        own.pop(line.id) if line.id in own else _checked(line, changes.verified.get(line.id))
        for line in country.lines
        if line.id not in changes.hide or line.kind is Kind.EMERGENCY
    ]
    return replace(country, lines=(*own.values(), *shipped))


def _checked(line: Line, on: str | None) -> Line:
    return replace(line, verified=on, verified_by="") if on else line


def day(text: str) -> date | None:
    """The day a `verified` names, the first of the month for a month alone; None when it is neither."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return None
