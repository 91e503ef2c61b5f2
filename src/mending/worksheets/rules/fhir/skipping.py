"""Which items LHC-Forms asks: `settle` follows it, since answers are compared with what it writes.

Read in its version 40.1.3. It takes the nearest question in reading order: before or around the item, else after.
Dates, times and links meet no comparison, nor does the order of texts or options; units are not looked at. What
an enableWhenExpression hides is hidden from view only: it is neither dropped nor unanswered for others.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from mending.worksheets.rules.fhir.conditions import until_still
from mending.worksheets.rules.fhir.items import Item, Type, Value, When
from mending.worksheets.rules.fhir.lenient import number, text
from mending.worksheets.rules.fhir.same import same
from mending.worksheets.rules.fhir.tree import Answer, Node, Tree

_CHOICES = (Type.CHOICE, Type.OPEN_CHOICE)
_LISTED = (Type.STRING, Type.INTEGER, Type.DATE, Type.TIME)
_NUMBERS = (Type.INTEGER, Type.DECIMAL, Type.QUANTITY)
_PLAIN = (Type.STRING, Type.TEXT, Type.BOOLEAN)
Place = tuple[Node, Answer | None]  # without an answer: all that the node has


def skip(tree: Tree) -> None:
    """Set `asked` on every node by its enableWhen."""
    conditional = [node for node in tree.walk() if node.item.when]
    if not conditional:
        return
    line = _Line(tree, {when.question for node in conditional for when in node.item.when})
    near = {id(node): [(when, line.near(node, when.question)) for when in node.item.when] for node in conditional}

    def asks(node: Node) -> bool:
        holds = (_holds(when, place) for when, place in near[id(node)])
        return all(holds) if node.item.every else any(holds)

    until_still(conditional, asks)


class _Line:
    """The questions meant, in reading order: one that repeats once for each answer, a list of choices once."""

    def __init__(self, tree: Tree, meant: set[str]) -> None:
        self._meant = meant
        self._places: dict[str, list[tuple[int, Place]]] = {}
        self._at: dict[int, int] = {}
        self._count = 0
        self._add(tree.nodes)

    def _add(self, nodes: list[Node]) -> None:
        for node in nodes:
            item = node.item
            self._count += 1
            if item.when:
                self._at[id(node)] = self._count
            apart = (
                node.answers if item.repeats and not (_is_list(item) and all(map(_is_shown, item.items))) else []
            )
            for answer in apart:
                self._note(item, (node, answer))
                self._add(answer.nodes)
            if not apart:
                self._note(item, (node, None))
                for answer in node.answers if item.items else ():
                    self._add(answer.nodes)
            if node.nodes:
                self._add(node.nodes)

    def _note(self, item: Item, place: Place) -> None:
        self._count += 1
        if item.link_id in self._meant:
            self._places.setdefault(item.link_id, []).append((self._count, place))

    def near(self, node: Node, question: str) -> Place | None:
        """The occurrence of a question that is meant at a node."""
        found = self._places.get(question)
        if not found:
            return None
        before = bisect_left(found, self._at[id(node)], key=lambda one: one[0])
        return found[before - 1 if before else 0][1]


def _is_shown(item: Item) -> bool:
    return item.type is Type.DISPLAY


def _is_list(item: Item) -> bool:
    return item.type in _CHOICES or (item.type in _LISTED and bool(item.options))


def _values(place: Place | None) -> Iterator[Value]:
    if place is not None and place[0].shown:
        node, answer = place
        yield from (one.value for one in ([answer] if answer else node.answers) if one.value is not None)


def _holds(when: When, place: Place | None) -> bool:
    found, wanted = [*_values(place)], when.value
    if when.operator == "exists":
        return bool(found) == (wanted is None or wanted.is_ is not False)
    if wanted is None:
        return True
    if place is not None and place[0].item.type in _CHOICES and wanted.type != "Coding":
        return False  # it stops there once such a question is answered
    if not found or place is None:
        return when.operator == "!="
    return _meets(place[0].item, found, when.operator, wanted)


def _meets(item: Item, found: list[Value], operator: str, wanted: Value) -> bool:
    listed = _is_list(item)
    if item.type in _NUMBERS and not listed:
        return _compares(found[0], operator, wanted)
    if item.type not in _PLAIN and not listed:
        return False
    equal = any(_equal(one, wanted) for one in found)
    return equal if operator == "=" else operator == "!=" and not equal


def _equal(value: Value, wanted: Value) -> bool:
    if not isinstance(value.is_, dict) or not isinstance(wanted.is_, dict):
        return same(value, wanted)
    if text(value.is_, "system") != text(wanted.is_, "system"):
        return False
    if value.code or wanted.code:
        return value.code == wanted.code
    return text(value.is_, "display") == text(wanted.is_, "display") != ""


def _compares(value: Value, operator: str, wanted: Value) -> bool:
    left, right = number(_bare(value.is_)), number(_bare(wanted.is_))
    if left is None or right is None:
        return operator == "!="
    compared = {"=": left == right, "!=": left != right, "<": left < right, ">": left > right}
    compared |= {"<=": left <= right, ">=": left >= right}
    return compared.get(operator, False)


def _bare(found: Any) -> Any:
    return found.get("value") if isinstance(found, dict) else found
