"""What an item of others begins with, as an answer of ours.

FHIR has three ways: `initial`, an option with `initialSelected`, and SDC's `initialExpression`, of which constants
and `today()` are taken over. As in `settle`, the expression counts only where there is nothing else.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mending.worksheets.rules.fhir.criteria import Unclear
from mending.worksheets.rules.fhir.items import Item, Type, Value
from mending.worksheets.rules.fhir.picking import option_id
from mending.worksheets.rules.fhir.primitives import fits
from mending.worksheets.rules.fhir.results import as_values
from mending.worksheets.rules.fhir.shaping import clock, worth
from mending.worksheets.rules.form import TODAY, Kind

_CONSTANT = re.compile(
    r"(?P<today>today\(\)|now\(\))|@(?P<date>\d{4}-\d\d-\d\d)|@T(?P<time>\d\d:\d\d(?::\d\d)?)"
    r"|(?P<number>[-+]?\d+(?:\.\d+)?)|(?P<truth>true|false)|'(?P<words>(?:[^'\\]|\\['\\/\"`])*)'"
)
_DAYS = (Type.DATE, Type.DATE_TIME)


def begins_with(item: Item, kind: Kind) -> Any:
    """The answer it begins with: `TODAY`, ids in a list for choices; None when it begins empty.

    Raises Unclear, with the reason, when what the file says cannot be taken over.
    """
    if item.initial:
        values = [one for one in item.initial if fits(item, one)]
    elif item.first:
        found = _constant(item.first.text)
        if found == (TODAY,):
            if item.type in _DAYS:
                return TODAY
            raise Unclear("Its first value is a day, and it asks for something else.")
        values = as_values(item, list(found))
    else:
        return None
    if not values:
        raise Unclear("Its first value is no answer to it.")
    return [option_id(one) for one in values] if kind is Kind.CHOICES else _ANSWERS[kind](values[0])


def _constant(expression: str) -> tuple[Any, ...]:
    found = _CONSTANT.fullmatch(expression.strip())
    if found is None:
        raise Unclear("Its first value is an expression that is neither a constant nor today().")
    words = found[found.lastgroup or ""]
    match found.lastgroup:
        case "today":
            return (TODAY,)
        case "number":
            return (float(words) if "." in words else int(words),)
        case "truth":
            return (words == "true",)
        case "time":
            return (words if words.count(":") > 1 else f"{words}:00",)
        case "words":
            return (re.sub(r"\\(.)", r"\1", words),)
        case _:
            return (words,)


def _day(value: Value) -> str:
    day = str(value.is_)[:10]
    if len(day) < 10:
        raise Unclear("Its first value is a month or a year, and a day is asked for.")
    return day


_ANSWERS: Mapping[Kind, Callable[[Value], Any]] = {
    Kind.CHOICE: option_id,
    Kind.NUMBER: worth,
    Kind.SCALE: worth,
    Kind.DATE: _day,
    Kind.TIME: lambda value: clock(str(value.is_)),
    Kind.SHORT: lambda value: str(value.is_),
    Kind.LONG: lambda value: str(value.is_),
    Kind.YES_NO: lambda value: value.is_,
}
