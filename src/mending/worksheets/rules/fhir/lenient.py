"""JSON of strangers: parsed with limits, and looked into without trusting any of its types."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import inf
from typing import Any

MOST_BYTES = 1_000_000
_HALF = re.compile("\\\\u[dD][89a-fA-F]|[\ud800-\udfff]")
Json = Mapping[str, Any]


class Unreadable(Exception):
    """The text is no JSON object, or larger or deeper than anything we read. Says why in words."""


def parse(text: str, times: int = 1) -> Json:
    """The JSON object in a text; numbers with a point stay exact (Decimal), so 5.10 has two decimals.

    Raises Unreadable.
    """
    most = MOST_BYTES * times
    if len(text) > most or len(text.encode("utf-8", "surrogatepass")) > most:
        raise Unreadable(f"It is larger than {times} MB.")
    try:
        found = json.loads(text, parse_float=_decimal, parse_constant=_no_constant)
        if _HALF.search(text):
            found = _whole_signs(found)
    except RecursionError as error:
        raise Unreadable("It is nested too deeply.") from error
    except ValueError as error:
        raise Unreadable(f"It is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise Unreadable("It is JSON, but not an object.")
    return found


def _whole_signs(value: Any) -> Any:
    """With half a sign (a lone surrogate), which no file and no page can hold, as the sign for what is unknown."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole_signs(one) for one in value]
    if isinstance(value, dict):
        return {_whole_signs(key): _whole_signs(one) for key, one in value.items()}
    return value


def dump(value: Any) -> str:
    """JSON on one line, exact decimals written as the numbers they are."""
    return json.dumps(value, ensure_ascii=False, default=_number, separators=(",", ":"))


def _decimal(text: str) -> Decimal:
    if len(text) > 100 or abs(int(text.lower().partition("e")[2] or 0)) > 400:
        raise ValueError("a number is too long")
    return Decimal(text)


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not a number in JSON")


def _number(value: Any) -> int | float:
    if isinstance(value, Decimal):
        made = int(value) if value.as_tuple().exponent == 0 else float(value)
        return made if made not in (inf, -inf) else int(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def text(value: Any, key: str) -> str:
    """The text under a key, or an empty one."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""


def flag(value: Any, key: str) -> bool:
    return isinstance(value, Mapping) and value.get(key) is True


def whole(value: Any, key: str) -> int | None:
    """The whole number under a key; what is no whole number counts as absent."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def inner(value: Any, key: str) -> Json:
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def objects(value: Any, key: str) -> Iterator[Json]:
    """The objects of a list under a key; whatever else stands in the list is passed over."""
    found = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, Mapping))


def number(value: Any) -> Decimal | None:
    """A number of any spelling as an exact one."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    made = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    return made if made.is_finite() else None
