"""Enough of UCUM to compare amounts: whether two units measure the same, and by how much they differ.

Only prefixes and units that forms ask for; a unit we do not know is comparable with itself alone.
Source: The Unified Code for Units of Measure, tables of base and derived units.
"""

from decimal import Decimal
from functools import lru_cache

from mending.worksheets.rules.fhir.lenient import Json, number, text

UCUM = "http://unitsofmeasure.org"
_PREFIXES = {
    "k": "1e3", "h": "1e2", "da": "1e1", "d": "1e-1", "c": "1e-2", "m": "1e-3", "u": "1e-6", "n": "1e-9",
    "p": "1e-12", "M": "1e6", "G": "1e9",
}  # fmt: skip
# Unit: what it measures, and how many of the base unit.
_METRIC = {
    "m": ("length", "1"), "g": ("mass", "1"), "s": ("time", "1"), "l": ("volume", "1"), "L": ("volume", "1"),
    "mol": ("amount", "1"), "eq": ("amount", "1"), "J": ("energy", "1"), "cal": ("energy", "4.184"),
    "W": ("power", "1"), "Pa": ("pressure", "1"), "m[Hg]": ("pressure", "133322"), "Hz": ("frequency", "1"),
    "[iU]": ("international", "1"), "A": ("current", "1"), "V": ("voltage", "1"), "K": ("temperature", "1"),
}  # fmt: skip
_PLAIN = {
    "[in_i]": ("length", "0.0254"), "[ft_i]": ("length", "0.3048"), "[yd_i]": ("length", "0.9144"),
    "[mi_i]": ("length", "1609.344"), "[lb_av]": ("mass", "453.59237"), "[oz_av]": ("mass", "28.349523125"),
    "[stone_av]": ("mass", "6350.29318"), "t": ("mass", "1e6"), "min": ("time", "60"), "h": ("time", "3600"),
    "d": ("time", "86400"), "wk": ("time", "604800"), "mo": ("time", "2629800"), "a": ("time", "31557600"),
    "%": ("number", "0.01"), "1": ("number", "1"), "{score}": ("number", "1"), "Cel": ("celsius", "1"),
    "[degF]": ("fahrenheit", "1"), "deg": ("angle", "1"), "[foz_us]": ("volume", "0.0295735295625"),
    "[gal_us]": ("volume", "3.785411784"), "[cup_us]": ("volume", "0.2365882365"),
}  # fmt: skip


@lru_cache(512)
def _measure(unit: str) -> tuple[str, Decimal] | None:
    """What a unit measures and its size in the base unit; a quotient measures a quotient."""
    over, slash, under = unit.partition("/")
    if slash:
        above, below = _measure(over or "1"), _measure(under)
        if above is None or below is None:
            return None
        return f"{above[0]}/{below[0]}", above[1] / below[1]
    if unit in _PLAIN or unit in _METRIC:
        kind, size = _PLAIN.get(unit) or _METRIC[unit]
        return kind, Decimal(size)
    for prefix, factor in _PREFIXES.items():
        rest = unit.removeprefix(prefix)
        if unit.startswith(prefix) and rest in _METRIC:
            kind, size = _METRIC[rest]
            return kind, Decimal(size) * Decimal(factor)
    return None


def difference(left: Json, right: Json) -> Decimal | None:
    """How much more `left` is than `right`, by sign; None when they cannot be compared."""
    first, second = number(left.get("value")), number(right.get("value"))
    if first is None or second is None:
        return None
    if (text(left, "system") or UCUM) != (text(right, "system") or UCUM):
        return None
    for key in ("code", "unit"):
        if text(left, key) and text(left, key) == text(right, key):
            return first - second
    mine, other = (_measure(text(one, "code") or text(one, "unit")) for one in (left, right))
    if mine is None or other is None or mine[0] != other[0]:
        return first - second if not _has_unit(left) and not _has_unit(right) else None
    return first * mine[1] - second * other[1]


def _has_unit(quantity: Json) -> bool:
    return bool(text(quantity, "code") or text(quantity, "unit"))
