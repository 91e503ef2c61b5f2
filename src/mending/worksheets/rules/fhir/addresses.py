"""The addresses of the extensions we know (HL7 core extensions and Structured Data Capture)."""

from collections.abc import Iterator

from mending.worksheets.rules.fhir.items import Value
from mending.worksheets.rules.fhir.lenient import Json, objects, text

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
ARGONAUT = "http://fhir.org/guides/argonaut-questionnaire/StructureDefinition/extension-score"

# What other versions and other authors call the same.
_SAME = {
    "cqf-calculatedValue": "calculatedExpression",
    "cqif-calculatedValue": "calculatedExpression",
    "cqf-initialValue": "initialExpression",
    "sdc-questionnaire-optionExclusive": "optionExclusive",
}


def name_of(extension: Json) -> str:
    """Our short name of an extension, or its whole address when we do not know it."""
    url = text(extension, "url")
    if url.startswith(SDC):
        return url.removeprefix(SDC)
    if url.startswith(CORE):
        name = url.removeprefix(CORE)
        return _SAME.get(name, name.removeprefix("questionnaire-"))
    return url


def value_of(thing: Json) -> Value | None:
    """The `value[x]` of an extension, an answer, an option or an initial value."""
    for key, found in thing.items():
        if isinstance(key, str) and key.startswith("value") and len(key) > 5 and key[5].isupper():
            return Value(key[5:], found)
    return None


def extensions(thing: Json, *names: str) -> Iterator[Json]:
    """The extensions of a thing with one of these short names, in order."""
    return (one for one in objects(thing, "extension") if name_of(one) in names)


def extension_value(thing: Json, *names: str) -> Value | None:
    """The value of the first extension with one of these names."""
    return next((found for one in extensions(thing, *names) if (found := value_of(one))), None)
