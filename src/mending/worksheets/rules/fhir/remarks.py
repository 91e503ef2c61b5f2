"""What an importer is told about a questionnaire before anything of it is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping

from mending.worksheets.rules.fhir.addresses import ARGONAUT, extensions, name_of, value_of
from mending.worksheets.rules.fhir.findings import Finding, kept, left_out, refused
from mending.worksheets.rules.fhir.items import Item, Type, walk
from mending.worksheets.rules.fhir.lenient import Json, objects, text
from mending.worksheets.rules.fhir.markup import plain
from mending.worksheets.rules.fhir.valuesets import is_known

MOST_ITEMS, DEEPEST, MOST_OPTIONS, MOST_EXPRESSIONS = 500, 8, 200, 50

_USED = {
    "itemControl", "ordinalValue", "itemWeight", ARGONAUT, "calculatedExpression", "hidden", "unit", "unitOption",
    "minValue", "maxValue",
    "minQuantity", "maxQuantity", "sliderStepValue", "regex", "minLength", "minOccurs", "maxOccurs",
    "optionExclusive", "translation", "entryFormat", "choiceOrientation", "optionPrefix", "variable",
    "enableWhenExpression", "initialExpression", "constraint", "targetConstraint", "maxDecimalPlaces", "maxSize",
    "mimeType", "referenceResource", "unitValueSet", "shortText", "rendering-xhtml", "rendering-markdown",
    "rendering-style", "rendering-styleSensitive", "designNote", "displayCategory", "preferredTerminologyServer",
}  # fmt: skip
_REFUSED = {
    "launchContext": "It wants data of the program that starts it (launchContext); we have none to give.",
    "sourceStructureMap": "It is filled by a StructureMap, which we do not run.",
    "targetStructureMap": "Its answers are turned by a StructureMap, which we do not run.",
    "sourceQueries": "It asks a server for data (sourceQueries); we ask no server.",
    "subQuestionnaire": "It takes parts from another questionnaire (subQuestionnaire), which we cannot fetch.",
}
_LANGUAGES = {
    "application/x-fhir-query": "It asks a server for data (x-fhir-query); we ask no server.",
    "text/cql": "It has an expression in CQL, which we do not run.",
    "text/cql-identifier": "It has an expression in CQL, which we do not run.",
    "text/cql.identifier": "It has an expression in CQL, which we do not run.",
}
_OPERATORS = {"exists", "=", "!=", ">", "<", ">=", "<="}


def remarks(questionnaire: Json, items: tuple[Item, ...]) -> Iterator[Finding]:
    """Every finding, those about the whole first, then item by item."""
    every = [*walk(items)]
    yield from _whole(questionnaire, every)
    seen: Counter[str] = Counter(item.link_id for item in every)
    for item in every:
        yield from _item(item, seen)


def _whole(questionnaire: Json, every: list[Item]) -> Iterator[Finding]:
    yield kept(f"{len(every)} items, {sum(item.answerable for item in every)} of them questions.")
    for key, name in (("copyright", "Copyright"), ("copyrightLabel", "Copyright"), ("publisher", "Publisher")):
        if words := plain(text(questionnaire, key)):
            yield kept(f"{name}: {words}")
    if not text(questionnaire, "copyright"):
        yield left_out("It states no copyright and no licence: find out whether it may be used.")
    yield from _sizes(questionnaire, every)
    yield from _extensions(questionnaire, "")
    for one in objects(questionnaire, "contained"):
        if text(one, "resourceType") not in ("ValueSet", "CodeSystem"):
            yield left_out(f"A contained {plain(text(one, 'resourceType')) or 'thing'} is left out.")


def _sizes(questionnaire: Json, every: list[Item]) -> Iterator[Finding]:
    if len(every) > MOST_ITEMS:
        yield refused(f"It has {len(every)} items; we take up to {MOST_ITEMS}.")
    if any(len(item.path) > DEEPEST for item in every):
        yield refused(f"Its items are nested more than {DEEPEST} deep.")
    expressions = sum(_expressions(item.raw) for item in every) + _expressions(questionnaire)
    if expressions > MOST_EXPRESSIONS:
        yield refused(f"It has {expressions} expressions; we take up to {MOST_EXPRESSIONS}.")


def _item(item: Item, seen: Counter[str]) -> Iterator[Finding]:
    where = plain(item.link_id, 200)
    if not item.link_id:
        yield refused("An item has no linkId.", where)
    elif seen[item.link_id] > 1:
        seen[item.link_id] = 0
        yield refused("This linkId is used more than once.", where)
    if item.type in (Type.UNKNOWN, Type.QUESTION):
        yield refused(f"We know no type “{plain(text(item.raw, 'type'), 50)}”.", where)
    if item.type in (Type.ATTACHMENT, Type.REFERENCE):
        yield left_out("Files and references cannot be answered here; the question is left out.", where)
    yield from _choices(item, where)
    yield from _conditions(item, seen, where)
    yield from _extensions(item.raw, where)


def _choices(item: Item, where: str) -> Iterator[Finding]:
    if len(item.options) > MOST_OPTIONS:
        yield refused(f"It has {len(item.options)} options; we take up to {MOST_OPTIONS}.", where)
    if item.value_set and is_known(item.value_set):
        yield kept("Its options are a list of FHIR that we carry.", where)
    elif item.value_set:
        yield refused(f"Its options are kept elsewhere ({plain(item.value_set, 200)}); we ask no server.", where)
    if any(option.weight is not None for option in item.options):
        yield kept("Its options have weights for a score.", where)


def _conditions(item: Item, seen: Counter[str], where: str) -> Iterator[Finding]:
    for when in item.when:
        if when.question not in seen:
            yield refused(f"It depends on “{plain(when.question, 50)}”, which is not in the form.", where)
        if when.operator not in _OPERATORS:
            yield refused(f"We know no comparison “{plain(when.operator, 20)}”.", where)


def _expressions(raw: Json) -> int:
    names = ("calculatedExpression", "initialExpression", "enableWhenExpression", "variable", "constraint")
    return sum(1 for _ in extensions(raw, *names))


def _extensions(raw: Json, where: str) -> Iterator[Finding]:
    for _ in objects(raw, "modifierExtension"):
        yield refused("It has a modifier that changes its meaning in a way we do not know.", where)
    for one in objects(raw, "extension"):
        yield from _extension(one, where)


def _extension(one: Json, where: str) -> Iterator[Finding]:
    name = name_of(one)
    value = value_of(one)
    language = text(value.is_, "language") if value else ""
    if name in _REFUSED:
        yield refused(_REFUSED[name], where)
    elif language in _LANGUAGES:
        yield refused(_LANGUAGES[language], where)
    elif "expression" in (value.is_ if value and isinstance(value.is_, Mapping) else {}) and name in _USED:
        yield kept(_expression(name, value.is_ if value else {}), where)
    elif name not in _USED:
        yield left_out(f"The extension {plain(name, 200)} is not used.", where)


def _expression(name: str, found: Json) -> str:
    """An expression in a finding: what it is for, its name, and how it begins."""
    words = plain(text(found, "expression"))
    begin = words if len(words) <= 160 else f"{words[:150]} … ({len(words)} letters)"
    return f"{' '.join(one for one in (name, plain(text(found, 'name'), 40)) if one)}: {begin}"
