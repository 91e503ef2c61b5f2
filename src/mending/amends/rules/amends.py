"""What an amends is made of: its parts, its kind, what the other person wishes, and what stops a part being kept.

The parts follow EVIDENCE §5.1. A part can be left for later; only what I did is needed to begin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

TEXT_MOST = 2000
ANSWER_MOST = 4000
HARM_MOST = 500
EARLIEST = date(1920, 1, 1)
AHEAD_MOST = timedelta(days=5 * 366)


class Kind(StrEnum):
    """How something is put right. Each is a whole way of its own."""

    DIRECT = "direct"  # with the person: said or handed over, and made good
    INDIRECT = "indirect"  # without reaching them: what was taken is given back to the world in another place
    LIVING = "living"  # by how I live from now on


class TheirWish(StrEnum):
    """What the other person has said about hearing from me."""

    NOT_KNOWN = "not_known"
    CONTACT = "contact"
    LATER = "later"
    NO_CONTACT = "no_contact"

    @property
    def holds(self) -> bool:
        """Whether it keeps everything from being handed over (SAFETY A2)."""
        return self in (TheirWish.LATER, TheirWish.NO_CONTACT)


class ReviewedBy(StrEnum):
    """Who looked at it with me."""

    COUNSELOR = "counselor"
    SPONSOR = "sponsor"


class How(StrEnum):
    """How something was handed over, by the person themselves."""

    SAID = "said"
    READ = "read"
    HANDED = "handed"
    POSTED = "posted"


class Part(StrEnum):
    """A part of the record, in the order of the path."""

    DID = "did"
    EFFECT = "effect"
    READY = "ready"
    WISH = "wish"
    KIND = "kind"
    REPAIR = "repair"
    REVIEW = "review"


TEXTS: Mapping[Part, tuple[str, ...]] = {
    Part.DID: ("did", "my_part"),
    Part.EFFECT: ("effect",),
    Part.READY: ("why_now", "if_not_welcome", "steady", "who_helps"),
    Part.WISH: (),
    Part.KIND: (),
    Part.REPAIR: ("repair", "limit"),
    Part.REVIEW: ("review_said",),
}
ALL_TEXTS = tuple(name for part in Part for name in TEXTS[part])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part as somebody wants it. Each choice goes with its own part and is left alone by every other."""

    part: Part
    texts: Mapping[str, str] = field(default_factory=dict)
    wish: TheirWish = TheirWish.NOT_KNOWN
    kind: Kind | None = None
    repair_by: date | None = None
    affordable: bool | None = None
    reviewed_by: ReviewedBy | None = None
    reviewed_on: date | None = None


def faults(wanted: Wanted, today: date) -> list[tuple[str, str]]:
    """What is in the way, as (field, code); empty when it can be kept."""
    found = [(name, "long") for name, text in wanted.texts.items() if len(text) > TEXT_MOST]
    match wanted.part:
        case Part.DID:
            found += [] if wanted.texts.get("did") else [("did", "empty")]
        case Part.KIND:
            found += [] if wanted.kind else [("kind", "empty")]
        case Part.REPAIR:
            found += _faults_of_repair(wanted, today)
        case Part.REVIEW:
            found += _faults_of_review(wanted, today)
        case _:
            pass
    return found


def _faults_of_repair(wanted: Wanted, today: date) -> list[tuple[str, str]]:
    """An offer is concrete, and has a limit of one's own beside it (SAFETY A9)."""
    found = [] if wanted.texts.get("repair") else [("repair", "empty")]
    found += [] if wanted.texts.get("limit") else [("limit", "empty")]
    if wanted.repair_by is not None and not EARLIEST <= wanted.repair_by <= today + AHEAD_MOST:
        found.append(("repair_by", "far"))
    return found


def _faults_of_review(wanted: Wanted, today: date) -> list[tuple[str, str]]:
    """Who and when go together; neither says that nobody has looked at it."""
    if (wanted.reviewed_by is None) != (wanted.reviewed_on is None):
        return [("reviewed_on" if wanted.reviewed_by else "reviewed_by", "together")]
    return past_fault("reviewed_on", wanted.reviewed_on, today)


def past_fault(name: str, day: date | None, today: date) -> list[tuple[str, str]]:
    """Whether a day lies ahead, or further back than any life: for what has happened."""
    if day is not None and day > today:
        return [(name, "to-come")]
    return [(name, "far")] if day is not None and day < EARLIEST else []
