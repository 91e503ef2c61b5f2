"""The parts of an expectation, how far it has come, and what is in the way of writing a part down.

A behavioural experiment in five parts (EVIDENCE §4): what I expect, the ways it could go, a welcome that would be
all right, what happened, what I learned. The third must be said before the day counts as planned.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

TEXT_MOST = 2000
EARLIEST = date(1970, 1, 1)
AHEAD_MOST = timedelta(days=2 * 366)
LATE_AFTER = timedelta(days=1)


class Section(StrEnum):
    """A part, in the order they are written."""

    EXPECT = "expect"
    WAYS = "ways"
    WELCOME = "welcome"
    HAPPENED = "happened"
    LEARNED = "learned"


class Nearest(StrEnum):
    """Which of the ways it came nearest to."""

    BEST = "best"
    LIKELY = "likely"
    WORST = "worst"
    OTHER = "other"


class Stage(StrEnum):
    """How far an expectation has come."""

    BEGUN = "begun"
    PLANNED = "planned"
    DONE = "done"
    LEARNED = "learned"

    @property
    def is_ahead(self) -> bool:
        """Whether it is not yet said what happened."""
        return self in (Stage.BEGUN, Stage.PLANNED)


TEXTS: Mapping[Section, tuple[str, ...]] = {
    Section.EXPECT: ("prediction", "belief"),
    Section.WAYS: ("best", "likely", "worst"),
    Section.WELCOME: ("welcome", "doing"),
    Section.HAPPENED: ("happened", "felt"),
    Section.LEARNED: ("surprise", "lesson", "next_step"),
}
FIGURES: Mapping[Section, tuple[str, ...]] = {
    Section.EXPECT: ("strength",),
    Section.WAYS: ("best_chance", "likely_chance", "worst_chance"),
    Section.WELCOME: (),
    Section.HAPPENED: (),
    Section.LEARNED: ("strength_after",),
}
"""Figures from 0 to 100."""
REQUIRED: Mapping[Section, str] = {
    Section.EXPECT: "prediction",
    Section.WELCOME: "welcome",
    Section.HAPPENED: "happened",
}
ALL_TEXTS = tuple(name for section in Section for name in TEXTS[section])
ALL_FIGURES = tuple(name for section in Section for name in FIGURES[section])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part as somebody wants it. `who` goes with the first, `nearest` with what happened, `day` with both."""

    section: Section
    texts: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, int | None] = field(default_factory=dict)
    day: date | None = None
    who: UUID | None = None
    nearest: Nearest | None = None


def faults(wanted: Wanted, today: date) -> list[tuple[str, str]]:
    """What is in the way, as (field, code); empty when it can be kept."""
    found = [(name, "long") for name, text in wanted.texts.items() if len(text) > TEXT_MOST]
    required = REQUIRED.get(wanted.section)
    if required and not wanted.texts.get(required):
        found.append((required, "empty"))
    if not required and not any(wanted.texts.values()) and all(one is None for one in wanted.figures.values()):
        found.append(("", "empty"))
    found += [(name, "range") for name, one in wanted.figures.items() if one is not None and not 0 <= one <= 100]
    return found + _faults_of_the_day(wanted, today)


def _faults_of_the_day(wanted: Wanted, today: date) -> list[tuple[str, str]]:
    if wanted.section is Section.EXPECT:
        fits = wanted.day is not None and EARLIEST <= wanted.day <= today + AHEAD_MOST
        return [] if fits else [("day", "far")]
    if wanted.section is Section.HAPPENED:
        fits = wanted.day is not None and EARLIEST <= wanted.day <= today
        return [] if fits else [("happened_on", "to-come")]
    return []


def stage_of(planned_on: date | None, done_on: date | None, learned_on: date | None) -> Stage:
    """How far it has come, from the days on which each was written down."""
    if learned_on:
        return Stage.LEARNED
    if done_on:
        return Stage.DONE
    return Stage.PLANNED if planned_on else Stage.BEGUN


def is_set_aside(stage: Stage, *, is_quiet: bool) -> bool:
    """Whether it rests: it lies ahead, and is about someone about whom nothing is brought up (SAFETY A2)."""
    return is_quiet and stage.is_ahead


def may_write(section: Section, stage: Stage) -> bool:
    """Whether a part can be written yet: what happened once it is planned, what I learned once it has happened."""
    if section is Section.HAPPENED:
        return stage is not Stage.BEGUN
    if section is Section.LEARNED:
        return not stage.is_ahead
    return True


def is_planned_late(day: date, planned_on: date) -> bool:
    """Whether the plan was written down after its day, which is marked and never refused."""
    return planned_on > day


def is_told_late(happened_on: date, done_on: date) -> bool:
    """Whether what happened was written down more than a day later."""
    return done_on - happened_on > LATE_AFTER
