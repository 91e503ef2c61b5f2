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

START_SECONDS, SECONDS = 20.0, 2.0  # by the clock on the wall; the worker keeps 250 ms of its own
ALTOGETHER = 15.0  # seconds for one response: fifty expressions of 250 ms
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
        self._until = 0.0
        self._sent: Json | None = None

    def close(self) -> None:
        if self._process:
            self._process.end()
            self._process = None

    def begin(self, tree: Tree) -> None:
        """Take a response to answer for; all its expressions together have some seconds."""
        self._tree = tree
        self._until = time.monotonic() + ALTOGETHER

    def asks(self, node: Node) -> bool | None:
        """What the enableWhenExpression of a node says now: shown when it is true."""
        if node.item.enable is None:
            return None
        return truth(self.run([(node, node.item.enable)])[0])

    def matches(self, pattern: str, words: str) -> bool | None:
        """Whether a pattern is found in words, run where it can be stopped."""
        found = self._ask({"match": [pattern, words]}, 1).get("v") if time.monotonic() < self._until else None
        return bool(found[0]) if found else None

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
        if of is None or not self._own or time.monotonic() > self._until:
            return None
        try:
            found = reckon(of, self._tree, _Variables(self._tree, node))
        except (Cannot, ArithmeticError, RecursionError):
            return None
        return None if any(isinstance(one, Node | Value) for one in found) else found

    def _given(self, wanted: Sequence[Wanted]) -> list[Found]:
        assert self._tree is not None
        if time.monotonic() > self._until:
            return [None for _ in wanted]
        rendering = render(self._tree, weighed=True)
        jobs = [self._job(node, expression, rendering) for node, expression in wanted[:MOST]]
        request: dict[str, Any] = {"resource": rendering.response, "jobs": jobs}
        if self._process is None or self._sent is not self._tree.instrument.raw:
            request["questionnaire"] = self._tree.instrument.raw
        results = self._results(request, len(jobs))
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

    def _results(self, request: dict[str, Any], count: int) -> list[dict[str, Any]]:
        assert self._tree is not None
        answer = self._spoken(request, count)
        if answer is None:
            return self._apart(request) if count > 1 else [{}]
        self._sent = self._tree.instrument.raw
        found = answer.get("results")
        return found if isinstance(found, list) and len(found) == count else [{} for _ in range(count)]

    def _apart(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """One by one, since one of them ended the worker: the others are not to suffer for it."""
        assert self._tree is not None
        found: list[dict[str, Any]] = []
        for job in request["jobs"]:
            late = time.monotonic() > self._until
            alone = {**request, "questionnaire": self._tree.instrument.raw, "jobs": [job]}
            found += [{}] if late else self._results(alone, 1)
        return found

    def _ask(self, request: dict[str, Any], count: int) -> dict[str, Any]:
        answer = self._spoken(request, count)
        found = answer.get("results") if answer else None
        return found[0] if isinstance(found, list) and found else {}

    def _spoken(self, request: dict[str, Any], count: int) -> dict[str, Any] | None:
        """What the worker answers; None when it must be ended for it."""
        try:
            if self._process is None:
                self._process, self._sent = _Process(), None
            left = max(SECONDS, self._until - time.monotonic())
            return self._process.ask(dump(request), min(SECONDS + SECONDS * count, left))
        except (OSError, TimeoutError, ValueError):
            self.close()
            return None


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
