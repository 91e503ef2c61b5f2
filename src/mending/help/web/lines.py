"""Helplines as a page shows them: what to tap, and how far a number may be relied on."""

from dataclasses import dataclass
from datetime import date

from mending.help.rules import Country, Kind, Line, Texting, dial


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a line: a link, and the number as people read it."""

    href: str
    number: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line as the page shows it."""

    line: Line
    calls: tuple[Way, ...]
    texts: tuple[Way, ...]
    freshness: str
    checked: date | None
    by_month: bool


def shown(here: Country, today: date, kind: Kind) -> list[LineShown]:
    """The lines of one kind in a country, as they stand today."""
    return [
        LineShown(
            line=line,
            calls=tuple(Way(f"tel:{dial(number)}", number) for number in line.call),
            texts=tuple(_text(text) for text in line.text),
            freshness=line.freshness(today),
            checked=line.verified_on,
            by_month=len(line.verified) == len("2026-11"),
        )
        for line in here.of(kind)
    ]


def _text(text: Texting) -> Way:
    # Only a code word is filled in; "your ZIP code" is for the person to write.
    body = f"?body={text.words}" if text.words.isupper() and text.words.isalpha() else ""
    return Way(f"sms:{dial(text.to)}{body}", text.to, text.words)
