"""A calendar as RFC 5545 writes it. Moments are in UTC, so no zone needs describing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

MINUTES = 15
_LINE = 75  # octets, without the line end


@dataclass(frozen=True, slots=True)
class Event:
    """One moment in the calendar, under a name that stays the same when the feed is read again."""

    uid: str
    starts: datetime


def write(events: Iterable[Event], *, title: str, stamp: datetime) -> str:
    """The whole feed: each event a quarter of an hour, private, not taking up time, without an alarm."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//feed//EN",
        "CALSCALE:GREGORIAN",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{_moment(stamp)}",
            f"DTSTART:{_moment(event.starts)}",
            f"DURATION:PT{MINUTES}M",
            f"SUMMARY:{_text(title)}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each but the first after a blank, no letter cut in two."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
