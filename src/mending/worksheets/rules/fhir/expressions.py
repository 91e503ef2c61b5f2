"""Running the expressions of a form: first by our own reckoning, else in a process that can be killed.

Nothing here asks a network. What cannot be run has no value (None), and the form goes on without it.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from mending.worksheets.rules.fhir.idioms import recognise
from mending.worksheets.rules.fhir.items import Constraint, Expression, Item, Value
from mending.worksheets.rules.fhir.lenient import Json, dump
from mending.worksheets.rules.fhir.reckoning import Cannot, reckon
from mending.worksheets.rules.fhir.rendering import Rendering, render
from mending.worksheets.rules.fhir.tree import Node, Tree

START_SECONDS, SECONDS = 20.0, 0.5
MOST = 2_000  # expressions at one time; a form may have 50, and a group that repeats asks them again
Wanted = tuple[Node | None, Expression]
Found = list[Any] | None


class Evaluator:
    """Runs expressions over one response at a time. Close it when done: it may hold a process.

    With `own` false nothing is reckoned by ourselves, which tests and benchmarks want.
    """

    def __init__(self, own: bool = True) -> None:
        self._own = own
        self._process: _Process | None = None
        self._tree: Tree | None = None
        self._sent: Json | None = None

    def close(self) -> None:
        if self._process:
            self._process.end()
            self._process = None

    def begin(self, tree: Tree) -> None:
        """Take a response to answer for."""
        self._tree = tree

    def asks(self, node: Node) -> bool | None:
        """What the enableWhenExpression of a node says now: shown when it is true."""
        if node.item.enable is None:
            return None
        return truth(self.run([(node, node.item.enable)])[0])

    def holds(self, constraint: Constraint, node: Node | None) -> bool | None:
        """Whether an author's rule holds; None when it cannot be run. Nothing found counts as not holding."""
        found = self.run([(node, Expression(constraint.expression))])[0]
        return None if found is None else len(found) == 1 and found[0] is True

    def run(self, wanted: Sequence[Wanted]) -> list[Found]:
        """The values of expressions at their places, over the response as it stands; None for one that fails."""
        if not wanted or self._tree is None:
            return [None for _ in wanted]
        found = [self._reckoned(*one) for one in wanted]
        rest = [one for one, values in zip(wanted, found, strict=True) if values is None]
        given = iter(self._given(rest) if rest else ())
        return [next(given) if values is None else values for values in found]

    def _reckoned(self, node: Node | None, expression: Expression) -> Found:
        """The values by our own reckoning; None when the worker must be asked."""
        assert self._tree is not None
        of = recognise(expression.text)
        if of is None or not self._own:
            return None
        try:
            found = reckon(of, self._tree, _Variables(self._tree, node))
        except (Cannot, ArithmeticError, RecursionError):
            return None
        return None if any(isinstance(one, Node | Value) for one in found) else found

    def _given(self, wanted: Sequence[Wanted]) -> list[Found]:
        assert self._tree is not None
        rendering = render(self._tree, weighed=True)
        jobs = [self._job(node, expression, rendering) for node, expression in wanted[:MOST]]
        request: dict[str, Any] = {"resource": rendering.response, "jobs": jobs}
        questionnaire = self._tree.instrument.raw
        results = self._ask(request, questionnaire)
        return [one.get("v") for one in results] + [None for _ in wanted[MOST:]]

    def _job(self, node: Node | None, expression: Expression, rendering: Rendering) -> dict[str, Any]:
        assert self._tree is not None
        variables: list[list[Any]] = [[one.name, one.text, [], ""] for one in self._tree.instrument.variables]
        for owner in _line(node):
            at = rendering.places.get(id(owner))
            variables += [[one.name, one.text, at, owner.item.link_id] for one in _named(owner.item)]
        return {
            "expr": expression.text,
            "at": [] if node is None else rendering.places.get(id(node)),
            "link": "" if node is None else node.item.link_id,
            "vars": [one for one in variables if one[1] != expression.text or one[0] != expression.name],
        }

    def _ask(self, request: dict[str, Any], questionnaire: Json) -> list[dict[str, Any]]:
        count = len(request["jobs"])
        try:
            if self._process is None:
                self._process, self._sent = _Process(), None
            if self._sent is not questionnaire:
                request["questionnaire"] = questionnaire
            answer = self._process.ask(dump(request), SECONDS + SECONDS * count)
            self._sent = questionnaire
        except (OSError, TimeoutError, ValueError):
            self.close()
            return [{} for _ in range(count)]
        found = answer.get("results")
        return found if isinstance(found, list) and len(found) == count else [{} for _ in range(count)]


def truth(found: Found) -> bool | None:
    """What a list of values means as a condition: the first of them true."""
    return None if found is None else bool(found) and found[0] is True


class _Variables:
    """The variables as seen from a node, each reckoned when it is asked for."""

    def __init__(self, tree: Tree, node: Node | None) -> None:
        self._tree = tree
        self._all = [one for owner in _line(node) for one in _named(owner.item)]
        self._all = [*tree.instrument.variables, *self._all]
        self._now: set[str] = set()

    def __call__(self, name: str) -> list[Any] | None:
        found = [one for one in self._all if one.name == name]
        of = recognise(found[-1].text) if len(found) == 1 else None
        if of is None or name in self._now:
            return None
        self._now.add(name)
        try:
            return reckon(of, self._tree, self)
        finally:
            self._now.discard(name)


def _line(node: Node | None) -> Iterator[Node]:
    """A node and those around it, the outermost first."""
    above: list[Node] = []
    while node is not None:
        above.append(node)
        node = node.parent
    yield from reversed(above)


def _named(item: Item) -> Iterator[Expression]:
    yield from item.variables
    yield from (one for one in (item.calculated, item.first, item.enable) if one is not None and one.name)


class _Process:
    """One worker, spoken to by lines. Every failure is an OSError, a ValueError or a TimeoutError."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "mending.worksheets.rules.fhir.worker"]
        path = os.pathsep.join(one for one in sys.path if one)
        self._child = subprocess.Popen(  # noqa: S603 - our own module, and nothing of a stranger in the words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath},
        )
        self._rest = b""
        self._read(START_SECONDS)

    def ask(self, line: str, seconds: float) -> dict[str, Any]:
        """One request and its answer, within the time."""
        assert self._child.stdin is not None
        self._child.stdin.write(line.encode("utf-8", "replace") + b"\n")
        self._child.stdin.flush()
        return self._read(seconds)

    def end(self) -> None:
        """Kill it, whatever it does."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._child.stdout is not None
        until = time.monotonic() + seconds
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._child.stdout], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError
            read = os.read(self._child.stdout.fileno(), 1 << 16)
            if not read:
                raise OSError("the worker has ended")
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\n")
        found = json.loads(line)
        if not isinstance(found, dict):
            raise ValueError("no object")
        return found
