"""A tree as a QuestionnaireResponse again: without what is not asked, in the form's order, the rest as it was.

As in LHC-Forms an item without an answer goes; a group that was answered stays, also when nothing in it is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mending.worksheets.rules.fhir.items import Option, Type, Value
from mending.worksheets.rules.fhir.same import same_option
from mending.worksheets.rules.fhir.tree import Answer, Node, Tree, has_answer, made_of

Place = list[str | int]
_BARE = {"linkId", "text", "definition"}  # with no more than that an item says nothing


@dataclass(frozen=True, slots=True)
class Rendering:
    """The response, and where each node stands in it (by the id of the node)."""

    response: dict[str, Any]
    places: Mapping[int, Place]


def render(tree: Tree, weighed: bool = False) -> Rendering:
    """The response as it stands now; `weighed` puts beside each coding the weight of its option."""
    places: dict[int, Place] = {}
    items = [*_items(tree.nodes, [], places), *tree.stray]
    if weighed:
        _weigh(tree, items, places)
    kept = {key: value for key, value in tree.response.items() if key != "item"}
    return Rendering({**kept, "item": items} if items else kept, places)


def _items(nodes: list[Node], at: Place, places: dict[int, Place]) -> list[Any]:
    made: list[Any] = []
    for node in nodes:
        place: Place = [*at, "item", len(made)]
        item = _item(node, place, places)
        if item is not None:
            made.append(item)
            places[id(node)] = place
    return made


def _item(node: Node, place: Place, places: dict[int, Place]) -> dict[str, Any] | None:
    if not node.asked or (node.raw is None and not _worth(node)):
        return None
    before = node.raw if node.raw is not None else _fresh(node)
    made = {key: value for key, value in before.items() if key not in ("item", "answer")}
    answers = [_answer(one, [*place, "answer", number], places) for number, one in enumerate(node.answers)]
    if answers:
        made["answer"] = answers
    inside = [*_items(node.nodes, place, places), *node.stray]
    if inside:
        made["item"] = inside
    empty = not answers and not inside and not has_answer(node) and made.keys() <= _BARE
    return None if empty else made


def _fresh(node: Node) -> dict[str, Any]:
    words = node.item.raw.get("text")
    return {"linkId": node.item.link_id, **({"text": words} if isinstance(words, str) else {})}


def _worth(node: Node) -> bool:
    """Whether an item that was not there is to be: a question with an answer, a group with one inside."""
    return has_answer(node) if node.item.type is Type.GROUP else bool(node.answers)


def _answer(answer: Answer, place: Place, places: dict[int, Place]) -> dict[str, Any]:
    made = {key: value for key, value in answer.raw.items() if key != "item"}
    if not made and answer.value is not None:
        made = made_of(answer.value)
    inside = [*_items(answer.nodes, place, places), *answer.stray]
    return {**made, "item": inside} if inside else made


def _weigh(tree: Tree, items: list[Any], places: dict[int, Place]) -> None:
    root = {"item": items}
    for node in tree.walk():
        place = places.get(id(node))
        if place is None or all(option.weight is None for option in node.item.options):
            continue
        found: Any = root
        for step in place:
            found = found[step]
        for answer in found.get("answer", []):
            _put_weight(node, answer)


def name_codings(tree: Tree) -> None:
    """Give a coding without words those of its option, as it would have been written by whoever chose it."""
    for node in tree.walk():
        for answer in node.answers:
            if answer.value is None or answer.value.type != "Coding" or not isinstance(answer.value.is_, dict):
                continue
            option = None if answer.value.is_.get("display") else _option(node, answer.value.is_)
            if option is not None and isinstance(option.value.is_, dict):
                named = {key: one for key, one in option.value.is_.items() if key in ("system", "code", "display")}
                answer.value = Value("Coding", {**answer.value.is_, **named})
                answer.raw = {**answer.raw, "valueCoding": answer.value.is_}


def _option(node: Node, coding: dict[str, Any]) -> Option | None:
    value = Value("Coding", coding)
    return next((one for one in node.item.offered(value) if same_option(one.value, value)), None)


def _put_weight(node: Node, answer: dict[str, Any]) -> None:
    coding = answer.get("valueCoding")
    if not isinstance(coding, dict) or "extension" in coding:
        return
    option = _option(node, coding)
    if option is not None and option.weight is not None:
        address = option.weighed_by or "http://hl7.org/fhir/StructureDefinition/ordinalValue"
        answer["valueCoding"] = {**coding, "extension": [{"url": address, "valueDecimal": option.weight}]}
