"""A response over its questionnaire: one node for each item, present or not, in the form's order.

A group that repeats has a node for each time it is answered; a question has its answers, each with the nodes of
the items under it. What the response has and the form does not know is kept beside (`stray`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from mending.worksheets.rules.fhir.addresses import value_of
from mending.worksheets.rules.fhir.items import Instrument, Item, Type, Value
from mending.worksheets.rules.fhir.lenient import Json, objects, text

DEEPEST = 60


class Answer:
    """One answer: its value, the nodes under it, and what was read."""

    __slots__ = ("calculated", "nodes", "raw", "stray", "value")

    def __init__(self, value: Value | None, raw: Json) -> None:
        self.value = value
        self.raw = raw
        self.nodes: list[Node] = []
        self.stray: list[Json] = []


class Node:
    """One item of the form at one place of the response. `raw` is None when the response does not have it."""

    __slots__ = ("answers", "asked", "item", "nodes", "parent", "raw", "siblings", "stray")

    def __init__(self, item: Item, raw: Json | None, parent: Node | None, siblings: list[Node]) -> None:
        self.item = item
        self.raw = raw
        self.parent = parent
        self.siblings = siblings
        self.answers: list[Answer] = []
        self.nodes: list[Node] = []  # of a group, or those under a question without an answer
        self.stray: list[Json] = []
        self.asked = True

    def values(self) -> Iterator[Value]:
        """Its values, none while it is not asked."""
        if self.shown:
            yield from (answer.value for answer in self.answers if answer.value is not None)

    @property
    def shown(self) -> bool:
        """Whether it and everything around it is asked."""
        node: Node | None = self
        while node is not None:
            if not node.asked:
                return False
            node = node.parent
        return True

    def lists(self) -> Iterator[list[Node]]:
        """The lists of nodes inside."""
        yield self.nodes
        for answer in self.answers:
            yield answer.nodes


class Tree:
    """A whole response over its form."""

    def __init__(self, instrument: Instrument, response: Json) -> None:
        self.instrument = instrument
        self.response = response
        self.nodes, self.stray = _lay(instrument.items, list(objects(response, "item")), None)

    def walk(self) -> Iterator[Node]:
        """Every node, each before those inside it."""
        yield from _walk(self.nodes)


def _walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for inside in node.lists():
            yield from _walk(inside)


def _lay(items: tuple[Item, ...], raws: list[Json], parent: Node | None) -> tuple[list[Node], list[Json]]:
    named: dict[str, list[Json]] = {}
    for raw in raws:
        named.setdefault(text(raw, "linkId"), []).append(raw)
    made: list[Node] = []
    again = Counter(item.link_id for item in items)
    for item in items:
        again[item.link_id] -= 1
        # Two items of one linkId, which must not be: each takes one of what the response has.
        few = 1 if again[item.link_id] else None
        held = named.get(item.link_id, [])
        found: list[Json | None] = [*held[:few]]
        del held[:few]
        made.extend(_node(item, raw, parent, made) for raw in found or [None])
    known = {item.link_id for item in items}
    return made, [raw for raw in raws if text(raw, "linkId") not in known]


def _node(item: Item, raw: Json | None, parent: Node | None, siblings: list[Node]) -> Node:
    node = Node(item, raw, parent, siblings)
    inside = list(objects(raw, "item")) if raw else []
    if item.type is not Type.GROUP:
        for one in objects(raw, "answer"):
            node.answers.append(answer_of(node, one))
    if item.type is Type.GROUP or not node.answers or inside:
        node.nodes, node.stray = _lay(item.items, inside, node)
    return node


def answer_of(node: Node, raw: Json) -> Answer:
    """An answer read from the response, with the nodes of the items under its question."""
    answer = Answer(value_of(raw), raw)
    if node.item.items:
        answer.nodes, answer.stray = _lay(node.item.items, list(objects(raw, "item")), node)
    else:
        answer.stray = list(objects(raw, "item"))
    return answer


def has_answer(node: Node) -> bool:
    """Whether anything is answered in it or inside it."""
    return bool(node.answers) or any(has_answer(one) for inside in node.lists() for one in inside)


def made_of(value: Value) -> dict[str, Any]:
    """An answer as FHIR writes it."""
    return {f"value{value.type}": value.is_}
