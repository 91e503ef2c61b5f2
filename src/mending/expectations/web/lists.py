"""Expectations as lines of a list and as parts of a page."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from mending.consent.web.addresses import address
from mending.expectations.queries.expectations import Card, Line
from mending.expectations.rules.sections import FIGURES, TEXTS, Section, Stage, may_write
from mending.expectations.web import words

_TAGS = {Stage.BEGUN: "care", Stage.DONE: "thread", Stage.LEARNED: "good"}
_ORDER = {
    Section.EXPECT: ("prediction", "belief", "strength"),
    Section.WAYS: ("worst", "worst_chance", "best", "best_chance", "likely", "likely_chance"),
    Section.LEARNED: ("surprise", "strength_after", "lesson", "next_step"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: the expectation, how far it has come in words, and whether its day has come."""

    line: Line
    tag: Any
    tag_kind: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an expectation on a page: what is written, as (name, words, is it a figure)."""

    section: Section
    name: Any
    href: str
    said: list[tuple[Any, str, bool]]
    is_written: bool
    may_write: bool


def listed(line: Line, today: date) -> Listed:
    """An expectation as a line of a list."""
    tag = words.CAME[line.nearest] if line.nearest else words.STAGES[line.stage]
    return Listed(line, tag, _TAGS.get(line.stage, ""), line.stage is Stage.PLANNED and line.day <= today)


def parts(card: Card, *, before: Section | None = None, under_its_title: bool = False) -> list[Part]:
    """Each part of an expectation, or only those before one; under its title the prediction is not said again."""
    shown = list(Section)
    if before is not None:
        shown = shown[: shown.index(before)]
    found = [part(card, section) for section in shown]
    if under_its_title:
        found[0] = replace(found[0], said=found[0].said[1:])
    return found


def part(card: Card, section: Section) -> Part:
    """One part with what is written in it; nothing of a part that was taken back."""
    is_told = may_write(section, card.stage) and not (
        (section is Section.HAPPENED and card.stage.is_ahead)
        or (section is Section.LEARNED and card.stage is not Stage.LEARNED)
    )
    return Part(
        section,
        words.SECTIONS[section],
        address(f"expectation_{section.value}", card.id),
        said(card, section) if is_told else [],
        is_told and bool(said(card, section)),
        may_write(section, card.stage),
    )


def said(card: Card, section: Section) -> list[tuple[Any, str, bool]]:
    """What a part says, as (name, words, is it a figure), without what is empty."""
    names = _ORDER.get(section, TEXTS[section])
    assert set(names) == {*TEXTS[section], *FIGURES[section]}
    found: list[tuple[Any, str, bool]] = []
    for name in names:
        if name in FIGURES[section]:
            figure = card.figures[name]
            found += [(words.SHORT[name], f"{figure}\u00a0%", True)] if figure is not None else []
        elif card.said[name]:
            found.append((words.SHORT[name], card.said[name], False))
    return found


def whole(card: Card, section: Section, name: str) -> list[tuple[Any, str, bool]]:
    """All that a part holds: its day, its person or what it came nearest to as well."""
    more: list[tuple[Any, str, bool]] = []
    if section is Section.EXPECT:
        more = [
            (gettext("Who"), name or gettext("nobody in particular"), False),
            (gettext("Day"), _day(card.day), False),
        ]
    elif section is Section.HAPPENED and card.happened_on:
        more = [(gettext("Day"), _day(card.happened_on), False)]
        more += [(gettext("Nearest to"), str(words.NEAREST[card.nearest]), False)] if card.nearest else []
    return more + said(card, section)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
