"""Whether a value is what its type says, by the forms that FHIR R4 gives for its primitive types."""

import re
from collections.abc import Mapping
from typing import Any

from mending.worksheets.rules.fhir.items import Item, Type, Value
from mending.worksheets.rules.fhir.lenient import number

_YEAR = r"[1-9]\d{3}|0\d{3}"
_DATE = re.compile(rf"(?:{_YEAR})(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
_TIME = re.compile(rf"{_CLOCK}\Z")
_MOMENT = re.compile(rf"(?P<date>.{{10}})T{_CLOCK}(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?\Z")

# The types an answer may have, by the type of its item.
_FITTING = {
    Type.BOOLEAN: ("Boolean",),
    Type.DECIMAL: ("Decimal",),
    Type.INTEGER: ("Integer",),
    Type.DATE: ("Date",),
    Type.DATE_TIME: ("DateTime",),
    Type.TIME: ("Time",),
    Type.STRING: ("String",),
    Type.TEXT: ("String",),
    Type.URL: ("Uri",),
    Type.CHOICE: ("Coding",),
    Type.OPEN_CHOICE: ("Coding", "String"),
    Type.ATTACHMENT: ("Attachment",),
    Type.REFERENCE: ("Reference",),
    Type.QUANTITY: ("Quantity",),
}


def _is_moment(value: str) -> bool:
    found = _MOMENT.match(value)
    return bool(_DATE.match(value) or (found and _DATE.match(found["date"])))


_WORDS = {
    "Date": lambda found: bool(_DATE.match(found)),
    "DateTime": _is_moment,
    "Time": lambda found: bool(_TIME.match(found)),
    "String": lambda found: True,
    "Uri": lambda found: True,
    "Code": lambda found: True,
}


def well_formed(value: Value) -> bool:
    """Whether the JSON of a value is what its type says."""
    found: Any = value.is_
    if value.type in _WORDS:
        return isinstance(found, str) and _WORDS[value.type](found)
    if value.type == "Boolean":
        return isinstance(found, bool)
    if value.type == "Integer":
        return isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**63
    if value.type == "Decimal":
        return number(found) is not None
    return isinstance(found, Mapping)


def fits(item: Item, value: Value) -> bool:
    """Whether a value is of a type that its item takes.

    A choice whose options are numbers, dates, times or texts takes those (R4); an item that is not closed (R5,
    `optionsOrType`) takes its own type besides its options.
    """
    if not well_formed(value):
        return False
    if value.type in _FITTING.get(item.type, ()):
        return True
    return item.type in (Type.CHOICE, Type.OPEN_CHOICE) and any(
        one.value.type == value.type for one in item.options
    )
