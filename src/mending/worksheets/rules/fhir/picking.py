"""The questions that an expression looks at, and when an answer to one of them compares so."""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mending.worksheets.rules.fhir.criteria import Criterion, Self, Unclear, literals
from mending.worksheets.rules.fhir.given import OTHERWISE, WORDS, Given, every, some
from mending.worksheets.rules.fhir.idioms import Both, Literal, Pick
from mending.worksheets.rules.fhir.items import Instrument, Item, Option, Type, Value
from mending.worksheets.rules.fhir.lenient import number, text
from mending.worksheets.rules.fhir.reading import options_of

Cases = tuple[Given, Given]  # when it is true, and when it is false
_NUMBERS = (Type.INTEGER, Type.DECIMAL, Type.QUANTITY)
_CHOICES = (Type.CHOICE, Type.OPEN_CHOICE)
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}  # fmt: skip


def option_id(value: Value) -> str:
    """How an option is called in our forms: its code, else its words."""
    return value.code or (text(value.is_, "display") if isinstance(value.is_, Mapping) else str(value.is_))


class Picker:
    """`ids` are our names of questions, `called` says how an option is called."""

    def __init__(self, instrument: Instrument, ids: Mapping[str, str], called: Callable[[Option], str]) -> None:
        self.instrument, self.ids, self.called = instrument, ids, called

    def sources(self, pick: Pick) -> list[Item]:
        """The questions that are meant. Raises Unclear when one of them is not there for certain."""
        if not pick.by:
            raise Unclear("It looks at all questions at once.")
        found = [item for item in self.instrument.walk() if item.answerable and self.meant(item, pick)]
        if not found or (pick.by == "=" and len(found) != len(pick.ids)):
            raise Unclear(f"There is no question “{', '.join(pick.ids)}” where it looks.")
        for item in found:
            if any(self.instrument.by_id[link].repeats for link in item.path[:-1]):
                raise Unclear(f"“{item.link_id}” can stand several times.")
        return found

    def meant(self, item: Item, pick: Pick) -> bool:
        """Whether it is named so, and stands where the expression looks."""
        if not named(item, pick.by, pick.ids):
            return False
        return stands(self.instrument, item, pick)

    def one(self, pick: Pick) -> Item:
        found = self.sources(pick)
        if len(found) != 1:
            raise Unclear("It compares several questions at once.")
        return found[0]

    def met(self, pick: Pick, test: Criterion) -> Iterator[Given]:
        """For each question looked at, when one of its answers meets a test."""
        for source in self.sources(pick):
            if source.calculated is not None:
                raise Unclear("It depends on something that is calculated.")
            yield self.tested(source, test)[0]

    def tested(self, source: Item, test: Criterion) -> Cases:
        """When one of its answers meets a test, and when none does."""
        if not isinstance(test, Both):
            raise Unclear("A test of the answers is not understood.")
        if test.sign == "in":
            return self.tested(source, _spread(test))
        if test.sign == "and" and source.repeats:
            return self.chosen_by(source, test)
        if test.sign in ("and", "or"):
            (yes, no), (too, nor) = self.tested(source, test.left), self.tested(source, test.right)
            return (every(yes, too), some(no, nor)) if test.sign == "and" else (some(yes, too), every(no, nor))
        of, value = test.left, test.right
        if not isinstance(of, Self) or not isinstance(value, Literal) or test.sign not in WORDS:
            raise Unclear("A test of the answers is not understood.")
        if source.repeats and source.type not in _CHOICES:
            raise Unclear(f"“{source.link_id}” can have several answers.")
        return self.told_apart(source, of.what, test.sign, None if value.is_ == () else value.is_)

    def chosen_by(self, source: Item, test: Both) -> Cases:
        """Of several choices, one that meets both tests at once."""
        left, right = (self.tested(source, part)[0] for part in (test.left, test.right))
        both = [one for one in _options(left) if one in _options(right)]
        return some(*both), False

    def told_apart(self, source: Item, what: str, sign: str, value: object) -> Cases:
        """When the answer compares so with a value, and when not; without a value, when it has such a part."""
        if source.type in _CHOICES:
            return self.offered(source, what, sign, value)
        if what not in ("value", "answer"):
            raise Unclear(f"“{source.link_id}” is no choice.")
        if source.type is Type.BOOLEAN and isinstance(value, bool) and sign in ("=", "!="):
            wanted = value is (sign == "=")
            return self.test(source, "=", wanted), self.test(source, "=", not wanted)
        if not _comparable(source, sign, value):
            raise Unclear(f"“{source.link_id}” cannot be compared so.")
        return self.test(source, sign, value), self.test(source, OTHERWISE[sign], value)

    def offered(self, source: Item, what: str, sign: str, value: object) -> Cases:
        """By the options that compare so, and by those that do not; one without such a part is neither."""
        offered = options_of(source)
        if not offered or (source.type is Type.OPEN_CHOICE and what in ("value", "answer")):
            raise Unclear(f"What “{source.link_id}” offers is not known.")
        known = [(self.chosen(source, one), part) for one in offered if (part := _part(one, what)) is not None]
        if value is None:
            return some(*(given for given, _ in known)), False
        wanted = _alike(value)
        ordered = sign not in ("=", "!=") and isinstance(wanted, str)
        if ordered or any(type(part) is not type(wanted) for _, part in known):
            raise Unclear(f"“{source.link_id}” cannot be compared so.")
        yes: list[Given] = []
        no: list[Given] = []
        for given, part in known:
            (yes if COMPARE[sign](part, wanted) else no).append(given)
        return some(*yes), some(*no)

    def chosen(self, source: Item, option: Option) -> Given:
        return {"question": self.ids[source.link_id], "is": self.called(option)}

    def answered(self, source: Item) -> Given:
        return {"question": self.ids[source.link_id], "answered": True}

    def test(self, source: Item, sign: str, value: object) -> Given:
        """A comparison that an unanswered question never meets."""
        made = {"question": self.ids[source.link_id], WORDS[sign]: value}
        return every(self.answered(source), made) if sign == "!=" else made

    def worth(self, source: Item, what: str) -> Cases:
        if source.calculated is not None or source.repeats:
            raise Unclear(f"What “{source.link_id}” counts is not understood.")
        if what == "weight" and source.type in _CHOICES:
            if any((one.weight or 0) < 0 for one in source.options):
                raise Unclear("A weight is below nought.")
            weighed = [one for one in source.options if one.weight is not None]
            above = [self.chosen(source, one) for one in weighed if (one.weight or 0) > 0]
            return some(*above), some(*(self.chosen(source, one) for one in weighed))
        least = source.limits.least
        if source.type in _NUMBERS and least is not None and (number(least.is_) or 0) >= 0:
            return self.test(source, ">", 0), self.answered(source)
        raise Unclear(f"What “{source.link_id}” counts is not understood.")


