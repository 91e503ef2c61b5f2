"""The limits an item sets to its answers, from its extensions (HL7 core extensions and SDC)."""

from mending.worksheets.rules.fhir.addresses import extension_value, extensions, value_of
from mending.worksheets.rules.fhir.items import Limits, Value
from mending.worksheets.rules.fhir.lenient import Json, number, whole

_NONE = Limits()


def limits_of(raw: Json) -> Limits:
    """All limits of one item."""
    longest = whole(raw, "maxLength")
    if not isinstance(raw.get("extension"), list):
        return _NONE if longest is None else Limits(longest=longest)
    size = extension_value(raw, "maxSize")
    return Limits(
        least=extension_value(raw, "minValue"),
        most=extension_value(raw, "maxValue"),
        least_quantity=_quantity(raw, "minQuantity", "minValue"),
        most_quantity=_quantity(raw, "maxQuantity", "maxValue"),
        places=_whole(raw, "maxDecimalPlaces"),
        shortest=_whole(raw, "minLength"),
        longest=longest,
        fewest=_whole(raw, "minOccurs"),
        commonest=_whole(raw, "maxOccurs"),
        pattern=_text(raw, "regex"),
        bytes=number(size.is_) if size else None,
        mime=_texts(raw, "mimeType"),
        units=tuple(found for one in extensions(raw, "unitOption") if (found := value_of(one))),
        unit_set=_text(raw, "unitValueSet"),
        resources=_texts(raw, "referenceResource"),
    )


def _quantity(raw: Json, *names: str) -> Value | None:
    found = (extension_value(raw, name) for name in names)
    return next((one for one in found if one is not None and one.type == "Quantity"), None)


def _whole(raw: Json, name: str) -> int | None:
    found = extension_value(raw, name)
    return whole({"is": found.is_}, "is") if found else None


def _text(raw: Json, name: str) -> str:
    found = extension_value(raw, name)
    return found.is_ if found and isinstance(found.is_, str) else ""


def _texts(raw: Json, name: str) -> tuple[str, ...]:
    found = (value_of(one) for one in extensions(raw, name))
    return tuple(one.is_ for one in found if one and isinstance(one.is_, str))
