"""Safety cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mending.help.rules.trouble import ContentTrouble

DRAWINGS = ("call", "naloxone", "breathe", "again", "side", "stay")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with its drawing's name."""

    title: str
    words: tuple[str, ...]
    drawing: str


@dataclass(frozen=True, slots=True)
class Card:
    """A safety card. Empty `reviewed_by` means that no clinician has read it, and the page says so."""

    title: str
    lead: str
    signs: tuple[str, ...]
    steps: tuple[Step, ...]
    after: tuple[str, ...]
    source: str
    reviewed_by: str = ""
    reviewed_on: str = ""


def parse_card(data: Mapping[str, Any], file: str) -> Card:
    """A safety card from its parsed TOML. Raises ContentTrouble."""
    try:
        steps = tuple(_step(step, file) for step in data["step"])
        return Card(
            title=data["title"],
            lead=data["lead"],
            signs=tuple(data["signs"]),
            steps=steps,
            after=tuple(data["after"]),
            source=data["source"],
            reviewed_by=str(data.get("reviewed_by", "")),
            reviewed_on=str(data.get("reviewed_on", "")),
        )
    except (KeyError, TypeError) as missing:
        raise ContentTrouble(f"{file}: {missing} is missing or is not what it should be.") from missing


def _step(step: Mapping[str, Any], file: str) -> Step:
    if step["drawing"] not in DRAWINGS:
        raise ContentTrouble(f"{file}: drawing {step['drawing']!r} is not one of {', '.join(DRAWINGS)}.")
    return Step(step["title"], tuple(step["words"]), step["drawing"])