def stands(instrument: Instrument, item: Item, pick: Pick) -> bool:
    """Whether an item stands so deep, inside groups that are named so; below a depth of nought, at its end."""
    if not pick.depth:
        return True
    above = [instrument.by_id[link] for link in item.path[:-1]]
    if len(item.path) < -pick.depth or (pick.depth > 0 and len(item.path) != pick.depth):
        return False
    above = above[len(above) - len(pick.steps) :]
    if any(one.type is not Type.GROUP for one in above):
        return False
    return all(named(one, by, ids) for one, (by, ids) in zip(above, pick.steps, strict=True))


def named(item: Item, by: str, ids: tuple[str, ...]) -> bool:
    """Whether a step of a pick means an item."""
    if by == "starts":
        return item.link_id.startswith(ids[0])
    return not by or item.link_id in ids


def _comparable(source: Item, sign: str, value: object) -> bool:
    """Numbers with a number, words with words, and those only as the same or not."""
    if source.type in (Type.INTEGER, Type.DECIMAL):
        return number(value) is not None
    return source.type in (Type.STRING, Type.TEXT, Type.URL) and sign in ("=", "!=") and isinstance(value, str)


def _alike(value: object) -> object:
    worth = number(value)
    return value if worth is None else worth


def _part(option: Option, what: str) -> object | None:
    """A part of an option as a comparison meets it; None where it has none, or is no plain value."""
    if what == "weight":
        return option.weight
    value = option.value.is_
    if isinstance(value, Mapping):
        return (text(value, what) or None) if what in ("code", "display", "system") else None
    return _alike(value) if what in ("value", "answer") else None


def _spread(test: Both) -> Criterion:
    """`x in ('a' | 'b')` as comparisons joined by or."""
    wanted = literals(test.right)
    if not wanted:
        raise Unclear("It looks in a list that is not understood.")
    made = Both("=", test.left, Literal(wanted[0]))
    for one in wanted[1:]:
        made = Both("or", made, Both("=", test.left, Literal(one)))
    return made


def _options(given: Given) -> list[dict[str, Any]]:
    if isinstance(given, bool):
        return []
    found: list[dict[str, Any]] = given.get("any", [given])
    if any("is" not in one for one in found):
        raise Unclear("A test of the answers is not understood.")
    return found
