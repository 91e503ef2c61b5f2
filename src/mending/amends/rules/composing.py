"""How a letter is written: a draft, time to cool off, ready, handed over; kept versions; marks waved away. Pure.

A night or more between the last word and the handing over is our own rule: what is written in one hour of shame or
hope is read by someone who lives with it for years.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import Verdict
from mending.coach.labels import Mark

TEXT_MOST = 20_000
"""Characters in a letter: some forty pages by hand."""
TITLE_MOST = 120
COOLING_DAYS = (1, 2, 3, 7, 14)
SITTING = timedelta(minutes=20)
"""Whoever writes again after so long has begun a new sitting: how the letter read before it is kept."""


class Stage(StrEnum):
    """How far a letter has come."""

    WRITING = "writing"
    COOLING = "cooling"
    READY = "ready"
    DELIVERED = "delivered"


class Hold(StrEnum):
    """Why a letter itself cannot be handed over yet; the rest is for the screen to say."""

    NEVER_SENT = "never_sent"
    NOBODY = "nobody"
    EMPTY = "empty"
    WRITING = "writing"
    COOLING = "cooling"
    CLOSED = "closed"  # the amends it belongs to is


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """A letter as somebody wants to begin it."""

    kind: LetterKind
    who: UUID | None = None
    amends: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the writing place. `forgiveness`: to ask for it, off unless chosen (EVIDENCE §5.2)."""

    title: str = ""
    text: str = ""
    forgiveness: bool = False


def faults(written: Written) -> list[tuple[str, str]]:
    """What is in the way of keeping it, as (field, code)."""
    found = [("title", "long")] if len(written.title) > TITLE_MOST else []
    return found + ([("text", "long")] if len(written.text) > TEXT_MOST else [])


def stage_of(
    ready_at: datetime | None, cooling_until: datetime | None, is_delivered: bool, now: datetime
) -> Stage:
    """How far a letter has come at `now`."""
    if is_delivered:
        return Stage.DELIVERED
    if ready_at is None:
        return Stage.WRITING
    return Stage.COOLING if cooling_until is not None and now < cooling_until else Stage.READY


def cooling_until(kind: LetterKind, now: datetime, days: int) -> datetime | None:
    """Until when a letter rests before it may be handed over; one never to be sent has nothing to wait for.

    Raises ValueError for a number of days that is not offered.
    """
    if kind is LetterKind.NEVER_SENT:
        return None
    if days not in COOLING_DAYS:
        raise ValueError(f"{days} is not among {COOLING_DAYS}")
    return now + timedelta(days=days)


def holds(
    kind: LetterKind, stage: Stage, *, has_person: bool, has_text: bool, is_closed: bool = False
) -> tuple[Hold, ...]:
    """What about the letter itself keeps it from being handed over."""
    if kind is LetterKind.NEVER_SENT:
        return (Hold.NEVER_SENT,)
    waiting = {Stage.WRITING: Hold.WRITING, Stage.COOLING: Hold.COOLING}
    missing = ((Hold.NOBODY, not has_person), (Hold.EMPTY, not has_text), (Hold.CLOSED, is_closed))
    return (*(hold for hold, is_so in missing if is_so), *((waiting[stage],) if stage in waiting else ()))


def may_hand_over(held: tuple[Hold, ...], verdict: Verdict) -> bool:
    """Whether a letter may be handed over by the person themselves: nothing holds it, and the screen lets it."""
    return not held and verdict.may


def is_new_sitting(changed_at: datetime, now: datetime) -> bool:
    """Whether what stands there was left alone for so long that it is kept before it is written over."""
    return now - changed_at >= SITTING


def wave_key(mark: Mark, text: str) -> str:
    """By what a waved-away mark is known again in a changed letter: its label and its words, not its place."""
    words = " ".join(text[mark.start : mark.end].casefold().split())
    return f"{mark.label.value}:{words}"


def standing(marks: Iterable[Mark], text: str, waved: Iterable[str]) -> list[Mark]:
    """The marks that were not waved away."""
    away = frozenset(waved)
    return [mark for mark in marks if wave_key(mark, text) not in away]
