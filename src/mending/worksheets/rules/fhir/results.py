"""What an expression found, as answers of its item's type. What does not fit is left out."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from mending.worksheets.rules.fhir.items import Item, Option, Type, Value
from mending.worksheets.rules.fhir.lenient import number, text
from mending.worksheets.rules.fhir.primitives import fits
from mending.worksheets.rules.fhir.reading import options_of

_WORDS = {
    Type.STRING: "String",
    Type.TEXT: "String",
    Type.URL: "Uri",
    Type.DATE: "Date",
    Type.DATE_TIME: "DateTime",
    Type.TIME: "Time",
}


def as_values(item: Item, found: list[Any]) -> list[Value]:
    """The values for an item: all of them when it repeats, else the first."""
    values = [one for one in (_value(item, each) for each in found) if one is not None]
    return values if item.repeats else values[:1]


def _value(item: Item, found: Any) -> Value | None:
    maker = _MAKERS.get(item.type)
    return maker(item, found) if maker else None


def _boolean(_: Item, found: Any) -> Value | None:
    return Value("Boolean", found) if isinstance(found, bool) else None


def _words(item: Item, found: Any) -> Value | None:
    if found is None or isinstance(found, dict | list):
        return None
    words = str(found).lower() if isinstance(found, bool) else str(found)
    made = Value(_WORDS[item.type], words)
    return made if words.strip() and fits(item, made) else None


def _decimal(_: Item, found: Any) -> Value | None:
    worth = number(_bare(found))
    return None if worth is None else Value("Decimal", tidy(worth))


def _bare(found: Any) -> Any:
    return found.get("value") if isinstance(found, dict) else found


def _integer(_: Item, found: Any) -> Value | None:
    worth = number(_bare(found))
    return None if worth is None else Value("Integer", int(worth))


def tidy(worth: Decimal) -> int | Decimal:
    """A number as JSON writes it: a whole one without a point."""
    return int(worth) if worth == worth.to_integral_value() else worth


def _quantity(item: Item, found: Any) -> Value | None:
    if isinstance(found, dict):
        return Value("Quantity", found) if number(found.get("value")) is not None else None
    worth = number(found)
    if worth is None:
        return None
    unit = item.unit or next(iter(item.limits.units), None)
    made: dict[str, Any] = {"value": tidy(worth)}
    if unit is not None:
        for ours, theirs in (("unit", "display"), ("system", "system"), ("code", "code")):
            if words := text(unit.is_, theirs):
                made[ours] = words
    return Value("Quantity", made)


def _choice(item: Item, found: Any) -> Value | None:
    options = options_of(item)
    if isinstance(found, dict):
        option = next((one for one in options if _is(one, found)), None)
        if option:
            return option.value
        return Value("Coding", found) if not options or item.type is Type.OPEN_CHOICE or not item.closed else None
    for one in options:
        if one.value.type != "Coding" and one.value.is_ == found:
            return one.value
    return Value("String", found) if item.type is Type.OPEN_CHOICE and isinstance(found, str) else None


def _is(option: Option, coding: dict[str, Any]) -> bool:
    mine = option.value.is_
    if option.value.type != "Coding" or text(mine, "system") != text(coding, "system"):
        return False
    by_code = text(coding, "code") and text(coding, "code") == text(mine, "code")
    by_words = text(coding, "display") and text(coding, "display") == text(mine, "display")
    return bool(by_code or by_words)


_MAKERS: Mapping[Type, Callable[[Item, Any], Value | None]] = {
    Type.BOOLEAN: _boolean,
    Type.INTEGER: _integer,
    Type.DECIMAL: _decimal,
    Type.QUANTITY: _quantity,
    Type.CHOICE: _choice,
    Type.OPEN_CHOICE: _choice,
    **dict.fromkeys(_WORDS, _words),
}
