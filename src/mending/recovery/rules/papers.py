"""The medical words of this room, kept as data for a clinician to correct and sign (content/recovery)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mending.recovery.rules.returning import Step
from mending.recovery.rules.windows import Event


class PaperTrouble(Exception):
    """A content file of this room does not say what it must."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who looked these words through, and when; empty while no clinician has, which the page then says."""

    by: str
    on: str
    source: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the way after a return to use. `danger` is a question whose yes leads to the overdose card."""

    title: str
    words: tuple[str, ...]
    go_on: str
    danger: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One of the two questions of a window, and what is said to each answer."""

    question: str
    yes: str
    not_yet: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event in the person's own voice, and what is said to it."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ReturnPaper:
    """The first screens after a return to use."""

    screens: Mapping[Step, Screen]
    review: Review


@dataclass(frozen=True, slots=True)
class TolerancePaper:
    """What is said in the weeks when tolerance is lost."""

    title: str
    full: tuple[str, ...]
    soft_title: str
    soft: tuple[str, ...]
    naloxone: Question
    not_alone: Question
    events: Mapping[Event, Happened]
    review: Review


SCREENS = (Step.BREATHING, Step.ALONE, Step.NALOXONE, Step.MEDICAL)


def parse_return(data: Mapping[str, Any], file: str) -> ReturnPaper:
    """The screens from parsed TOML. Raises PaperTrouble."""
    try:
        screens = {
            Step(one["id"]): Screen(one["title"], tuple(one["words"]), one["go_on"], one.get("danger", ""))
            for one in data["screen"]
        }
        if tuple(screens) != SCREENS or not screens[Step.BREATHING].danger:
            raise PaperTrouble(f"{file}: the screens are {', '.join(SCREENS)}, and the first asks about danger.")
        return ReturnPaper(screens, _review(data))
    except (KeyError, TypeError, ValueError) as missing:
        raise PaperTrouble(f"{file}: {missing} is missing or is not what it should be.") from missing


def parse_tolerance(data: Mapping[str, Any], file: str) -> TolerancePaper:
    """The words of the window from parsed TOML, with every event. Raises PaperTrouble."""
    try:
        return TolerancePaper(
            data["title"],
            tuple(data["full"]),
            data["soft_title"],
            tuple(data["soft"]),
            Question(**data["naloxone"]),
            Question(**data["not_alone"]),
            {event: Happened(**data["event"][event.value]) for event in Event},
            _review(data),
        )
    except (KeyError, TypeError) as missing:
        raise PaperTrouble(f"{file}: {missing} is missing or is not what it should be.") from missing


def _review(data: Mapping[str, Any]) -> Review:
    return Review(str(data.get("reviewed_by", "")), str(data.get("reviewed_on", "")), data["source"])
