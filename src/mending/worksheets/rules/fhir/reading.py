"""A Questionnaire of anybody's, read leniently: what can be understood is; each thing that cannot is a finding.

Sources: HL7 FHIR R4 and R5 Questionnaire; SDC 3.0. STU3's `option` and `hasAnswer` are understood as well.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mending.worksheets.rules.fhir.addresses import (
    extension_value,
    extensions,
    value_of,
)
from mending.worksheets.rules.fhir.items import (
    Constraint,
    Expression,
    Instrument,
    Item,
    Option,
    Type,
    Value,
    When,
    walk,
)
from mending.worksheets.rules.fhir.lenient import Json, Unreadable, flag, inner, objects, text
from mending.worksheets.rules.fhir.limits import limits_of
from mending.worksheets.rules.fhir.markup import plain
from mending.worksheets.rules.fhir.remarks import remarks
from mending.worksheets.rules.fhir.valuesets import Contained, is_known, known_options, weight_of

# Beyond these nothing is read at all; what may be installed is narrower (see `remarks`).
DEEPEST, MOST_ITEMS = 40, 5_000
FHIRPATH = ("", "text/fhirpath", "text/fhirpath.js")
_TYPES = {kind.value: kind for kind in Type} | {"coding": Type.CHOICE}
_OPEN = {"optionsOrString": Type.OPEN_CHOICE}


def read(questionnaire: Json) -> Instrument:
    """An instrument of a Questionnaire.

    Raises Unreadable when it is none at all, or so large that it is not looked into.
    """
    if text(questionnaire, "resourceType") != "Questionnaire":
        raise Unreadable("It is no FHIR Questionnaire.")
    reader = _Reader(questionnaire)
    items = reader.items(questionnaire, ())
    return Instrument(
        url=text(questionnaire, "url"),
        version=text(questionnaire, "version"),
        status=text(questionnaire, "status"),
        title=plain(text(questionnaire, "title") or text(questionnaire, "name")),
        items=items,
        raw=questionnaire,
        variables=(*variables_of(questionnaire), *_named(questionnaire)),
        constraints=constraints_of(questionnaire),
        findings=tuple(remarks(questionnaire, items)),
        by_id={item.link_id: item for item in reversed([*walk(items)])},
    )


class _Reader:
    def __init__(self, questionnaire: Json) -> None:
        self.contained = Contained(questionnaire)
        self.count: Counter[str] = Counter()
        self.coded: dict[str, dict[str, tuple[Option, ...]]] = {}

    def items(self, thing: Json, path: tuple[str, ...]) -> tuple[Item, ...]:
        if len(path) > DEEPEST:
            raise Unreadable(f"Its items are nested more than {DEEPEST} deep.")
        return tuple(self.item(one, path) for one in objects(thing, "item"))

    def item(self, raw: Json, above: tuple[str, ...]) -> Item:
        self.count["items"] += 1
        if self.count["items"] > MOST_ITEMS:
            raise Unreadable(f"It has more than {MOST_ITEMS} items.")
        options, value_set = self.options(raw)
        path = (*above, text(raw, "linkId"))
        return Item(
            link_id=text(raw, "linkId"),
            type=type_of(raw),
            text=plain(text(raw, "text")),
            raw=raw,
            path=path,
            required=flag(raw, "required"),
            repeats=flag(raw, "repeats"),
            options=options,
            coded=self.by_code(options, text(raw, "answerValueSet")),
            value_set=value_set,
            closed=text(raw, "answerConstraint") not in ("optionsOrType", "optionsOrString"),
            when=tuple(_when(raw)),
            every=text(raw, "enableBehavior") == "all",
            limits=limits_of(raw),
            enable=_expression(raw, "enableWhenExpression"),
            calculated=_expression(raw, "calculatedExpression"),
            first=_expression(raw, "initialExpression"),
            initial=tuple(_initial(raw)),
            variables=variables_of(raw),
            constraints=constraints_of(raw),
            unit=extension_value(raw, "unit"),
            items=self.items(raw, path),
        )

    def options(self, raw: Json) -> tuple[tuple[Option, ...], str]:
        """The options an item lists or takes from a value set within; else the address of the set."""
        listed = tuple(_options(raw))
        address = text(raw, "answerValueSet") or text(inner(raw, "options"), "reference")
        if listed or not address:
            return listed, ""
        if self.contained.has(address):
            return self.contained.options(address), ""
        return (), address

    def by_code(self, options: tuple[Option, ...], address: str) -> dict[str, tuple[Option, ...]]:
        """The options by their code; those of one value set are sorted out once."""
        if not self.contained.has(address) or options is not self.contained.options(address):
            return _by_code(options)
        if address not in self.coded:
            self.coded[address] = _by_code(self.contained.options(address))
        return self.coded[address]


def type_of(raw: Json) -> Type:
    """The type of an item as R4 spells it."""
    kind = _TYPES.get(text(raw, "type"), Type.UNKNOWN)
    constraint = text(raw, "answerConstraint")
    if text(raw, "type") == "coding":
        return _OPEN.get(constraint, Type.CHOICE)
    if kind is Type.QUESTION and (constraint or "answerOption" in raw or "answerValueSet" in raw):
        return _OPEN.get(constraint, Type.CHOICE)
    return kind


def _options(raw: Json) -> Iterator[Option]:
    for key in ("answerOption", "option"):
        for one in objects(raw, key):
            value = value_of(one)
            if value is None:
                continue
            coding = value.is_ if isinstance(value.is_, Mapping) else {}
            weight, address = weight_of(one, coding)
            prefix = extension_value(one, "optionPrefix") or extension_value(coding, "optionPrefix")
            alone = _is_true(extension_value(one, "optionExclusive"))
            yield Option(value, weight, alone, address, plain(str(prefix.is_)) if prefix else "")


def _by_code(options: tuple[Option, ...]) -> dict[str, tuple[Option, ...]]:
    made: dict[str, list[Option]] = {}
    for option in options:
        made.setdefault(option.value.code, []).append(option)
    return {code: tuple(found) for code, found in made.items() if code}


def _is_true(value: Value | None) -> bool:
    return value is not None and value.is_ is True


def _when(raw: Json) -> Iterator[When]:
    for one in objects(raw, "enableWhen"):
        has = one.get("hasAnswer")
        if isinstance(has, bool):
            yield When(text(one, "question"), "exists", Value("Boolean", has))
            continue
        answer = next(
            (Value(key[6:], found) for key, found in one.items() if key.startswith("answer") and len(key) > 6),
            None,
        )
        yield When(text(one, "question"), text(one, "operator") or "=", answer)


def _initial(raw: Json) -> Iterator[Value]:
    for one in objects(raw, "initial"):
        if value := value_of(one):
            yield value
    for key in raw:
        if key.startswith("initial") and len(key) > 7 and key[7].isupper():
            yield Value(key[7:], raw[key])
    for one in objects(raw, "answerOption"):
        value = value_of(one)
        if value and flag(one, "initialSelected"):
            yield value


def expression_in(value: Value | None) -> Expression | None:
    """The FHIRPath in an extension's value; None for another language or nothing at all."""
    if value is None:
        return None
    if isinstance(value.is_, str):
        return Expression(value.is_)
    words = text(value.is_, "expression")
    if not words or text(value.is_, "language") not in FHIRPATH:
        return None
    return Expression(words, text(value.is_, "name"))


