"""Expressions that are yes or no, as conditions use them, read into a tree.

More is read here than `idioms` reckons: `not()`, `xor`, `implies`, `in` and `contains`, `where(…)` and `exists(…)`
with a test, codes and words of a choice. Source: FHIRPath 2.0. Nothing is reckoned; see `asking`.
"""

import re
from dataclasses import dataclass

from mending.worksheets.rules.fhir.idioms import (
    LONGEST,
    Both,
    Fold,
    Literal,
    Name,
    Parser,
    Pick,
    Reckoning,
    Strange,
)

_ITEM = re.compile(r"(^\s*|[-+*/=<>,&|]\s*|\biif\(\s*|\s(?:and|or)\s+)item(?=\.(?:where|item|answer)\b)")
_PARTS = ("code", "display", "system")
_FOLDS = ("exists", "empty", "hasValue", "count", "sum", "avg", "first", "not", "aggregate")


@dataclass(frozen=True, slots=True)
class Self:
    """Within a test: the answer looked at, or its code, words or system."""

    what: str


@dataclass(frozen=True, slots=True)
class Some:
    """Those of the answers that meet a test."""

    of: Pick
    test: "Criterion"


Criterion = Reckoning | Self | Some


class Unclear(Exception):
    """What is not understood, in words."""


def criterion(expression: str) -> Criterion:
    """The tree of an expression. Raises Unclear with the words that are not understood."""
    if len(expression) > LONGEST:
        raise Unclear("It is too long.")
    reader = None
    try:
        reader = _Reader(expression)
        return reader.whole()
    except (Strange, RecursionError):
        rest = expression[reader.places[reader.at] :] if reader and reader.at < len(reader.places) else expression
        raise Unclear(f"What begins with “{rest[:60]}” is not understood.") from None


def rooted(expression: str) -> str:
    """An expression of the whole form, where `item` is `%resource.item`."""
    return _ITEM.sub(r"\g<1>%resource.item", expression)


class _Reader(Parser):
    within = ""  # what a test looks at: an answer, its value, or its code

    def either(self) -> Reckoning:
        return self.chain(self.one_of, "word", "implies")

    def one_of(self) -> Reckoning:
        return self.chain(self.all_of, "word", "or", "xor")

    def all_of(self) -> Reckoning:
        return self.chain(self.member, "word", "and")

    def member(self) -> Reckoning:
        made = self.equal()
        if self.has("word", "in", "contains"):
            sign = self.take("word")
            other = self.equal()
            return Both("in", made, other) if sign == "in" else Both("in", other, made)
        return made

    def compared(self) -> Reckoning:
        return self.chain(self.united, "sign", "<", ">", "<=", ">=")

    def united(self) -> Reckoning:
        return self.chain(self.added, "sign", "|")

    def worded(self, word: str) -> Reckoning:
        if not self.within or word in ("true", "false", "iif"):
            return super().worded(word)
        self.take("word")
        return Self(self.part(self.within, word))  # type: ignore[return-value]

    def primary(self) -> Reckoning:
        return Name(self.take("quoted")) if self.peek()[0] == "quoted" else super().primary()

    def level(self, steps: int) -> int:
        return 0 if steps == 1 else -steps

    def part(self, of: str, word: str) -> str:
        """What a word means inside a test on `of`."""
        if of == "answer" and word.startswith("value"):
            self.typed()
            return self.take("word") if self.step_of(*_PARTS) else "value"
        if of == "value" and word in _PARTS:
            return word
        if word == "$this" and of != "answer":
            return of
        raise Strange

    def typed(self) -> None:
        """`.ofType(Coding)` changes nothing here."""
        if self.step_of("ofType"):
            self.take("word")
            self.take("sign", "(")
            self.at += 1
            self.take("sign", ")")

    def ended(self) -> Reckoning:
        made = self.primary()
        while self.has("sign", ".") and self.peek(2) == ("sign", "("):
            made = self.called(made)
        if self.has("sign", ".", "["):
            raise Strange
        return made

    def called(self, made: Reckoning) -> Reckoning:
        word = self.peek(1)[1]
        if word not in (*_FOLDS, "where"):
            raise Strange
        self.signs(".")
        self.take("word")
        self.take("sign", "(")
        if word == "aggregate":
            return self.aggregated(made)
        if self.has("sign", ")"):
            if word == "where":
                raise Strange
            self.take("sign")
            return Fold(word, made)
        if word not in ("exists", "where") or not isinstance(made, Pick) or self.within:
            raise Strange
        self.within = made.what
        some: Reckoning = Some(made, self.either())  # type: ignore[assignment]
        self.within = ""
        self.take("sign", ")")
        return Fold("exists", some) if word == "exists" else some

    def aggregated(self, made: Reckoning) -> Reckoning:
        """`aggregate($this + $total, 0)` is a sum."""
        parts = {self.take("word"), self.take("sign"), self.take("word")}
        self.take("sign", ",")
        self.take("number", "0")
        self.take("sign", ")")
        if parts != {"$this", "+", "$total"}:
            raise Strange
        return Fold("sum", made)

    def of_answer(self) -> str:
        if not self.step_of("answer"):
            return "item"
        self.take("word")
        self.only_first()
        what = "answer"
        if self.step_of("value", "valueInteger", "valueDecimal", "valueString", "valueBoolean", "valueCoding"):
            self.take("word")
            self.typed()
            what = self.take("word") if self.step_of(*_PARTS) else "value"
        if self.step_of("ordinal", "weight"):
            self.take("word")
            self.signs("(", ")")
            return "weight"
        return what

    def only_first(self) -> None:
        """`.first()` and `[0]` of the answers to one question."""
        if self.has("sign", "["):
            self.take("sign")
            self.take("number", "0")
            self.take("sign", "]")
        elif self.step_of("first"):
            self.take("word")
            self.signs("(", ")")


def literals(of: Criterion) -> list[object] | None:
    """The values of `'a' | 'b'`, None when it is anything else."""
    if isinstance(of, Literal):
        return [] if of.is_ == () else [of.is_]
    if isinstance(of, Both) and of.sign == "|":
        left, right = literals(of.left), literals(of.right)
        return None if left is None or right is None else [*left, *right]
    return None
