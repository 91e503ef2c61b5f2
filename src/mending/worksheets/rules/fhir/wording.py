"""The long sentence of each issue, in our own words, begun with the question's text or its linkId."""

from mending.worksheets.rules.fhir.items import Item, Value
from mending.worksheets.rules.fhir.lenient import text
from mending.worksheets.rules.fhir.outcomes import Kind

LONGEST = 200
_SAYS = {
    Kind.GROUP_ANSWER: "a group has no answers of its own; what is inside belongs under its items",
    Kind.DISPLAY_ANSWER: "this is only shown and cannot be answered",
    Kind.WRONG_ITEM: "an item of this type cannot be answered like this",
    Kind.WRONG_TYPE: "an answer of type {type} does not fit an item of type {item}",
    Kind.NO_OPTION: "“{value}” is not one of the options",
    Kind.NOT_ALONE: "“{value}” cannot stand beside other answers",
    Kind.URL: "“{value}” is not an address",
    Kind.REQUIRED: "an answer is needed",
    Kind.REPEATS: "there is more than one answer, and only one is asked for",
    Kind.TOO_FEW: "{count} answers, at least {fewest} are asked for",
    Kind.TOO_MANY: "{count} answers, at most {commonest} are asked for",
    Kind.TOO_SMALL: "{value} is below the least, {least}",
    Kind.TOO_LARGE: "{value} is above the most, {most}",
    Kind.TOO_PRECISE: "{value} has more than {places} digits after the point",
    Kind.TOO_SHORT: "at least {shortest} letters are asked for",
    Kind.TOO_LONG: "at most {longest} letters are asked for",
    Kind.NEW_LINE: "only one line is asked for",
    Kind.NOT_IN_SET: "“{value}” is not in the list",
    Kind.NO_SET: "the list it is taken from is kept elsewhere, and no server is asked",
    Kind.FILE_SIZE: "the file is larger than asked for",
    Kind.FILE_WRONG_SIZE: "the file is not as large as is said beside it",
    Kind.FILE_TYPE: "the file is not of a kind that is asked for",
    Kind.PATTERN: "“{value}” is not in the form that is asked for",
    Kind.PATTERN_FAILED: "whether the answer is in the form asked for cannot be told",
    Kind.REFERENCE: "“{value}” is not a reference",
    Kind.RESOURCE: "“{value}” names no kind of resource that FHIR has",
    Kind.RESOURCE_TYPE: "“{value}” is not of the kind that is asked for",
    Kind.LEAST_UNIT: "{value} cannot be compared with the least, {least}",
    Kind.MOST_UNIT: "{value} cannot be compared with the most, {most}",
    Kind.UNIT: "{value} is not in a unit that is asked for",
    Kind.UNIT_SET: "the unit of {value} is not in the list",
    Kind.NOT_ASKED: "it is answered, though by the other answers it is not asked",
    Kind.ORDER: "it does not stand in the order of the form",
    Kind.TEXT: "its words are not those of the form",
}


def say(kind: Kind, item: Item, value: Value | None, count: int) -> str:
    """The sentence for one kind of issue."""
    limits = item.limits
    words = _SAYS[kind].format(
        type=value.type if value else "none",
        item=item.type.value,
        value=shown(value),
        count=count,
        fewest=limits.fewest,
        commonest=limits.commonest,
        least=shown(limits.least_quantity or limits.least),
        most=shown(limits.most_quantity or limits.most),
        places=limits.places,
        shortest=limits.shortest,
        longest=limits.longest,
    )
    return f"{(item.text or item.link_id)[:LONGEST].rstrip(':')}: {words}."


def shown(value: Value | None) -> str:
    """A value as a person reads it, cut when long."""
    if value is None:
        return ""
    found = value.is_
    if isinstance(found, dict):
        if value.type == "Quantity":
            found = f"{found.get('value', '')} {text(found, 'unit') or text(found, 'code')}".strip()
        else:
            found = text(found, "display") or text(found, "code") or text(found, "reference") or value.type
    return str(found)[:LONGEST]
