"""What the coach looks for, by name. Whoever reads a text for it decides by the same scheme (README of this room).

The labels of marks, parts and strengths follow the field: parts of an apology after Lewicki, Polin and Lount
(2016), feelings, needs and requests after nonviolent communication, thinking traps after cognitive therapy with
four of our own for what is between people.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a text is meant to be."""

    LETTER = "letter"
    REQUEST = "request"
    MESSAGE = "message"
    THOUGHT = "thought"


class Tier(StrEnum):
    """How sure a mark is: shown plainly, or put softly ("may read as")."""

    SURE = "sure"
    SOFT = "soft"


class Label(StrEnum):
    """What may land badly."""

    BLAME = "blame"
    ABSOLUTE = "absolute"
    CONDITIONAL_APOLOGY = "conditional_apology"
    JUSTIFICATION = "justification"
    MINIMISING = "minimising"
    PASSIVE_AGENT = "passive_agent"
    SELF_FOCUS = "self_focus"
    PRESSURE_TO_FORGIVE = "pressure_to_forgive"
    DEMAND = "demand"
    THREAT = "threat"
    OVER_PROMISE = "over_promise"
    LABEL = "label"


class Part(StrEnum):
    """A part of an apology, the two that weigh most first."""

    RESPONSIBILITY = "responsibility"
    REPAIR = "repair"
    REGRET = "regret"
    EXPLANATION = "explanation"
    REPENTANCE = "repentance"
    FORGIVENESS_REQUEST = "forgiveness_request"


class RequestPart(StrEnum):
    """A part of a request that can be heard."""

    FACTS = "facts"
    FEELING = "feeling"
    ASK = "ask"
    REASON = "reason"
    ROOM = "room"


class Strength(StrEnum):
    """What a text does well."""

    FEELING_NAMED = "feeling_named"
    NEED_NAMED = "need_named"
    EMPATHY = "empathy"
    WE = "we"
    LIMIT = "limit"


class Trap(StrEnum):
    """A way a thought can run away with someone. Offered as a question, never as a finding."""

    ALL_OR_NOTHING = "all_or_nothing"
    MIND_READING = "mind_reading"
    FORTUNE_TELLING = "fortune_telling"
    CATASTROPHISING = "catastrophising"
    PERSONALISING = "personalising"
    SHOULD_RULES = "should_rules"
    LABELLING = "labelling"
    DISCOUNTING_GOOD_NEWS = "discounting_good_news"
    EMOTIONAL_REASONING = "emotional_reasoning"
    FILTERING = "filtering"
    PROOF_SEEKING = "proof_seeking"
    HEROS_WELCOME = "heros_welcome"
    ONE_STRIKE = "one_strike"
    PERMISSION = "permission"


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a text: characters from `start` up to `end`, the end not included.

    `why` says how it may land, `instead` offers a way to say it; both are sentences for the one who wrote it.
    """

    label: Label
    start: int
    end: int
    why: str
    instead: str
    tier: Tier
