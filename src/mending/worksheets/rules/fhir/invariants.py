"""The author's own rules of a form, run by whoever can run expressions."""

from collections.abc import Iterator
from typing import Protocol

from mending.worksheets.rules.fhir.items import Constraint, Instrument
from mending.worksheets.rules.fhir.outcomes import Issue, Kind
from mending.worksheets.rules.fhir.tree import Node, Tree


class Judge(Protocol):
    """Runs the expressions of a form over one response."""

    def begin(self, tree: Tree) -> None:
        """Take a response to answer for."""

    def asks(self, node: Node) -> bool | None:
        """What the enableWhenExpression of a node says; None when it cannot be run."""

    def matches(self, pattern: str, words: str) -> bool | None:
        """Whether a pattern is found in words; None when that cannot be told in time."""

    def holds(self, constraint: Constraint, node: Node | None) -> bool | None:
        """Whether a rule holds at a node (None: the whole response); None when it cannot be run."""


def broken(
    instrument: Instrument, constraints: tuple[Constraint, ...], node: Node | None, at: str, judge: Judge
) -> Iterator[Issue]:
    """The rules that do not hold, or cannot be run."""
    link_id = node.item.link_id if node else ""
    name = f"{(node.item.text or link_id)[:200]}: " if node else ""
    for one in constraints:
        held = judge.holds(one, node)
        if held is None:
            words = f"{name}The form's own rule “{one.human}” cannot be run."
            yield Issue(Kind.INVARIANT_FAILED, link_id, at, words, more=one.expression)
        elif not held:
            author = (instrument.url, one.key, one.human)
            words = f"{name}{one.human or 'A rule of the form does not hold.'}"
            yield Issue(Kind.INVARIANT, link_id, at, words, one.severity, one.expression, author)
