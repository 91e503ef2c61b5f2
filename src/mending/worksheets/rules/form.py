"""What a worksheet is: frozen values, read from a file and never changed after.

Answers are plain values as JSON knows them: text, a number, yes or no, a date as `2026-11-23`, a time as `21:30`,
a list of option ids, a list of texts (a chain of links), or a list of mappings (a group that repeats).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]


class Kind(StrEnum):
    """What a question asks for."""

    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    SHORT = "short"
    LONG = "long"
    YES_NO = "yes or no"
    CHAIN = "chain"  # an ordered list of links
    PERSON = "person"  # someone of one's circle
    GROUP = "group"
    TEXT = "text"  # words that are only shown


TRAPS = "traps"
"""What the coach may do with an answer: ask about a thought, up to three questions."""

TODAY = "today"
"""What a date may begin with: the day that the filled form is about."""


class Operator(StrEnum):
    """The seven comparisons of a condition."""

    ANSWERED = "answered"
    IS = "="
    IS_NOT = "!="
    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a question's answer with a value."""

    question: str
    operator: Operator
    value: Any = True


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every one holds."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when one of them holds."""

    of: tuple["Condition", ...]


Condition = Comparison | All | AnyOf


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `weight` is what it counts in a score; `alone` shuts the others out."""

    id: str
    says: str
    weight: float | None = None
    alone: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, shown text, or a group with questions inside.

    `least` and `most` bound the number (for text: its length; for choices, chain and group: how many).
    `again` names the earlier question this one asks once more, after the work. `for_each` names a parameter: the
    question is then asked for each of the person's own words, `{}` standing for them. `begins` is the answer that
    is there when the form is begun: for choices ids in a row, for a date also `TODAY`. `coach` says what the coach
    of words does with the answer: of a thought it asks whether it fell into a trap.
    """

    id: str
    kind: Kind
    ask: str
    help: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    other: bool = False
    least: float | None = None
    most: float | None = None
    step: float | None = None
    low: str = ""
    high: str = ""
    unit: str = ""
    pattern: str = ""
    when: Condition | None = None
    inside: tuple["Question", ...] = ()
    again: str = ""
    for_each: str = ""
    begins: str | bool | int | float | tuple[str, ...] | None = None
    coach: str = ""

    def option(self, id: str) -> Option | None:
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a form: questions that belong together."""

    id: str
    title: str
    questions: tuple[Question, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What a score from `low` to `high`, both included, means, as the form's author states it."""

    low: float
    high: float
    title: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A declared sum or mean.

    `reverse` are questions counted from the other end of their range; up to `missing` of them may be unanswered,
    and the sum is then raised in proportion (prorated). `times` are questions that count more than once, or less.
    """

    id: str
    title: str
    of: tuple[str, ...]
    mean: bool = False
    reverse: frozenset[str] = frozenset()
    missing: int = 0
    bands: tuple[Band, ...] = ()
    times: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """Words a person (with a counselor) fits the form with, such as own targets of a diary card."""

    id: str
    ask: str
    help: str = ""
    most: int = 8


@dataclass(frozen=True, slots=True)
class Form:
    """One version of one worksheet in one language.

    `about` holds what stands beside the questions: why, not_when, example, evidence, licence and the like.
    `crisis` holds when an answer means danger (SAFETY A5).
    """

    id: str
    version: int
    language: str
    title: str
    parts: tuple[Part, ...]
    scores: tuple[Score, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    crisis: Condition | None = None
    about: Mapping[str, Any] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """The questions of all parts, in order, without those inside groups."""
        for part in self.parts:
            yield from part.questions

    def question(self, id: str) -> Question | None:
        return next((question for question in walk(self.questions()) if question.id == id), None)


def walk(questions: Iterator[Question] | tuple[Question, ...]) -> Iterator[Question]:
    """Every question, those inside groups after their group."""
    for question in questions:
        yield question
        yield from walk(question.inside)
