"""What is offered after a check-in, and who could be called."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from mending.checkins.queries.daily import CheckInCard
from mending.checkins.rules.suggesting import Offer, Rule, parse_rules, suggested
from mending.circle.queries import RelationshipCard, relationships
from mending.circle.rules.people import Support, UsesNearMe
from mending.consent.rules import Side, Viewer
from mending.foundation import content
from mending.recovery.rules.papers import Review
from mending.safetyplan.queries import ToCall, phones

PEOPLE_MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is offered, and the reason in the person's own figures."""

    rule: str
    reason: str
    said: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Supporter:
    """Someone who helps one's recovery, with the number the safety plan holds, if it holds one."""

    person: RelationshipCard
    number: ToCall | None


@cache
def rules(language: str = "en") -> tuple[Rule, ...]:
    """The rules with their words; in English when there are none in this language."""
    return parse_rules(*_read(language))


@cache
def review(language: str = "en") -> Review:
    """Whether a clinician has read the rules, and where they come from."""
    data, _ = _read(language)
    return Review(data["reviewed_by"], data["reviewed_on"], data["source"])


def _read(language: str) -> tuple[dict[str, Any], str]:
    wanted = content.folder() / "checkins" / f"suggestions.{language}.toml"
    file = wanted if wanted.is_file() else wanted.with_name("suggestions.en.toml")
    return tomllib.loads(file.read_text("utf-8")), file.name


def suggestions(viewer: Viewer, card: CheckInCard, today: date, language: str) -> list[Suggestion]:
    """At most two, from this check-in alone, without a query.

    A return to use is only spoken of to someone in recovery.
    """
    found = suggested(rules(language), card.answers, (today - card.day).days)
    hidden = () if viewer.side is Side.PERSON else (Offer.RETURN, Offer.WINDOW)
    return [
        Suggestion(
            rule.id,
            rule.reason_of(card.answers),
            rule.said,
            tuple(offer for offer in rule.offers if offer not in hidden),
        )
        for rule in found
    ]


def supporters(viewer: Viewer) -> list[Supporter]:
    """Up to three to call: those who help, the closest first; never who is quiet, a child, or uses near me.

    Two queries, and the key.
    """
    people = [one for one in relationships(viewer, archived=False) if _may_be_called(one)]
    people.sort(key=lambda one: (-one.support, -one.closeness))
    numbers = phones(viewer) if people else {}
    return [Supporter(one, numbers.get(one.id)) for one in people[:PEOPLE_MOST]]


def _may_be_called(one: RelationshipCard) -> bool:
    helps = one.support >= Support.HELPS and one.uses_near_me is not UsesNearMe.YES
    return helps and not one.is_quiet and not one.is_child