def _expression(raw: Json, name: str) -> Expression | None:
    return expression_in(extension_value(raw, name))


def variables_of(thing: Json) -> tuple[Expression, ...]:
    """The variables declared on a form or an item, in order."""
    found = (expression_in(value_of(one)) for one in extensions(thing, "variable"))
    return tuple(one for one in found if one is not None and one.name)


def _named(questionnaire: Json) -> Iterator[Expression]:
    """Expressions of the whole form that only give a name to something."""
    for name in ("calculatedExpression", "initialExpression"):
        found = _expression(questionnaire, name)
        if found is not None and found.name:
            yield found


def constraints_of(thing: Json) -> tuple[Constraint, ...]:
    """The invariants of the author on a form or an item."""
    return tuple(_constraint(one) for one in extensions(thing, "constraint", "targetConstraint"))


def _constraint(extension: Json) -> Constraint:
    parts: dict[str, Any] = {}
    for one in objects(extension, "extension"):
        if value := value_of(one):
            parts.setdefault(text(one, "url"), value.is_)
    expression = parts.get("expression")
    words = expression if isinstance(expression, str) else text(expression, "expression")
    return Constraint(
        key=str(parts.get("key", "")),
        severity="warning" if parts.get("severity") == "warning" else "error",
        expression=words,
        human=plain(str(parts.get("human", ""))),
    )


def options_of(item: Item) -> tuple[Option, ...]:
    """The options of an item, those of a set that we carry included."""
    if not item.options and is_known(item.value_set):
        return known_options(item.value_set)
    return item.options
