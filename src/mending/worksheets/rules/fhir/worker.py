"""The process that runs FHIRPath: it reads one request a line, answers on one line, and can be killed at any time.

It is started by `expressions` and by nobody else, and imported by nobody: only here is the library loaded. It
opens no connection, writes no file and starts no program, which an audit hook makes sure of; each expression has
250 ms of reckoning time. Sources: FHIRPath 2.0; SDC 3.0 for %questionnaire, %qitem, %resource, %context, weight()
and ordinal().
"""

import json
import re
import resource as system
import signal
import sys
from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache, partial
from itertools import starmap
from typing import Any

import fhirpathpy
from antlr4 import CommonTokenStream, InputStream
from fhirpathpy.engine.nodes import ResourceNode
from fhirpathpy.models import models
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

SECONDS = 0.25
MOST_MEMORY = 2**31
LONGEST = 20_000
_WEIGHTS = ("ordinalValue", "itemWeight", "extension-score")
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "shutil.", "urllib.")


def main() -> None:
    """Answer requests until the input ends."""
    run = _Runner()
    system.setrlimit(system.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGPROF, _late)
    sys.addaudithook(_stop)
    print('{"ready":true}', flush=True)
    for line in sys.stdin:
        request = json.loads(line, parse_float=Decimal)
        results = _matched(request["match"]) if "match" in request else run.all(request)
        print(json.dumps({"results": results}), flush=True)


def _matched(words: list[str]) -> list[dict[str, Any]]:
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return [{"v": [bool(re.search(words[0], words[1]))]}]
    except (Exception, RecursionError, MemoryError) as error:  # whatever a stranger's pattern brings about
        return [{"e": type(error).__name__}]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _late(*_: object) -> None:
    raise TimeoutError("it takes too long")


