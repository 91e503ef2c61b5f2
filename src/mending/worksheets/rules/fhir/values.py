"""One answer against its item: options, limits, units, forms. Each check yields the kinds of what is wrong."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from re import error as pattern_error
from urllib.parse import urlsplit

from mending.worksheets.rules.fhir.items import Item, Type, Value
from mending.worksheets.rules.fhir.lenient import Json, number, text
from mending.worksheets.rules.fhir.outcomes import Kind
from mending.worksheets.rules.fhir.resources import RESOURCES
from mending.worksheets.rules.fhir.same import same_option
from mending.worksheets.rules.fhir.units import difference
from mending.worksheets.rules.fhir.valuesets import is_known, knows

_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*\Z")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
# Repeats in a pattern: with more than one, or one around a group, it could go over the same letters for ever.
_REPEAT = re.compile(r"[*+{]")
LONGEST_PATTERN, LONGEST_MATCHED, QUICK = 500, 5_000, 200
Matcher = Callable[[str, str], bool | None]


def check(item: Item, value: Value, answers: int, matcher: Matcher | None = None) -> Iterator[Kind]:
    """What is wrong with one well-typed answer; `answers` is how many the item has. `matcher` runs a pattern that
    could take long; without one such a pattern counts as one that cannot be run."""
    match value.type:
        case "Decimal" | "Integer":
            yield from _range(item, value)
            yield from _places(item, value)
        case "Date" | "DateTime":
            yield from _period(item, value)
        case "String":
            yield from _words(item, value.is_, matcher)
        case "Uri":
            yield from _address(value.is_)
        case "Attachment":
            yield from _file(item, value.is_)
        case "Reference":
            yield from _reference(item, text(value.is_, "reference"))
        case "Quantity":
            yield from _amount(item, value.is_)
    yield from _option(item, value, answers)
    yield from _in_set(item, value)


def _option(item: Item, value: Value, answers: int) -> Iterator[Kind]:
    if not item.options or item.type in (Type.TEXT, Type.DATE_TIME, Type.QUANTITY, Type.URL):
        return
    found = [option for option in item.offered(value) if same_option(option.value, value)]
    free = item.type is Type.OPEN_CHOICE and value.type == "String"
    if not found and item.closed and not free:
        yield Kind.NO_OPTION
    if answers > 1 and any(option.alone for option in found):
        yield Kind.NOT_ALONE


def _in_set(item: Item, value: Value) -> Iterator[Kind]:
    if not item.value_set or not (value.type == "Coding" or item.type is Type.STRING):
        return
    coding: Json = value.is_ if value.type == "Coding" else {"code": value.is_}
    if not is_known(item.value_set):
        yield Kind.NO_SET
    elif item.closed and not knows(item.value_set, coding):
        yield Kind.NOT_IN_SET


def _range(item: Item, value: Value) -> Iterator[Kind]:
    mine = number(value.is_)
    for limit, kind, sign in ((item.limits.least, Kind.TOO_SMALL, -1), (item.limits.most, Kind.TOO_LARGE, 1)):
        bound = number(limit.is_) if limit and limit.type in ("Integer", "Decimal") else None
        if mine is not None and bound is not None and (mine - bound) * sign > 0:
            yield kind


def _places(item: Item, value: Value) -> Iterator[Kind]:
    if value.type == "Decimal" and item.limits.places is not None and places(value.is_) > item.limits.places:
        yield Kind.TOO_PRECISE


def places(value: int | float | Decimal) -> int:
    """How many digits stand after the point, as written."""
    exponent = Decimal(str(value)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _period(item: Item, value: Value) -> Iterator[Kind]:
    for limit, kind, sign in ((item.limits.least, Kind.TOO_SMALL, -1), (item.limits.most, Kind.TOO_LARGE, 1)):
        known = limit and limit.type in ("Date", "DateTime") and isinstance(limit.is_, str)
        if limit and known and compare_dates(value.is_, limit.is_) * sign > 0:
            yield kind


def compare_dates(left: str, right: str) -> int:
    """-1, 0 or 1, as far as the less precise of the two says: 2022 and 2022-06 are the same."""
    size = min(len(left), len(right))
    return (left[:size] > right[:size]) - (left[:size] < right[:size])


def _words(item: Item, words: str, matcher: Matcher | None) -> Iterator[Kind]:
    if item.type is not Type.TEXT and ("\n" in words or "\r" in words):
        yield Kind.NEW_LINE
    if item.limits.shortest is not None and len(words) < item.limits.shortest:
        yield Kind.TOO_SHORT
    if item.limits.longest is not None and len(words) > item.limits.longest:
        yield Kind.TOO_LONG
    if item.limits.pattern:
        yield from _pattern(item.limits.pattern, words, matcher)


def _pattern(pattern: str, words: str, matcher: Matcher | None) -> Iterator[Kind]:
    found = _matches(pattern, words, matcher)
    if not found:
        yield Kind.PATTERN_FAILED if found is None else Kind.PATTERN


def _matches(pattern: str, words: str, matcher: Matcher | None) -> bool | None:
    """Whether the pattern is found in the words; None when that cannot be told in time."""
    if len(pattern) > LONGEST_PATTERN or len(words) > LONGEST_MATCHED:
        return None
    if len(_REPEAT.findall(pattern)) > 1 or len(words) > QUICK or re.search(r"\)[*+{?]|\\[1-9]", pattern):
        return matcher(pattern, words) if matcher else None
    try:
        return bool(re.search(pattern, words))
    except (pattern_error, OverflowError, RecursionError):
        return None


def _address(words: str) -> Iterator[Kind]:
    if words.startswith("urn:uuid:"):
        if not _UUID.match(words.removeprefix("urn:uuid:")):
            yield Kind.URL
    elif not well_formed_address(words):
        yield Kind.URL


def well_formed_address(words: str) -> bool:
    """Whether an address, whole or relative, has only letters that an address has (RFC 3986)."""
    if not _ADDRESS.match(words) or re.search(r"%(?![0-9a-fA-F]{2})", words):
        return False
    try:
        urlsplit(words)
    except ValueError:
        return False
    return True


def _file(item: Item, file: Json) -> Iterator[Kind]:
    data = _decoded(text(file, "data"))
    size = number(file.get("size"))
    if size is not None and text(file, "data") and (data is None or len(data) != size):
        yield Kind.FILE_WRONG_SIZE
    held = Decimal(len(data)) if data else size
    if item.limits.bytes is not None and held is not None and held > item.limits.bytes:
        yield Kind.FILE_SIZE
    if item.limits.mime and text(file, "contentType") not in item.limits.mime:
        yield Kind.FILE_TYPE


def _decoded(data: str) -> bytes | None:
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _reference(item: Item, reference: str) -> Iterator[Kind]:
    if not reference or reference.startswith("#"):
        return
    scheme, colon, _ = reference.partition(":")
    if not well_formed_address(reference) or (colon and scheme not in ("http", "https", "urn")):
        yield Kind.REFERENCE
        return
    parts = reference.partition("/_history/")[0].rstrip("/").split("/")
    kind = parts[-2] if len(parts) > 1 else ""
    if scheme == "urn" and colon:
        return
    if kind not in RESOURCES:
        yield Kind.RESOURCE
    if kind and item.limits.resources and kind not in item.limits.resources:
        yield Kind.RESOURCE_TYPE


def _amount(item: Item, quantity: Json) -> Iterator[Kind]:
    if item.limits.units and not any(_in_unit(unit, quantity) for unit in item.limits.units):
        yield Kind.UNIT
    if item.limits.unit_set:
        yield from _unit_in_set(item.limits.unit_set, quantity)
    for limit, apart, beyond, sign in (
        (item.limits.least_quantity, Kind.LEAST_UNIT, Kind.TOO_SMALL, -1),
        (item.limits.most_quantity, Kind.MOST_UNIT, Kind.TOO_LARGE, 1),
    ):
        if limit is None or not isinstance(limit.is_, dict):
            continue
        more = difference(quantity, limit.is_)
        if more is None:
            yield apart
        elif more * sign > 0:
            yield beyond


def _in_unit(unit: Value, quantity: Json) -> bool:
    wanted = unit.is_
    return all(not text(wanted, key) or text(wanted, key) == text(quantity, key) for key in ("system", "code"))


def _unit_in_set(address: str, quantity: Json) -> Iterator[Kind]:
    coding = {key: text(quantity, key) for key in ("system", "code")}
    if not all(coding.values()):
        yield Kind.UNIT_SET
    elif not is_known(address):
        yield Kind.NO_SET
    elif not knows(address, coding):
        yield Kind.UNIT_SET
