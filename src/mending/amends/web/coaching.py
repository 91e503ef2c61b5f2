"""The coach beside a letter: what it sees, as a page shows it. It never blocks, scores or rewrites."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mending.amends.queries.letters import LetterCard
from mending.amends.rules.composing import Written, standing, wave_key
from mending.amends.rules.letters import LetterKind
from mending.amends.web import letter_words as words
from mending.coach.crisis import Danger, dangers
from mending.coach.labels import Kind, Mark, Part, Tier
from mending.coach.review import Review, review

SHOWN_MOST = 8
"""Marks on a page at once. More would be a red pen; the rest come up as these are seen to."""
EMPTY = 12
"""A text of fewer characters is not read yet: nothing is missing from a letter that has not begun."""
_KINDS = {LetterKind.REQUEST: Kind.REQUEST, LetterKind.MESSAGE: Kind.MESSAGE}


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A mark as a page shows it: its name, the words, why, and a way to say it."""

    name: Any
    words: str
    why: str
    instead: str
    is_soft: bool
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of a letter or request: whether it is there, and a quiet question."""

    name: Any
    hint: Any
    is_there: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything beside a letter. With `dangers` nothing else is shown: help first, the letter can wait."""

    dangers: str
    marks: list[MarkShown]
    more: int
    waved: int
    parts: list[PartShown]
    strengths: list[Any]
    asks_forgiveness: bool
    is_own: bool
    is_request: bool
    is_begun: bool


def panel(card: LetterCard, written: Written) -> Panel:
    """What the coach sees in a letter as it is typed, without what was waved away.

    A letter never to be sent is not judged, in good or in bad: only words of danger are seen in it (SAFETY A5).
    """
    is_own = card.kind is LetterKind.NEVER_SENT
    seen = _dangers_alone(written) if is_own else review(written.text, _KINDS.get(card.kind, Kind.LETTER))
    left = standing(seen.marks, written.text, card.waved)
    return Panel(
        dangers=_codes(seen.crisis),
        marks=[_shown(mark, written.text) for mark in left[:SHOWN_MOST]],
        more=max(0, len(left) - SHOWN_MOST),
        waved=0 if is_own else len(card.waved),
        parts=_parts(card, written, seen),
        strengths=[words.STRENGTHS[one] for one in seen.strengths],
        asks_forgiveness=_asks_unchosen(card, written, seen),
        is_own=is_own,
        is_request=card.kind is LetterKind.REQUEST,
        is_begun=len(written.text.strip()) >= EMPTY,
    )


def dangers_in(written: Written) -> str:
    """The dangers a letter tells of, as `notice_crisis` writes them down; the rest of it is not read for that."""
    return _codes(dangers(written.text))


def _dangers_alone(written: Written) -> Review:
    return Review((), (), (), (), tuple(dangers(written.text)), ())


def _codes(found: Iterable[Danger]) -> str:
    return ",".join(danger.value for danger in found)


def _shown(mark: Mark, text: str) -> MarkShown:
    return MarkShown(
        words.LABELS[mark.label],
        text[mark.start : mark.end],
        mark.why,
        mark.instead,
        mark.tier is Tier.SOFT,
        mark.start,
        mark.end,
        wave_key(mark, text),
    )


def _parts(card: LetterCard, written: Written, seen: Review) -> list[PartShown]:
    """The two that weigh most come first. Asking for forgiveness is spoken of only where it was chosen."""
    if card.kind is LetterKind.REQUEST:
        return [PartShown(*words.REQUEST_PARTS[one], one in seen.request_parts) for one in words.REQUEST_PARTS]
    if card.kind is not LetterKind.LETTER:
        return []
    asked = [one for one in Part if one is not Part.FORGIVENESS_REQUEST or written.forgiveness]
    return [PartShown(*words.PARTS[one], one in seen.parts) for one in asked]


def _asks_unchosen(card: LetterCard, written: Written, seen: Review) -> bool:
    """Whether a letter of amends asks to be forgiven though that was not chosen."""
    is_letter = card.kind is LetterKind.LETTER
    return is_letter and not written.forgiveness and Part.FORGIVENESS_REQUEST in seen.parts
