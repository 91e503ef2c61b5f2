"""Value sets: those a questionnaire carries with it, and two small ones of FHIR itself. No server is asked."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from mending.worksheets.rules.fhir.addresses import ARGONAUT, extensions, value_of
from mending.worksheets.rules.fhir.items import Option, Value
from mending.worksheets.rules.fhir.lenient import Json, number, objects, text
from mending.worksheets.rules.fhir.places import PLACES

MOST_CODES = 2_000
ITEM_TYPES = "http://hl7.org/fhir/item-type"
COUNTRIES = "urn:iso:std:iso:3166"
GENDERS = "http://hl7.org/fhir/administrative-gender"

# HL7 FHIR, ValueSet item-type (R4 and R5 together): code and display.
_ITEM_TYPES = {
    "group": "Group", "display": "Display", "question": "Question", "boolean": "Boolean", "decimal": "Decimal",
    "integer": "Integer", "date": "Date", "dateTime": "Date Time", "time": "Time", "string": "String",
    "text": "Text", "url": "Url", "choice": "Choice", "open-choice": "Open Choice", "coding": "Coding",
    "attachment": "Attachment", "reference": "Reference", "quantity": "Quantity",
}  # fmt: skip
_GENDERS = {"male": "Male", "female": "Female", "other": "Other", "unknown": "Unknown"}


@lru_cache(1)
def _known() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    return {
        "http://hl7.org/fhir/ValueSet/item-type": (ITEM_TYPES, _ITEM_TYPES),
        "http://hl7.org/fhir/ValueSet/administrative-gender": (GENDERS, _GENDERS),
        "http://hl7.org/fhir/ValueSet/jurisdiction": (COUNTRIES, PLACES),
        "http://hl7.org/fhir/ValueSet/iso3166-1-2": (COUNTRIES, PLACES),
    }


def is_known(address: str) -> bool:
    """Whether a value set is one that we carry."""
    return address.partition("|")[0] in _known()


def knows(address: str, coding: Json) -> bool:
    """Whether a coding is in a value set that we carry: its system (when given), code and display must fit."""
    system, codes = _known()[address.partition("|")[0]]
    code = text(coding, "code")
    if code not in codes or text(coding, "system") not in ("", system):
        return False
    display = text(coding, "display")
    return not display or display.casefold() == codes[code].casefold()


def known_options(address: str) -> tuple[Option, ...]:
    """The codes of a value set that we carry, as options."""
    system, codes = _known()[address.partition("|")[0]]
    return tuple(
        Option(Value("Coding", {"system": system, "code": code, "display": display}))
        for code, display in codes.items()
    )


class Contained:
    """The value sets and code systems inside one questionnaire."""

    def __init__(self, questionnaire: Json) -> None:
        self._sets: dict[str, Json] = {}
        self._options: dict[str, tuple[Option, ...]] = {}
        self._systems: dict[str, Json] = {}
        for one in objects(questionnaire, "contained"):
            table = {"ValueSet": self._sets, "CodeSystem": self._systems}.get(text(one, "resourceType"))
            if table is not None:
                for key in ("#" + text(one, "id"), text(one, "url")):
                    table.setdefault(key, one)

    def has(self, address: str) -> bool:
        return bool(address) and self._find(address) is not None

    def options(self, address: str) -> tuple[Option, ...]:
        """The codes of a contained value set; a set that includes itself, by whatever way, is read once."""
        if address not in self._options:
            self._options[address] = self._read(address)
        return self._options[address]

    def _read(self, address: str) -> tuple[Option, ...]:
        made: dict[tuple[str, str], Option] = {}
        for system, concept in self._concepts(address, set()):
            code = text(concept, "code")
            if len(made) >= MOST_CODES:
                break
            if code:
                coding = {"system": system, "code": code, "display": text(concept, "display")}
                kept = {key: found for key, found in coding.items() if found}
                weight, address = weight_of(concept)
                made.setdefault((system, code), Option(Value("Coding", kept), weight, weighed_by=address))
        return tuple(made.values())

    def _find(self, address: str) -> Json | None:
        return self._sets.get(address) or self._sets.get(address.partition("|")[0])

    def _concepts(self, address: str, seen: set[int]) -> Iterator[tuple[str, Json]]:
        found = self._find(address)
        if found is None or id(found) in seen:
            return
        seen.add(id(found))
        expansion = found.get("expansion")
        if isinstance(expansion, Mapping) and expansion.get("contains"):
            yield from ((text(one, "system"), one) for one in _nested(expansion, "contains"))
            return
        for include in objects(found.get("compose"), "include"):
            system = text(include, "system")
            named = [(system, one) for one in objects(include, "concept")]
            yield from named
            if not named and system in self._systems:
                yield from ((system, one) for one in _nested(self._systems[system], "concept"))
            others = include.get("valueSet")
            for other in others if isinstance(others, list) else []:
                yield from self._concepts(other if isinstance(other, str) else "", seen)


def _nested(thing: Json, key: str) -> Iterator[Json]:
    for one in objects(thing, key):
        yield one
        yield from _nested(one, key)


def weight_of(*things: Json) -> tuple[Decimal | None, str]:
    """The weight beside the first of these that has one, and the address of that extension where it is FHIR's own.

    Besides ordinalValue and itemWeight, the score of the Argonaut questionnaires, as LHC-Forms reads it.
    """
    for thing in things:
        for one in extensions(thing, "ordinalValue", "itemWeight", ARGONAUT):
            found = value_of(one)
            worth = number(found.is_) if found else None
            if worth is not None:
                url = text(one, "url")
                return worth, "" if url == ARGONAUT else url
    return None, ""
