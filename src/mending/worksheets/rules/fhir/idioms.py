"""The ways in which most questionnaires reckon, recognised and reckoned by ourselves, without any library.

A sum of weights or numbers of some questions, of all of them or of those whose linkId begins with something; sums
with `iif` around each part, conditions on how many are answered, bands in words. Whatever is not exactly of this
kind is not recognised (None) and goes to the worker. Source: FHIRPath 2.0; the idioms of LHC-Forms and of SDC.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|'(?P<text>(?:[^'\\]|\\['\\/\"])*)'|%(?P<name>[A-Za-z_]\w*)|%`(?P<quoted>[^`]+)`|(?P<word>\$?[A-Za-z_]\w*)"
    r"|(?P<sign><=|>=|!=|[-+*/<>=(){}.,|&\[\]]))"
)
_LOOKUP = re.compile(
    r"^%questionnaire(?:\.item|\.descendants\(\)|\.repeat\(item\))\.where\(linkId\s*=\s*'(?P<id>[^'\\]+)'\)\.answerOption"
    r"\.where\((?P<value>value|valueCoding)\.code\s*=\s*%resource(?:\.item|\.descendants\(\)|\.repeat\(item\))"
    r"\.where\(linkId\s*=\s*'(?P=id)'\)\.answer\.(?P=value)\.code\)\.extension"
    r"\.where\(url\s*=\s*'[^']*(?:ordinalValue|itemWeight)'\)\.(?:valueDecimal|value)$"
)
_VALUES = {"value", "valueInteger", "valueDecimal", "valueString", "valueBoolean"}
_ENDS = {"sum", "count", "exists", "empty", "avg", "first"}
LONGEST = 4_000
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, words or yes and no; nothing at all is `()`."""

    is_: object


