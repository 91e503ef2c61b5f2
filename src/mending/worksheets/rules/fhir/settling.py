"""A response after the conditions and calculations of its form, as one who fills it in would see it at the end.

SDC 3.0: calculatedExpression is kept up to date; initial values and initialExpression give one where the response
does not have the item. As in LHC-Forms (see `skipping`) what its enableWhen does not ask is dropped, while what an
enableWhenExpression hides is kept. What nobody calculates stays as it was, in the form's order.
"""

from typing import Any

from mending.worksheets.rules.fhir.expressions import Evaluator, Found
from mending.worksheets.rules.fhir.items import Expression, Instrument, Value
from mending.worksheets.rules.fhir.lenient import Json, Unreadable, text
from mending.worksheets.rules.fhir.primitives import fits
from mending.worksheets.rules.fhir.rendering import name_codings, render
from mending.worksheets.rules.fhir.results import as_values
from mending.worksheets.rules.fhir.skipping import skip
from mending.worksheets.rules.fhir.tree import Answer, Node, Tree, made_of

MOST_ROUNDS = 20


def settle(instrument: Instrument, response: Json, evaluator: Evaluator) -> dict[str, Any]:
    """The response, settled. Raises Unreadable when it is no QuestionnaireResponse."""
    if text(response, "resourceType") != "QuestionnaireResponse":
        raise Unreadable("It is no FHIR QuestionnaireResponse.")
    tree = Tree(instrument, response)
    _begin(tree)
    name_codings(tree)
    evaluator.begin(tree)
    skip(tree)
    for number in range(MOST_ROUNDS):
        if not _round(tree, evaluator, number == 0):
            break
        skip(tree)
    return render(tree).response


def _begin(tree: Tree) -> None:
    """Put the values an item begins with (`initial`, `initialSelected`) where the response has no such item."""
    for node in tree.walk():
        item = node.item
        if node.raw is None and item.initial and item.answerable and item.calculated is None:
            values = [one for one in item.initial if fits(item, one)]
            _put(node, values if item.repeats else values[:1])


def _round(tree: Tree, evaluator: Evaluator, first: bool) -> bool:
    """Run every expression over the response as it stands, then use what they give; whether that changed it."""
    wanted: list[tuple[Node, Expression]] = []
    for node in tree.walk():
        if node.item.calculated and node.shown:
            wanted.append((node, node.item.calculated))
        elif node.item.first and first and not node.answers and node.raw is None:
            wanted.append((node, node.item.first))
    found = evaluator.run(wanted)
    changed = [_set(node, values) for (node, _), values in zip(wanted, found, strict=True)]
    return any(changed)


def _set(node: Node, found: Found) -> bool:
    """Give a node what its expression found; an expression that cannot be run leaves it as it is."""
    values = None if found is None else as_values(node.item, found)
    if values is None or [one.value for one in node.answers] == values:
        return False
    _put(node, values)
    return True


def _put(node: Node, values: list[Value]) -> None:
    under = node.answers[0].nodes if node.answers else node.nodes
    node.answers = [Answer(value, made_of(value)) for value in values]
    node.nodes = []
    if node.answers:
        node.answers[0].nodes = under
    else:
        node.nodes = under
