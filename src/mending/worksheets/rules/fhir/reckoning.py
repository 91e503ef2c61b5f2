"""The recognised reckonings, run over a response: the same results as FHIRPath, with exact numbers."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from mending.worksheets.rules.fhir.idioms import Fold, If, Literal, Name, Pick, Reckoning
from mending.worksheets.rules.fhir.items import Type
from mending.worksheets.rules.fhir.lenient import number
from mending.worksheets.rules.fhir.tree import Node, Tree, has_answer

Values = list[Any]
Known = Callable[[str], Values | None]
_TYPES = {"valueInteger": "Integer", "valueDecimal": "Decimal", "valueString": "String", "valueBoolean": "Boolean"}


class Cannot(Exception):
    """The worker must say: we would answer otherwise than FHIRPath does, or not at all."""


def reckon(of: Reckoning, tree: Tree, known: Known) -> Values:
    """The values of a reckoning; `known` gives those of a variable. Raises Cannot."""
    match of:
        case Literal():
            return _literal(of.is_)
        case Name():
            return _variable(of.name, known)
        case Pick():
            return list(_picked(of, tree))
        case Fold():
            return _fold(of.name, reckon(of.of, tree, known))
        case If():
            return reckon(of.then if _truth(reckon(of.holds, tree, known)) else of.other, tree, known)
    return _both(of.sign, reckon(of.left, tree, known), reckon(of.right, tree, known))


def _literal(value: object) -> Values:
    if value == ():
        return []
    worth = number(value)
    return [value if worth is None else worth]


def _variable(name: str, known: Known) -> Values:
    found = known(name)
    if found is None:
        raise Cannot
    return found


def _truth(values: Values) -> bool | None:
    if not values:
        return None
    if len(values) > 1 or not isinstance(values[0], bool):
        raise Cannot
    return values[0]


def _picked(pick: Pick, tree: Tree) -> Iterator[Any]:
    for node in _nodes(pick, tree):
        if pick.what == "item":
            yield node
        elif node.item.type is not Type.GROUP:
            yield from _taken(pick.what, node)


def _taken(what: str, node: Node) -> Iterator[Any]:
    for value in (answer.value for answer in node.answers if answer.value is not None):
        if what == "answer":
            yield value
        elif what == "weight":
            yield from _weight(node, value.is_)
        elif what == "value" or _TYPES[what] == value.type:
            worth = number(value.is_)
            yield value.is_ if worth is None else worth


def _weight(node: Node, coding: Any) -> Iterator[Decimal]:
    if not isinstance(coding, Mapping) or "extension" in coding:
        raise Cannot
    same = [one for one in node.item.options if one.value.code == coding.get("code")]
    found = [
        one for one in same if isinstance(one.value.is_, Mapping) and _system(one.value.is_) == _system(coding)
    ]
    if len(found) > 1 or (same and not found):
        raise Cannot
    if found and found[0].weight is not None:
        yield found[0].weight


def _system(coding: Mapping[str, Any]) -> Any:
    return coding.get("system")


def _nodes(pick: Pick, tree: Tree) -> Iterator[Node]:
    """The nodes of the items meant, as they stand in the response: those not asked or empty are not there."""
    found = _shown(tree.nodes)
    if pick.depth == 0:
        deep = [node for node in tree.walk() if node.shown and _is(node, pick.by, pick.ids) and _there(node)]
        if len({node.item.link_id for node in deep}) < len(deep):
            raise Cannot  # FHIRPath counts two that are the same once
        yield from deep
        return
    for by, ids in pick.steps:
        found = [inner for node in found if _is(node, by, ids) for inner in _shown(node.nodes)]
    yield from (node for node in found if _is(node, pick.by, pick.ids) and _there(node))


def _shown(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.asked]


def _there(node: Node) -> bool:
    if node.raw is not None and not has_answer(node):
        raise Cannot  # it may hold something else for which it is kept
    return has_answer(node)


def _is(node: Node, by: str, ids: tuple[str, ...]) -> bool:
    if by == "starts":
        return node.item.link_id.startswith(ids[0])
    return not by or node.item.link_id in ids


def _fold(name: str, values: Values) -> Values:
    if name == "exists":
        return [bool(values)]
    if name == "empty":
        return [not values]
    if name == "count":
        return [Decimal(len(values))]
    if name == "first":
        return values[:1]
    if any(not isinstance(one, Decimal) for one in values):
        raise Cannot
    if not values:
        return []
    total = sum(values, Decimal(0))
    return [total] if name == "sum" else [_divided(total, Decimal(len(values)))]


def _divided(left: Decimal, right: Decimal) -> Decimal:
    """As floating numbers, so that a third ends where it ends elsewhere."""
    return Decimal(str(float(left) / float(right)))


def _both(sign: str, left: Values, right: Values) -> Values:
    if sign in ("and", "or"):
        return _logic(sign, _truth(left), _truth(right))
    if not left or not right:
        return []
    if len(left) > 1 or len(right) > 1:
        raise Cannot
    one, other = left[0], right[0]
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return _numbers(sign, one, other)
    if isinstance(one, str) and isinstance(other, str):
        return _words(sign, one, other)
    if isinstance(one, bool) and isinstance(other, bool) and sign in ("=", "!="):
        return [(one == other) == (sign == "=")]
    raise Cannot


def _logic(sign: str, left: bool | None, right: bool | None) -> Values:
    decisive = sign == "or"
    if left is decisive or right is decisive:
        return [decisive]
    return [] if left is None or right is None else [not decisive]


def _words(sign: str, left: str, right: str) -> Values:
    if sign == "+":
        return [left + right]
    if sign in ("=", "!="):
        return [(left == right) == (sign == "=")]
    raise Cannot


def _numbers(sign: str, left: Decimal, right: Decimal) -> Values:
    if sign == "/":
        return [_divided(left, right)] if right else []
    made = {"+": left + right, "-": left - right, "*": left * right}
    if sign in made:
        return [made[sign]]
    compared = {"=": left == right, "!=": left != right, "<": left < right, ">": left > right}
    compared |= {"<=": left <= right, ">=": left >= right}
    return [compared[sign]]
