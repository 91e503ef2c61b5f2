"""Steps of grief, at one's own pace. Kept as data (content/letting-go) for someone who knows grief to correct.

No order is forced, no step is due, and nothing is ever behind: of a step it is known on which day something was
written, and whether it was left out for now. Nothing else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FEWEST, MOST = 6, 8
WORDS_MOST = 4_000
_ID = re.compile(r"[a-z]+(-[a-z]+)*")


class PaperTrouble(Exception):
    """The content file does not say what it must."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who looked these words through, and when; empty while nobody has, which the page then says."""

    by: str
    on: str
    source: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One step: its name, a few sentences about it, and what one may write about."""

    title: str
    words: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class GriefPaper:
    """All steps, by their id, in the order they are shown; and what is said above them."""

    lead: tuple[str, ...]
    steps: Mapping[str, Prompt]
    review: Review


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a step: the day something was written, or that it was left out for now; or neither."""

    written_on: date | None = None
    is_skipped: bool = False


def parse(data: Mapping[str, Any], file: str) -> GriefPaper:
    """The steps from parsed TOML. Raises PaperTrouble."""
    try:
        steps = {str(one["id"]): Prompt(one["title"], tuple(one["words"]), one["ask"]) for one in data["step"]}
        review = Review(str(data.get("reviewed_by", "")), str(data.get("reviewed_on", "")), data["source"])
        paper = GriefPaper(tuple(data["lead"]), steps, review)
    except (KeyError, TypeError) as missing:
        raise PaperTrouble(f"{file}: {missing} is missing or is not what it should be.") from missing
    if len(steps) != len(data["step"]) or not FEWEST <= len(steps) <= MOST:
        raise PaperTrouble(f"{file}: there are {FEWEST} to {MOST} steps, each with an id of its own.")
    if wrong := [id for id in steps if not _ID.fullmatch(id) or len(id) > 24]:
        raise PaperTrouble(f"{file}: “{wrong[0]}” is not an id. Write small letters and hyphens.")
    if empty := [id for id, one in steps.items() if not (one.title and one.words and one.ask)]:
        raise PaperTrouble(f"{file}: the step “{empty[0]}” has no title, words or question.")
    return paper