def _stop(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError(event)


class _Runner:
    def __init__(self) -> None:
        self.library = fhirpathpy
        self.node = ResourceNode
        self.letters, self.tokens = InputStream, CommonTokenStream
        self.lexer, self.grammar = FHIRPathLexer, FHIRPathParser
        self.model = models["r4"]
        self.questionnaire: Any = {}
        self.items: dict[str, Any] = {}
        self.weights: dict[Any, Any] = {}
        self.parsed = lru_cache(500)(partial(self.parse))
        own = {"weight": self.weigh, "ordinal": self.weigh, "sum": _sum, "avg": _mean, "min": _least, "max": _most}
        functions: dict[str, Any] = {name: {"fn": make, "arity": {0: []}} for name, make in own.items()}
        functions["power"] = {"fn": _power, "arity": {1: ["Number"]}}
        functions["round"] = {"fn": _rounded, "arity": {0: [], 1: ["Number"]}}
        self.options = {"userInvocationTable": functions}

    def parse(self, expression: str) -> Any:
        """The expression parsed; the library alone would pass over what stands after its end."""
        parser = self.grammar(self.tokens(self.lexer(self.letters(expression))))
        parser.removeErrorListeners()
        parser.entireExpression()
        if parser.getNumberOfSyntaxErrors():
            raise SyntaxError("it is no FHIRPath")
        return self.library.parse(expression)

    def all(self, request: Mapping[str, Any]) -> list[Any]:
        """The results of one request, in order; a variable is run once for each place it is declared."""
        if "questionnaire" in request:
            self.questionnaire = request["questionnaire"]
            self.items = {str(one.get("linkId")): one for one in _inside(self.questionnaire)}
            self.weights = dict(starmap(_weight_entry, _weights(self.questionnaire)))
        known: dict[str, Any] = {}
        return [self.one(job, request["resource"], known) for job in request["jobs"]]

    def one(self, job: Mapping[str, Any], resource: Any, known: dict[str, Any]) -> dict[str, Any]:
        variables: dict[str, Any] = {"resource": resource, "questionnaire": self.questionnaire}
        for name, expression, at, link in job["vars"]:
            key = json.dumps([name, expression, at])
            if key not in known:
                known[key] = self.value(expression, at, link, resource, variables).get("v", [])
            variables[name] = known[key]
        return self.value(job["expr"], job["at"], job["link"], resource, variables)

    def value(
        self, expression: str, at: list[Any] | None, link: str, resource: Any, variables: dict[str, Any]
    ) -> dict[str, Any]:
        """The value of one expression, or the words of what went wrong."""
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            if len(expression) > LONGEST:
                raise ValueError("it is too long")
            context = _at(resource, at)
            root = self.node.create_node(context, "QuestionnaireResponse.item") if link else context
            more = {**variables, "context": root}
            if link:
                more["qitem"] = self.node.create_node(self.items.get(link, {}), "Questionnaire.item")
            found = self.library.apply_parsed_path(root, self.parsed(expression), more, self.model, self.options)
            return {"v": [_plain(one) for one in found]}
        except (Exception, RecursionError, MemoryError) as error:  # whatever a stranger's expression brings about
            return {"e": f"{type(error).__name__}: {error}"[:300]}
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def weigh(self, nodes: list[Any]) -> list[Any]:
        """The weights of answers or codings: their own, else that of the same option in the questionnaire."""
        found = (self.weight(node) for node in nodes)
        return [one for one in found if one is not None]

    def weight(self, node: Any) -> Any:
        data = getattr(node, "data", node)
        if not isinstance(data, Mapping):
            return None
        if (own := _extension_weight(data)) is not None:
            return own
        coding = data.get("valueCoding", data)
        if not isinstance(coding, Mapping):
            return None
        if (own := _extension_weight(coding)) is not None:
            return own
        return self.weights.get((str(coding.get("system")), str(coding.get("code"))))


def _numbers(nodes: list[Any]) -> list[Decimal]:
    """What is to be reckoned with, exact; the library's own sum and mean do not see into answers."""
    found = [getattr(node, "data", node) for node in nodes]
    if any(isinstance(one, bool) or not isinstance(one, int | float | Decimal) for one in found):
        raise TypeError("only numbers are added")
    return [Decimal(str(one)) for one in found]


def _sum(nodes: list[Any]) -> list[Any]:
    """Of nothing there is no sum, as in LHC-Forms: a score nobody answered is not zero."""
    return [sum(_numbers(nodes))] if nodes else []


def _mean(nodes: list[Any]) -> list[Any]:
    return [sum(_numbers(nodes)) / len(nodes)] if nodes else []


def _least(nodes: list[Any]) -> list[Any]:
    return [min(_numbers(nodes))] if nodes else []


def _most(nodes: list[Any]) -> list[Any]:
    return [max(_numbers(nodes))] if nodes else []


def _rounded(nodes: list[Any], places: Any = 0) -> list[Any]:
    """Half goes up, as FHIRPath has it; the library sends it to the even neighbour."""
    found = _numbers(nodes)
    size = Decimal(10) ** int(places[0] if isinstance(places, list) else places)
    return [(one * size + Decimal("0.5")).to_integral_value(ROUND_FLOOR) / size for one in found[:1]]


def _power(nodes: list[Any], exponent: Any) -> list[Any]:
    """Whole exponents exactly, others as floating numbers; the library's own cannot raise an exact number."""
    to = Decimal(str(exponent[0] if isinstance(exponent, list) else exponent))
    found = _numbers(nodes)[:1]
    if to == to.to_integral_value() and abs(to) <= 100:
        return [one**to for one in found]
    made = (float(one) ** float(to) for one in found)
    return [Decimal(str(one)) for one in made if isinstance(one, float)]


def _at(resource: Any, at: list[Any] | None) -> Any:
    if at is None:
        return {}
    for step in at:
        resource = resource[step]
    return resource


def _plain(value: Any) -> Any:
    """A result as JSON; moments and amounts of the library as text or a Quantity."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bool | int | float | str | None):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if hasattr(value, "unit") and hasattr(value, "value"):
        return {"value": _plain(value.value), "unit": str(value.unit).strip("'")}
    return str(value).replace("+00:00", "Z")


def _inside(thing: Any) -> Iterator[Any]:
    for one in _listed(thing, "item"):
        yield one
        yield from _inside(one)


def _listed(thing: Any, key: str) -> list[Any]:
    """The objects in a list; a stranger may have written anything in its place."""
    found = thing.get(key) if isinstance(thing, Mapping) else None
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _extension_weight(thing: Mapping[str, Any]) -> Any:
    found = thing.get("extension")
    for one in found if isinstance(found, list) else []:
        if isinstance(one, Mapping) and str(one.get("url", "")).endswith(_WEIGHTS):
            return one.get("valueDecimal", one.get("valueInteger"))
    return None


def _weights(questionnaire: Any) -> Iterator[tuple[Any, Any]]:
    """Every weighed coding of the form: in options, and in value sets and code systems within."""
    for item in _inside(questionnaire):
        for option in _listed(item, "answerOption"):
            coding = option.get("valueCoding")
            yield coding, _first(_extension_weight(option), coding)
    contained = questionnaire.get("contained") if isinstance(questionnaire, Mapping) else None
    yield from _concepts(contained, None)


def _first(weight: Any, coding: Any) -> Any:
    return weight if weight is not None or not isinstance(coding, Mapping) else _extension_weight(coding)


def _concepts(thing: Any, system_of: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(thing, list):
        for one in thing:
            yield from _concepts(one, system_of)
    elif isinstance(thing, Mapping):
        inner = thing.get("system", system_of)
        if thing.get("resourceType") == "CodeSystem":
            inner = thing.get("url")
        if "code" in thing and (weight := _extension_weight(thing)) is not None:
            yield {"system": inner, "code": thing["code"]}, weight
        for key in ("compose", "include", "concept", "expansion", "contains"):
            yield from _concepts(thing.get(key), inner)


def _weight_entry(coding: Any, weight: Any) -> tuple[Any, Any]:
    if not isinstance(coding, Mapping) or weight is None:
        return None, None
    return (str(coding.get("system")), str(coding.get("code"))), weight


if __name__ == "__main__":
    main()
