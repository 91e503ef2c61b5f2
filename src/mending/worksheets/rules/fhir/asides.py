"""What stands beside a question of others: its number, help, the way to write an answer, the ends of a scale.

FHIR writes such words as display items inside the question, told apart by their itemControl, or as extensions
(`entryFormat`). In a form of ours they are words of the question itself.
"""

from collections.abc import Iterator

from mending.worksheets.rules.fhir.addresses import extension_value
from mending.worksheets.rules.fhir.items import Item, Type
from mending.worksheets.rules.fhir.lenient import text
from mending.worksheets.rules.fhir.markup import plain
from mending.worksheets.rules.fhir.shaping import control_of

_HELP = ("help", "flyover")
_PLACES = {"lower": "low", "upper": "high", "unit": "unit"}


def is_aside(item: Item) -> bool:
    """Whether these words are part of the question around them."""
    return item.type is Type.DISPLAY and control_of(item) in (*_HELP, *_PLACES)


def words_of(item: Item) -> str:
    """What it asks, with the number its author put before it."""
    return " ".join(one for one in (plain(text(item.raw, "prefix")), item.text) if one)


def asides_of(item: Item) -> dict[str, str]:
    """Keys of ours for the words beside it: help, low, high, unit."""
    made = {}
    if help_words := " ".join(_help(item)):
        made["help"] = help_words
    for inside in item.items:
        key = _PLACES.get(control_of(inside)) if inside.type is Type.DISPLAY else None
        if key and inside.text:
            made[key] = inside.text
    return made


def _help(item: Item) -> Iterator[str]:
    yield from (one.text for one in item.items if is_aside(one) and control_of(one) in _HELP and one.text)
    found = extension_value(item.raw, "entryFormat")
    if found and isinstance(found.is_, str) and (words := plain(found.is_)):
        yield words
