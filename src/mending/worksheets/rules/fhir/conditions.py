"""Which items are asked when answers are validated: enableWhen with its seven operators, to a fixpoint.

FHIR R4 and R5, Questionnaire.item.enableWhen: `!=` holds when no answer equals the value, so also without any;
every other comparison needs an answer. An item that is not asked counts as unanswered for all others. Where a
question stands more than once, the answer nearest in the tree is meant.
"""

from collections.abc import Callable, Iterator

from mending.worksheets.rules.fhir.items import Value, When
from mending.worksheets.rules.fhir.lenient import number
from mending.worksheets.rules.fhir.same import same
from mending.worksheets.rules.fhir.tree import Node, Tree
from mending.worksheets.rules.fhir.units import difference
from mending.worksheets.rules.fhir.values import compare_dates

MOST_ROUNDS = 60
Asks = Callable[[Node], bool | None]
Index = dict[int, dict[str, list[Node]]]


def hide(tree: Tree, expression: Asks | None = None) -> None:
    """Set `asked` on every node. `expression` answers for enableWhenExpression (None: cannot be told, so asked).

    Conditions that turn each other round (A asks for no B, B for no A) are stopped after some rounds, always
    as many, so the same response always gives the same answer.
    """
    conditional = [node for node in tree.walk() if node.item.when or node.item.enable]
    index: Index = {}
    until_still(conditional, lambda node: _asked(node, tree, expression, index))


def until_still(conditional: list[Node], asks: Callable[[Node], bool]) -> None:
    """Ask again and again whether these nodes are asked, until nothing changes or it has gone on for too long."""
    for _ in range(min(MOST_ROUNDS, len(conditional) + 2)):
        changed = False
        for node in conditional:
            asked = asks(node)
            changed |= asked != node.asked
            node.asked = asked
        if not changed:
            return
        conditional.reverse()  # a chain of conditions that runs against the order of the form is then one round


def _asked(node: Node, tree: Tree, expression: Asks | None, index: Index) -> bool:
    if node.item.enable and expression:
        found = expression(node)
        if found is not None:
            return found
    if not node.item.when:
        return True
    holds = (_holds(when, node, tree, index) for when in node.item.when)
    return all(holds) if node.item.every else any(holds)


def _holds(when: When, node: Node, tree: Tree, index: Index) -> bool:
    found = list(values_near(node, when.question, tree, index))
    wanted = when.value
    if when.operator == "exists":
        return bool(found) == (wanted is None or wanted.is_ is not False)
    if wanted is None:
        return True
    if when.operator == "!=":
        return not any(same(one, wanted) for one in found)
    if when.operator == "=":
        return any(same(one, wanted) for one in found)
    return any(_compares(one, when.operator, wanted) for one in found)


def _compares(value: Value, operator: str, wanted: Value) -> bool:
    found = order(value, wanted)
    if found is None:
        return False
    return {">": found > 0, "<": found < 0, ">=": found >= 0, "<=": found <= 0}.get(operator, False)


def order(left: Value, right: Value) -> float | None:
    """Which comes after: above zero when `left` does; None when the two cannot be compared."""
    if isinstance(left.is_, dict) and isinstance(right.is_, dict):
        more = difference(left.is_, right.is_) if left.type == right.type == "Quantity" else None
        return None if more is None else float(more)
    if isinstance(left.is_, str) and isinstance(right.is_, str):
        if left.type in ("Date", "DateTime"):
            return compare_dates(left.is_, right.is_)
        return (left.is_ > right.is_) - (left.is_ < right.is_)
    first, second = number(left.is_), number(right.is_)
    return None if first is None or second is None else float((first > second) - (first < second))


def values_near(node: Node, question: str, tree: Tree, index: Index) -> Iterator[Value]:
    """The values of a question as seen from a node: those nearest, going outwards."""
    item = tree.instrument.by_id.get(question)
    if item is None:
        return
    for above, siblings in _outwards(node, tree):
        depth = len(above.item.path) if above else 0
        if above is not None and above.item.link_id == question:
            yield from above.values()
            return
        if above is None or item.path[:depth] == above.item.path:
            for found in _down(siblings, item.path[depth:], index):
                yield from found.values()
            return


def _outwards(node: Node, tree: Tree) -> Iterator[tuple[Node | None, list[Node]]]:
    inner: Node | None = node
    while inner is not None:
        yield inner.parent, inner.siblings
        inner = inner.parent


def _down(nodes: list[Node], path: tuple[str, ...], index: Index) -> Iterator[Node]:
    for node in _named(nodes, index).get(path[0], ()):
        if len(path) == 1:
            yield node
        else:
            for inside in node.lists():
                yield from _down(inside, path[1:], index)


def _named(nodes: list[Node], index: Index) -> dict[str, list[Node]]:
    """The nodes of a list by linkId, found once."""
    if id(nodes) not in index:
        made = index[id(nodes)] = {}
        for node in nodes:
            made.setdefault(node.item.link_id, []).append(node)
    return index[id(nodes)]
