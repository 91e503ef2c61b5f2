"""Helplines and cards as plain values: what a file must say, and how fresh what it says is."""

from mending.help.rules.cards import Card, Step, parse_card
from mending.help.rules.lines import (
    EUROPEAN_UNION,
    STALE_AFTER,
    Changes,
    Country,
    Freshness,
    Kind,
    Line,
    Texting,
    apply,
    dial,
)
from mending.help.rules.parsing import parse_changes, parse_country, parse_lines
from mending.help.rules.trouble import ContentTrouble

__all__ = [
    "EUROPEAN_UNION",
    "STALE_AFTER",
    "Card",
    "Changes",
    "ContentTrouble",
    "Country",
    "Freshness",
    "Kind",
    "Line",
    "Step",
    "Texting",
    "apply",
    "dial",
    "parse_card",
    "parse_changes",
    "parse_country",
    "parse_lines",
]
