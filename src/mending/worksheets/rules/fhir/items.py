"""What a questionnaire is, as frozen values (FHIR R4 and R5 Questionnaire, SDC extensions)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mending.worksheets.rules.fhir.findings import Finding, Weight
from mending.worksheets.rules.fhir.lenient import Json


class Type(StrEnum):
    """The types of items, as R4 spells them; `coding` of R5 is read as choice or open-choice."""

    GROUP = "group"
    DISPLAY = "display"
    QUESTION = "question"  # abstract: must not be used
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    STRING = "string"
    TEXT = "text"
    URL = "url"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    ATTACHMENT = "attachment"
    REFERENCE = "reference"
    QUANTITY = "quantity"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its FHIR type (`String`, `Coding`, ...) as the name of its key says it."""

    type: str
    is_: Any

    @property
    def code(self) -> str:
        found = self.is_.get("code") if isinstance(self.is_, Mapping) else None
        return found if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `weight` is its ordinalValue or itemWeight, `weighed_by` that extension's address;
    `prefix` is what its author puts before it, such as "a)"."""

    value: Value
    weight: Decimal | None = None
    alone: bool = False
    weighed_by: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """One enableWhen."""

    question: str
    operator: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in FHIRPath; `name` only for variables."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Constraint:
    """An invariant of the form's author (targetConstraint)."""

    key: str
    severity: str
    expression: str
    human: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer must keep to; None where the form does not say."""

    least: Value | None = None
    most: Value | None = None
    least_quantity: Value | None = None
    most_quantity: Value | None = None
    places: int | None = None
    shortest: int | None = None
    longest: int | None = None
    fewest: int | None = None
    commonest: int | None = None
    pattern: str = ""
    bytes: Decimal | None = None
    mime: tuple[str, ...] = ()
    units: tuple[Value, ...] = ()
    unit_set: str = ""
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `closed` is false when an answer outside the options is allowed (answerConstraint of R5)."""

    link_id: str
    type: Type
    text: str
    raw: Json
    path: tuple[str, ...]
    required: bool = False
    repeats: bool = False
    options: tuple[Option, ...] = ()
    coded: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    value_set: str = ""
    closed: bool = True
    when: tuple[When, ...] = ()
    every: bool = True
    limits: Limits = Limits()
    enable: Expression | None = None
    calculated: Expression | None = None
    first: Expression | None = None
    initial: tuple[Value, ...] = ()
    variables: tuple[Expression, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    unit: Value | None = None
    items: tuple["Item", ...] = ()

    def offered(self, value: Value) -> tuple[Option, ...]:
        """The options that a value could be: those with its code, or all where it has none."""
        return self.coded.get(value.code, ()) if value.code else self.options

    @property
    def answerable(self) -> bool:
        return self.type not in (Type.GROUP, Type.DISPLAY)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire as read, with what was found while reading."""

    url: str
    version: str
    status: str
    title: str
    items: tuple[Item, ...]
    raw: Json
    variables: tuple[Expression, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    findings: tuple[Finding, ...] = ()
    by_id: Mapping[str, Item] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        return any(finding.weight is Weight.REFUSED for finding in self.findings)

    def walk(self) -> Iterator[Item]:
        yield from walk(self.items)


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every item, each before those inside it."""
    for item in items:
        yield item
        yield from walk(item.items)