@dataclass(frozen=True, slots=True)
class Name:
    """A variable of the form."""

    name: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Answers of some items: `by` is how their linkId is compared (empty: any), `what` is taken of each.

    `depth` is how many levels of items down, 0 for every level; below nought, so many steps from any level.
    """

    by: str
    ids: tuple[str, ...]
    depth: int
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    what: str


@dataclass(frozen=True, slots=True)
class Fold:
    """A function of a list: sum, count, exists, empty, avg, first."""

    name: str
    of: "Reckoning"


@dataclass(frozen=True, slots=True)
class Both:
    """Two parts and what stands between them."""

    sign: str
    left: "Reckoning"
    right: "Reckoning"


@dataclass(frozen=True, slots=True)
class If:
    """iif: the first when it holds, else the second."""

    holds: "Reckoning"
    then: "Reckoning"
    other: "Reckoning"


Reckoning = Literal | Name | Pick | Fold | Both | If


class Strange(Exception):
    """Not of the kinds we know."""


@lru_cache(2_000)
def recognise(expression: str) -> Reckoning | None:
    """The reckoning of an expression, None when it is not of the kinds we know."""
    words = expression.strip()
    if len(words) > LONGEST:
        return None
    if found := _LOOKUP.match(words):
        return Pick("=", (found["id"],), 0 if "descendants" in words or "repeat" in words else 1, (), "weight")
    try:
        return Parser(words).whole()
    except (Strange, RecursionError):
        return None


class Parser:
    """What `recognise` reads an expression with; `criteria` knows more."""

    def __init__(self, words: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        self.places: list[int] = []
        at = 0
        while at < len(words):
            found = _TOKEN.match(words, at)
            if not found:
                raise Strange
            kind = found.lastgroup or ""
            self.tokens.append((kind, found[kind]))
            self.places.append(found.start(kind))
            at = found.end()
        self.at = self.depth = 0

    def whole(self) -> Reckoning:
        made = self.either()
        if self.at != len(self.tokens):
            raise Strange
        return made

    def peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else ("end", "")

    def take(self, kind: str, *words: str) -> str:
        found = self.peek()
        if found[0] != kind or (words and found[1] not in words):
            raise Strange
        self.at += 1
        return found[1]

    def has(self, kind: str, *words: str) -> bool:
        found = self.peek()
        return found[0] == kind and found[1] in words

    def chain(self, inner: Callable[[], Reckoning], kind: str, *signs: str) -> Reckoning:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Strange
        made = inner()
        while self.has(kind, *signs):
            sign = self.take(kind)
            made = Both(sign, made, inner())
        self.depth -= 1
        return made

    def either(self) -> Reckoning:
        return self.chain(self.all_of, "word", "or")

    def all_of(self) -> Reckoning:
        return self.chain(self.equal, "word", "and")

    def equal(self) -> Reckoning:
        return self.chain(self.compared, "sign", "=", "!=")

    def compared(self) -> Reckoning:
        return self.chain(self.added, "sign", "<", ">", "<=", ">=")

    def added(self) -> Reckoning:
        return self.chain(self.timed, "sign", "+", "-")

    def timed(self) -> Reckoning:
        return self.chain(self.ended, "sign", "*", "/")

    def ended(self) -> Reckoning:
        made = self.primary()
        while self.has("sign", ".") and self.peek(1)[1] in _ENDS and self.peek(2) == ("sign", "("):
            self.take("sign", ".")
            made = Fold(self.take("word"), made)
            self.take("sign", "(")
            self.take("sign", ")")
        if self.has("sign", "."):
            raise Strange
        return made

    def primary(self) -> Reckoning:
        kind, word = self.peek()
        if kind in ("number", "text"):
            return self.literal()
        if kind == "name":
            return self.named()
        if kind == "word":
            return self.worded(word)
        if word == "{":
            self.take("sign")
            self.take("sign", "}")
            return Literal(())
        self.take("sign", "(")
        made = self.either()
        self.take("sign", ")")
        return made

    def literal(self) -> Literal:
        kind, word = self.peek()
        self.at += 1
        if kind == "number":
            return Literal(float(word) if "." in word else int(word))
        if "\\" in word:
            raise Strange
        return Literal(word)

    def worded(self, word: str) -> Reckoning:
        if word in ("true", "false"):
            self.take("word")
            return Literal(word == "true")
        self.take("word", "iif")
        self.take("sign", "(")
        parts = [self.either()]
        while self.has("sign", ","):
            self.take("sign")
            parts.append(self.either())
        self.take("sign", ")")
        if len(parts) not in (2, 3):
            raise Strange
        return If(parts[0], parts[1], parts[2] if len(parts) == 3 else Literal(()))

    def named(self) -> Reckoning:
        name = self.take("name")
        if name != "resource":
            if name in ("context", "questionnaire", "qitem", "ucum"):
                raise Strange
            return Name(name)
        return self.pick()

    def pick(self) -> Pick:
        steps: list[tuple[str, tuple[str, ...]]] = []
        deep = False
        while self.step_of("item", "descendants", "repeat"):
            word = self.take("word")
            deep = deep or word != "item"
            if word == "descendants":
                self.signs("(", ")")
            elif word == "repeat":
                self.take("sign", "(")
                self.take("word", "item")
                self.take("sign", ")")
            steps.append(self.where() if self.peek(1) == ("word", "where") else ("", ()))
        if not steps:
            raise Strange
        by, ids = steps[-1]
        return Pick(by, ids, self.level(len(steps)) if deep else len(steps), tuple(steps[:-1]), self.of_answer())

    def level(self, steps: int) -> int:
        """How deep a pick looks that begins at any level."""
        if steps > 1:
            raise Strange
        return 0

    def step_of(self, *words: str) -> bool:
        if self.has("sign", ".") and self.peek(1)[0] == "word" and self.peek(1)[1] in words:
            self.take("sign", ".")
            return True
        return False

    def signs(self, *signs: str) -> None:
        for sign in signs:
            self.take("sign", sign)

    def where(self) -> tuple[str, tuple[str, ...]]:
        """`.where(linkId = 'x')`, `in (..)`, `.startsWith('x')`."""
        self.take("sign", ".")
        self.take("word", "where")
        self.take("sign", "(")
        self.take("word", "linkId")
        ids: tuple[str, ...]
        if self.has("sign", "="):
            self.take("sign")
            by, ids = "=", (self.take("text"),)
        elif self.has("word", "in"):
            self.take("word")
            by, ids = "=", self.listed()
        else:
            self.take("sign", ".")
            self.take("word", "startsWith")
            self.take("sign", "(")
            by, ids = "starts", (self.take("text"),)
            self.take("sign", ")")
        self.take("sign", ")")
        if any("\\" in one for one in ids):
            raise Strange
        return by, ids

    def listed(self) -> tuple[str, ...]:
        self.take("sign", "(")
        made = [self.take("text")]
        while self.has("sign", "|"):
            self.take("sign")
            made.append(self.take("text"))
        self.take("sign", ")")
        return tuple(dict.fromkeys(made))

    def of_answer(self) -> str:
        """What is taken of the answers: themselves, their value, or their weight."""
        if not self.step_of("answer"):
            return "item"
        self.take("word")
        what = "answer"
        if self.step_of(*_VALUES):
            what = self.take("word")
        if self.step_of("ordinal", "weight"):
            self.take("word")
            self.signs("(", ")")
            return "weight"
        return what
