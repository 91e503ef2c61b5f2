"""What one item becomes in a form of ours: its kind, its bounds, its options, and values compared with it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mending.worksheets.rules.fhir.addresses import extension_value
from mending.worksheets.rules.fhir.items import Item, Option, Type, Value
from mending.worksheets.rules.fhir.lenient import flag, number, text
from mending.worksheets.rules.fhir.markup import plain
from mending.worksheets.rules.fhir.picking import option_id
from mending.worksheets.rules.form import Kind

KINDS = {
    Type.DISPLAY: Kind.TEXT,
    Type.BOOLEAN: Kind.YES_NO,
    Type.DECIMAL: Kind.NUMBER,
    Type.INTEGER: Kind.NUMBER,
    Type.QUANTITY: Kind.NUMBER,
    Type.DATE: Kind.DATE,
    Type.DATE_TIME: Kind.DATE,
    Type.TIME: Kind.TIME,
    Type.STRING: Kind.SHORT,
    Type.URL: Kind.SHORT,
    Type.TEXT: Kind.LONG,
    Type.CHOICE: Kind.CHOICE,
    Type.OPEN_CHOICE: Kind.CHOICE,
}


MOST_PLACES = 6
"""More digits after the point than this are not told apart."""


def is_unasked(item: Item) -> bool:
    """Whether its author shows it to nobody, or lets nobody fill it in."""
    found = extension_value(item.raw, "hidden")
    fixed = item.answerable and item.calculated is None and flag(item.raw, "readOnly")
    return (found is not None and found.is_ is True) or fixed


def kind_of(item: Item) -> Kind:
    """The kind of question it becomes; a number with a slider and both ends is a scale."""
    kind = KINDS[item.type]
    if kind is Kind.CHOICE and item.repeats:
        return Kind.CHOICES
    if kind is Kind.NUMBER and control_of(item) == "slider" and None not in (item.limits.least, item.limits.most):
        return Kind.SCALE
    return kind


def control_of(item: Item) -> str:
    """The code of its itemControl, such as `slider`; empty without one."""
    found = extension_value(item.raw, "itemControl")
    codings = found.is_.get("coding") if found and isinstance(found.is_, Mapping) else None
    return text(codings[0], "code") if isinstance(codings, list) and codings else ""


def bounds_of(item: Item, kind: Kind) -> dict[str, Any]:
    """Its limits as keys of ours: least, most, step, unit, pattern."""
    limits = item.limits
    made: dict[str, Any] = {}
    least, most = worth(limits.least or limits.least_quantity), worth(limits.most or limits.most_quantity)
    if kind in (Kind.SHORT, Kind.LONG):
        least, most = limits.shortest, limits.longest
    elif kind in (Kind.CHOICES, Kind.GROUP):
        least, most = limits.fewest, limits.commonest
    for key, found in (("least", least), ("most", most), ("step", step_of(item))):
        if found is not None:
            made[key] = found
    unit = item.unit or next(iter(limits.units), None)
    if unit is not None and (words := text(unit.is_, "display") or text(unit.is_, "code")):
        made["unit"] = words
    if limits.pattern:
        made["pattern"] = limits.pattern
    return made


def step_of(item: Item) -> int | float | None:
    """The step of its numbers: of its slider, whole ones, or so many digits after the point; None for any."""
    slider = worth(extension_value(item.raw, "sliderStepValue"))
    if slider is not None or item.type not in (Type.INTEGER, Type.DECIMAL, Type.QUANTITY):
        return slider
    places = 0 if item.type is Type.INTEGER else item.limits.places
    return None if places is None else whole(Decimal(1).scaleb(-min(places, MOST_PLACES)))


def worth(value: Value | None) -> int | float | None:
    """The number in a value, of a quantity too."""
    found = number(value.is_.get("value") if isinstance(value.is_, Mapping) else value.is_) if value else None
    if found is None:
        return None
    return int(found) if found == found.to_integral_value() else float(found)


def option_of(option: Option, points: Mapping[str, float]) -> dict[str, Any]:
    """An option of ours; `points` say what it counts in a score, by its id."""
    value = option.value
    words = text(value.is_, "display") if isinstance(value.is_, Mapping) else str(value.is_)
    says = " ".join(one for one in (option.prefix, plain(words) or value.code) if one)
    made: dict[str, Any] = {"id": option_id(value), "says": says}
    weight = points.get(made["id"], option.weight)
    if weight is not None:
        made["weight"] = whole(weight)
    return made | ({"alone": True} if option.alone else {})


def whole(found: float | Decimal) -> int | float:
    """A number without a point where it needs none."""
    return int(found) if found == int(found) else float(found)


def compared(source: Item, value: Value | None) -> Any:
    """What a condition compares the answers of `source` with, as our answers are written."""
    if value is None:
        return True
    if source.type in (Type.CHOICE, Type.OPEN_CHOICE):
        return option_id(value)
    if value.type in ("Integer", "Decimal", "Quantity"):
        return worth(value)
    if value.type == "Time":
        return clock(str(value.is_))
    return value.is_ if isinstance(value.is_, str | bool) else str(value.is_)


def clock(time: str) -> str:
    """A time as our answers have it: FHIR always writes seconds, a form of ours only where there are some."""
    return time[:5] if time[5:] in ("", ":00") else time
