"""What is offered after a check-in: fixed rules over that check-in alone, each with its reason.

No score, no guess. The rules are content (`content/checkins/suggestions.en.toml`), each with its evidence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mending.checkins.rules.questions import SCALES, Answers, Question

AT_MOST = 2


class Offer(StrEnum):
    """One thing a suggestion can lead to."""

    CALL = "call"  # someone of one's circle who helps
    PLAN = "plan"
    RETURN = "return"  # for someone in recovery alone, as is the next
    WINDOW = "window"
    OVERDOSE = "overdose"
    PROMISE = "promise"
    HELP = "help"


class RuleTrouble(Exception):
    """A rule that cannot be read: which, and why."""


@dataclass(frozen=True, slots=True)
class Condition:
    """An answer from `low` to `high`, both included; a skipped question never fits."""

    question: Question
    low: int
    high: int

    def fits(self, answers: Answers) -> bool:
        return self.question in answers and self.low <= answers[self.question] <= self.high


@dataclass(frozen=True, slots=True)
class Rule:
    """When every condition fits, `said` is offered with its reason, up to `fresh_days` after the day."""

    id: str
    when: tuple[Condition, ...]
    reason: str
    said: str
    offers: tuple[Offer, ...]
    fresh_days: int
    source: str

    @property
    def questions(self) -> frozenset[Question]:
        return frozenset(condition.question for condition in self.when)

    def fits(self, answers: Answers, days_since: int) -> bool:
        return 0 <= days_since <= self.fresh_days and all(one.fits(answers) for one in self.when)

    def reason_of(self, answers: Answers) -> str:
        """The reason with what was marked."""
        return self.reason.format(**{question.value: answers[question] for question in self.questions})


def suggested(rules: Iterable[Rule], answers: Answers, days_since: int) -> list[Rule]:
    """The first two that fit; one that looks at nothing new beside an earlier one is left out."""
    found: list[Rule] = []
    for rule in rules:
        if rule.fits(answers, days_since) and not any(rule.questions <= one.questions for one in found):
            found.append(rule)
    return found[:AT_MOST]


def parse_rules(data: Mapping[str, Any], file: str) -> tuple[Rule, ...]:
    """The rules from parsed TOML, in their order. Raises RuleTrouble, which names the rule."""
    rules = tuple(_rule(entry, f"{file}, rule {number}") for number, entry in enumerate(data.get("rule", ()), 1))
    if not rules or len({rule.id for rule in rules}) < len(rules):
        raise RuleTrouble(f"{file}: there are no rules, or two have the same id.")
    return rules


def _rule(entry: Mapping[str, Any], where: str) -> Rule:
    try:
        rule = Rule(
            entry["id"],
            tuple(_condition(one) for one in entry["when"]),
            entry["reason"],
            entry["said"],
            tuple(Offer(one) for one in entry["offers"]),
            int(entry["fresh_days"]),
            entry["source"],
        )
        # A reason may name nothing but what the rule looks at: otherwise a page would fail on the day it fits.
        rule.reason_of(dict.fromkeys(rule.questions, 0))
    except (KeyError, TypeError, ValueError) as wrong:
        raise RuleTrouble(f"{where}: {wrong} is missing or is not what it should be.") from wrong
    if not (rule.when and rule.offers and rule.source):
        raise RuleTrouble(f"{where}: it needs a condition, an offer and a source.")
    return rule


def _condition(entry: Mapping[str, Any]) -> Condition:
    question = Question(entry["question"])
    scale = SCALES[question]
    low, high = int(entry.get("at_least", scale.low)), int(entry.get("at_most", scale.high))
    if not scale.low <= low <= high <= scale.high or (low, high) == (scale.low, scale.high):
        raise ValueError(f"the bounds of {question.value}")
    return Condition(question, low, high)
