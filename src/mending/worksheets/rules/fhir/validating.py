"""A response against its questionnaire: every issue, as HL7's questionnaire cases record them.

The walk goes item by item in the form's order: how often it is answered, what type, then what is inside; then what
the form does not know. While a response is in progress everything is a warning.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mending.worksheets.rules.fhir.conditions import hide
from mending.worksheets.rules.fhir.invariants import Judge, broken
from mending.worksheets.rules.fhir.items import Constraint, Instrument, Item, Type, Value
from mending.worksheets.rules.fhir.lenient import Json, objects, text
from mending.worksheets.rules.fhir.markup import plain
from mending.worksheets.rules.fhir.outcomes import Issue, Kind
from mending.worksheets.rules.fhir.primitives import fits
from mending.worksheets.rules.fhir.tree import Answer, Node, Tree, has_answer
from mending.worksheets.rules.fhir.values import check, compare_dates
from mending.worksheets.rules.fhir.wording import say

ROOT = "QuestionnaireResponse"


def validate(instrument: Instrument | None, response: Json, judge: Judge | None = None) -> list[Issue]:
    """Every issue of a response. `instrument` is None when the questionnaire could not be found.

    `judge` runs the expressions of the form (enableWhenExpression and the author's own rules); without one they
    are left aside.
    """
    if text(response, "resourceType") != ROOT:
        return [Issue(Kind.NO_RESPONSE, "", ROOT, "This is not a QuestionnaireResponse.")]
    if instrument is None:
        words = f"The questionnaire “{text(response, 'questionnaire')}” is not at hand."
        return _relaxed([Issue(Kind.NOT_FOUND, "", f"{ROOT}.questionnaire", words)], response)
    tree = Tree(instrument, response)
    if judge:
        judge.begin(tree)
    hide(tree, judge.asks if judge else None)
    checker = _Checker(tree, judge)
    found = [*_whole(instrument, response), *checker.run()]
    return _relaxed(found, response)


def _relaxed(issues: list[Issue], response: Json) -> list[Issue]:
    """While it is being filled in, everything is a warning."""
    if text(response, "status") != "in-progress":
        return issues
    note = "A warning only, while the response is in progress."
    return [
        Issue(one.kind, one.link_id, one.at, one.words, "warning", f"{one.more}\n{note}".strip(), one.author)
        for one in issues
    ]


def _whole(instrument: Instrument, response: Json) -> Iterator[Issue]:
    where = f"{ROOT}.questionnaire"
    wanted, _, version = text(response, "questionnaire").partition("|")
    if _differ(wanted, instrument.url) or (version and version != instrument.version):
        yield Issue(
            Kind.MISMATCH, "", where, "The response is for another questionnaire, or another version of it."
        )
    period = instrument.raw.get("effectivePeriod")
    if _outside(period if isinstance(period, Mapping) else {}, text(response, "authored")):
        yield Issue(
            Kind.INACTIVE, "", f"{ROOT}.authored", "It was written outside the period of the questionnaire."
        )
    if instrument.status == "draft":
        yield Issue(Kind.DRAFT, "", where, "The questionnaire is still a draft.")
    if instrument.status == "retired":
        yield Issue(Kind.RETIRED, "", where, "The questionnaire has been retired.")


def _differ(one: str, other: str) -> bool:
    """Whether two canonical addresses name different things; a relative or missing one says nothing."""
    return ":" in one and ":" in other and one != other


def _outside(period: Json, authored: str) -> bool:
    start, end = text(period, "start"), text(period, "end")
    if not authored:
        return False
    return bool((start and compare_dates(start, authored) > 0) or (end and compare_dates(end, authored) < 0))


class _Checker:
    def __init__(self, tree: Tree, judge: Judge | None) -> None:
        self.tree = tree
        self.judge = judge

    def run(self) -> Iterator[Issue]:
        yield from self.nodes(self.tree.nodes, self.tree.stray, self.tree.response, ROOT)
        yield from self.rules(self.tree.instrument.constraints, None, ROOT)

    def nodes(self, nodes: list[Node], stray: list[Json], holder: Json, at: str) -> Iterator[Issue]:
        """The nodes of one list, in the form's order, then what the form does not know, then the order itself."""
        places = {id(raw): number for number, raw in enumerate(_all(holder, "item"))}
        met: set[str] = set()
        for node in nodes:
            here = at if node.raw is None else f"{at}.item[{places.get(id(node.raw), 0)}]"
            if node.item.link_id in met and not node.item.repeats:
                yield issue(Kind.REPEATS, node.item, here, None)
            met.add(node.item.link_id)
            yield from self.node(node, here)
        for raw in stray:
            link_id = text(raw, "linkId")
            here = f"{at}.item[{places.get(id(raw), 0)}]"
            yield Issue(
                Kind.NO_SUCH_ITEM, link_id, here, f"{link_id}: There is no such question in the form here."
            )
        if early := _out_of_order(nodes, places):
            yield issue(Kind.ORDER, early.item, f"{at}.item[{places[id(early.raw)]}]", None)

    def node(self, node: Node, at: str) -> Iterator[Issue]:
        """One item of the form, in the response or missing from it."""
        if not node.asked:
            if has_answer(node) and node.raw is not None:
                yield issue(Kind.NOT_ASKED, node.item, at, None)
            return
        yield from _counts(node, at)
        if node.raw is None:
            # A group that is not there: what it requires is missing only when the group itself is required.
            return
        yield from _shape(node, at)
        if node.item.type is Type.GROUP:
            yield from self.nodes(node.nodes, node.stray, node.raw, at)
        else:
            yield from self.answers(node, at)
        yield from self.rules(node.item.constraints, node, at)

    def answers(self, node: Node, at: str) -> Iterator[Issue]:
        places = {id(raw): number for number, raw in enumerate(_all(node.raw, "answer"))}
        for answer in node.answers:
            here = f"{at}.answer[{places.get(id(answer.raw), 0)}]"
            yield from _answer(node, answer, here, self.judge)
            yield from self.nodes(answer.nodes, answer.stray, answer.raw, here)

    def rules(self, constraints: tuple[Constraint, ...], node: Node | None, at: str) -> Iterator[Issue]:
        if constraints and self.judge:
            yield from broken(self.tree.instrument, constraints, node, at, self.judge)


def _all(holder: Json | None, key: str) -> list[Any]:
    found = holder.get(key) if holder is not None else None
    return found if isinstance(found, list) else []


def _out_of_order(nodes: list[Node], places: dict[int, int]) -> Node | None:
    last = -1
    for node in nodes:
        if node.raw is not None:
            if places.get(id(node.raw), last) < last:
                return node
            last = places.get(id(node.raw), last)
    return None


def _counts(node: Node, at: str) -> Iterator[Issue]:
    item, limits = node.item, node.item.limits
    count = _times(node) if item.type is Type.GROUP else len(node.answers)
    first = item.type is not Type.GROUP or _is_first(node)
    if len(node.answers) > 1 and not item.repeats:
        yield issue(Kind.REPEATS, item, at, None, count)
    if item.required and item.answerable and not count:
        yield issue(Kind.REQUIRED, item, at, None)
    if item.required and item.type is Type.GROUP and first and not has_answer(node):
        yield issue(Kind.REQUIRED, item, at, None)
    if limits.fewest is not None and count < limits.fewest and first:
        yield issue(Kind.TOO_FEW, item, at, None, count)
    if limits.commonest is not None and count > limits.commonest and first:
        yield issue(Kind.TOO_MANY, item, at, None, count)


def _times(node: Node) -> int:
    return sum(1 for one in node.siblings if one.item is node.item and one.raw is not None)


def _is_first(node: Node) -> bool:
    return next((one for one in node.siblings if one.item is node.item), node) is node


def _shape(node: Node, at: str) -> Iterator[Issue]:
    item = node.item
    if item.type is Type.DISPLAY and node.answers:
        yield issue(Kind.DISPLAY_ANSWER, item, at, None)
    if item.type in (Type.QUESTION, Type.UNKNOWN):
        yield issue(Kind.WRONG_ITEM, item, at, None)
    if item.type is Type.GROUP and _all(node.raw, "answer"):
        yield issue(Kind.GROUP_ANSWER, item, f"{at}.answer", None)
    if item.type is not Type.GROUP and next(objects(node.raw, "item"), None) is not None:
        yield issue(Kind.WRONG_ITEM, item, at, None)
    words = plain(text(node.raw, "text"))
    if words and item.text and words != item.text:
        yield issue(Kind.TEXT, item, at, None)


def _answer(node: Node, answer: Answer, at: str, judge: Judge | None) -> Iterator[Issue]:
    item, value = node.item, answer.value
    if not item.answerable or item.type in (Type.QUESTION, Type.UNKNOWN):
        return
    if value is None and (answer.nodes or answer.stray or answer.raw.get("extension")):
        return
    if value is None or not fits(item, value):
        open_ended = item.type is Type.OPEN_CHOICE and text(item.raw, "type") == "coding" and value is not None
        yield issue(Kind.NO_OPTION if open_ended else Kind.WRONG_TYPE, item, at, value)
        return
    for kind in check(item, value, len(node.answers), judge.matches if judge else None):
        yield issue(kind, item, at, value)


def issue(kind: Kind, item: Item, at: str, value: Value | None, count: int = 0) -> Issue:
    """An issue with one item, in words."""
    more = item.limits.pattern if kind in (Kind.PATTERN, Kind.PATTERN_FAILED) else ""
    return Issue(kind, item.link_id, at, say(kind, item, value, count), more=more)
