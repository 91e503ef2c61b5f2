"""Sums of answers, read from an expression: what is added, how often each counts, and what a chosen answer counts.

Sums, means, parts taken times a number, a scale counted from its other end, and points for a chosen answer
(`iif(… = 'yes', 2, 0)`, `where(…).count()`). Whatever is not exactly of this kind is Unclear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mending.worksheets.rules.fhir.asking import true_when
from mending.worksheets.rules.fhir.criteria import Criterion, Some, Unclear, criterion, rooted
from mending.worksheets.rules.fhir.given import Given
from mending.worksheets.rules.fhir.idioms import Both, Fold, If, Literal, Name, Pick, recognise
from mending.worksheets.rules.fhir.items import Instrument, Item, Type
from mending.worksheets.rules.fhir.lenient import number
from mending.worksheets.rules.fhir.picking import Picker, named, option_id, stands

DEEPEST = 12
_ADDRESS = re.compile(r"url\s*=\s*%(\w+)")
Points = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of questions by linkId; `loose` when an unanswered one counts nought there.

    `missing` is how many may be unanswered in a mean, `times` how often a question counts, `reverse` those counted
    from the other end, `points` what an option of a question counts.
    """

    of: tuple[str, ...]
    mean: bool = False
    loose: bool = False
    missing: int = 0
    times: tuple[tuple[str, float], ...] = ()
    reverse: tuple[str, ...] = ()
    points: tuple[tuple[str, Points], ...] = ()


class Adder:
    """Reads what an item adds up; `deep` counts the variables it came through."""

    def __init__(self, instrument: Instrument, item: Item, deep: int = 0) -> None:
        if deep > DEEPEST:
            raise Unclear("It goes round in a circle.")
        self.instrument, self.item, self.deep = instrument, item, deep
        around = [instrument.by_id[link] for link in item.path if link in instrument.by_id]
        self.variables = {one.name: rooted(one.text) for one in instrument.variables}
        self.variables |= {one.name: one.text for owner in around for one in owner.variables}
        self.ids = {link: link for link in instrument.by_id}
        self.picker = Picker(instrument, self.ids, lambda option: option_id(option.value))

    def parsed(self, expression: str) -> Criterion:
        """The tree of an expression; the address of an extension may be a variable."""
        words = _ADDRESS.sub(self.address, expression)
        return recognise(words) or criterion(words)

    def address(self, found: re.Match[str]) -> str:
        words = self.variables.get(found[1], "").strip()
        return f"url={words}" if words.startswith("'") else found[0]

    def named(self, name: str) -> Criterion:
        """What a variable is."""
        if name not in self.variables:
            raise Unclear(f"“%{name}” is not known.")
        return self.parsed(self.variables[name])

    def inner(self) -> "Adder":
        return Adder(self.instrument, self.item, self.deep + 1)

    def plain(self, of: Criterion) -> Criterion:
        """Without the names around it."""
        for _ in range(DEEPEST):
            if not isinstance(of, Name):
                return of
            of = self.named(of.name)
        raise Unclear("It goes round in a circle.")

    def sum(self, of: Criterion) -> Sum:
        """What is added up. Raises Unclear."""
        match of:
            case Name():
                return self.inner().sum(self.named(of.name))
            case Pick():
                return Sum(self.questions(of))
            case Fold():
                return self.folded(of)
            case Both():
                return self.joined(of)
            case If():
                return self.pointed(of) if _is_number(of.then) else self.guarded(of)
        raise Unclear("A part of it is no sum.")

    def folded(self, of: Fold) -> Sum:
        inner = self.plain(of.of)
        if of.name == "first":
            return self.sum(inner)
        if of.name == "count" and isinstance(inner, Some):
            return self.counting(inner)
        if not isinstance(inner, Pick) or of.name not in ("sum", "avg"):
            raise Unclear(f"“{of.name}()” is not understood in a sum.")
        found = self.questions(inner)
        if of.name == "avg":
            return Sum(found, mean=True, missing=len(found) - 1)
        return Sum(found, loose=True)

    def joined(self, of: Both) -> Sum:
        left, right = self.plain(of.left), self.plain(of.right)
        if of.sign == "+" and (_worth(left) == 0 or _worth(right) == 0):
            return self.inner().sum(right if _worth(left) == 0 else left)
        if of.sign == "+":
            return _added(self.inner().sum(left), self.inner().sum(right))
        if of.sign == "*" and (factor := _worth(left) or _worth(right)):
            return _scaled(self.inner().sum(right if _worth(left) else left), factor)
        if of.sign == "/" and (share := _worth(right)):
            return _shared(self.inner().sum(left), share)
        if of.sign == "/":
            return self.averaged(self.inner().sum(left), right)
        if of.sign == "-" and (ends := _worth(left)) is not None:
            return self.turned(self.inner().sum(right), ends)
        raise Unclear(f"“{of.sign}” is not understood in a sum.")

    def averaged(self, total: Sum, by: Criterion) -> Sum:
        """Divided by how many are answered: what is missing is left out of the mean."""
        if total.mean or total.times or {*self.counted(by)} != {*total.of}:
            raise Unclear("It is divided by something that is not the number of its answers.")
        return replace(total, mean=True, loose=False, missing=len(total.of) - 1)

    def counted(self, of: Criterion) -> Iterator[str]:
        """The questions whose answers are counted."""
        of = self.plain(of)
        match of:
            case Fold(name="count"):
                pick = self.plain(of.of)
                if isinstance(pick, Pick):
                    yield from self.questions(pick, ("item", "answer", "value", "weight"))
                    return
            case Both(sign="+"):
                yield from self.counted(of.left)
                yield from self.counted(of.right)
                return
            case If(holds=Fold(name="exists", of=there)) if _worth(of.then) == 1 and _worth(of.other) == 0:
                pick = self.plain(there)
                if isinstance(pick, Pick):
                    yield from self.questions(pick, ("item", "answer", "value", "weight"))
                    return
        raise Unclear("It is divided by something that is not the number of its answers.")

    def turned(self, part: Sum, ends: float) -> Sum:
        """A scale taken from the sum of its ends: counted from the other end."""
        if len(part.of) != 1 or part.mean or part.times or part.points or part.reverse:
            raise Unclear("It takes something away.")
        if ends != _ends(self.instrument.by_id[part.of[0]]):
            raise Unclear(f"It takes “{part.of[0]}” away from a number that is not the sum of its ends.")
        return replace(part, reverse=part.of)

    def pointed(self, of: If) -> Sum:
        """`iif(chosen, 2, 0)`, and one inside the other: what a chosen answer counts."""
        points: dict[str, float] = {}
        asked: set[str] = set()
        rest: Criterion = of
        while isinstance(rest, If):
            worth = _worth(rest.then)
            if worth is None:
                raise Unclear("A part of it is no number.")
            given = true_when(self.instrument, self.item, rest.holds, self.ids, self.picker.called)
            for question, option in _chosen(given):
                asked.add(question)
                points.setdefault(option, worth)
            rest = rest.other
        if len(asked) != 1 or (rest != Literal(()) and _worth(rest) != 0):
            raise Unclear("What it counts does not depend on the answer to one question alone.")
        link = asked.pop()
        source = self.instrument.by_id[link]
        if source.repeats:
            raise Unclear(f"“{link}” can have several answers.")
        if rest == Literal(()) and len(points) < max(2, len(source.options)):
            raise Unclear(f"Some answers to “{link}” leave it without a sum.")
        return self.choosing(link, points, loose=rest != Literal(()))

    def counting(self, of: Some) -> Sum:
        """`where(…).count()`: one for each answer that meets a test."""
        made = None
        for source in self.picker.sources(of.of):
            chosen = [*_chosen(self.picker.tested(source, of.test)[0])]
            one = self.choosing(source.link_id, {option: 1 for _, option in chosen}, loose=True)
            made = one if made is None else _added(made, one)
        if made is None:
            raise Unclear("It counts nothing.")
        return made

    def choosing(self, link: str, points: dict[str, float], *, loose: bool) -> Sum:
        """A question whose answers count these points; yes and no count themselves, taken times a number."""
        if self.instrument.by_id[link].type is not Type.BOOLEAN:
            return Sum((link,), loose=loose, points=((link, tuple(points.items())),))
        yes, no = points.get("yes", 0), points.get("no", 0)
        if (yes and no) or not (yes or no):
            raise Unclear(f"What “{link}” counts is not understood.")
        turned = () if yes else (link,)
        return _scaled(Sum((link,), loose=loose, reverse=turned), yes or no)

    def guarded(self, of: If) -> Sum:
        """`iif(answered, sum, {})` and `iif(x.exists(), x, 0)`; the first is strict when it asks for all."""
        if of.other not in (Literal(()), Literal(0)):
            raise Unclear("It adds up something else when its condition does not hold.")
        found = self.inner().sum(of.then)
        signs, folds = set(), 0
        for part in self.parts(of.holds, 0):
            if isinstance(part, Fold) and part.name in ("exists", "count", "hasValue"):
                folds += 1
            elif isinstance(part, Both) and part.sign in ("and", "or", "=", ">", ">="):
                signs.add(part.sign)
            elif not isinstance(part, Literal):
                raise Unclear("Its condition is more than whether it is answered.")
        strict = "or" not in signs and of.other == Literal(()) and (folds >= len(found.of) or "=" in signs)
        return replace(found, loose=not strict and not found.missing)

    def parts(self, of: Criterion, deep: int) -> Iterator[Criterion]:
        if deep > DEEPEST:
            raise Unclear("It goes round in a circle.")
        if isinstance(of, Name):
            yield from self.parts(self.named(of.name), deep + 1)
            return
        yield of
        if isinstance(of, Both):
            yield from self.parts(of.left, deep + 1)
            yield from self.parts(of.right, deep + 1)

    def meant(self, item: Item, pick: Pick) -> bool:
        """Whether a pick means a question."""
        if not item.answerable or item.calculated or not named(item, pick.by, pick.ids):
            return False
        if pick.what == "weight" and not any(option.weight is not None for option in item.options):
            return False
        return stands(self.instrument, item, pick)

    def questions(
        self, pick: Pick, whats: tuple[str, ...] = ("weight", "value", "valueInteger", "valueDecimal")
    ) -> tuple[str, ...]:
        """The questions that a pick means."""
        if pick.what not in whats:
            raise Unclear("It adds up something other than numbers and weights.")
        found = [item.link_id for item in self.instrument.walk() if self.meant(item, pick)]
        if pick.by == "=" and len(found) != len(pick.ids):
            raise Unclear(f"There is no question “{', '.join(pick.ids)}” where it looks.")
        return tuple(found)


def _worth(of: Criterion) -> float | None:
    if not isinstance(of, Literal) or isinstance(of.is_, bool) or not isinstance(of.is_, int | float):
        return None
    return of.is_


def _is_number(of: Criterion) -> bool:
    return _worth(of) is not None


def _added(left: Sum, right: Sum) -> Sum:
    if left.mean or right.mean:
        raise Unclear("It adds up means.")
    return Sum(
        (*left.of, *right.of),
        loose=left.loose or right.loose,
        times=(*left.times, *right.times),
        reverse=(*left.reverse, *right.reverse),
        points=(*left.points, *right.points),
    )


def _scaled(of: Sum, factor: float) -> Sum:
    if of.missing:
        raise Unclear("It takes a mean with missing answers times a number.")
    before = dict(of.times)
    after = {link: before.get(link, 1) * factor for link in of.of}
    return replace(of, times=tuple((link, times) for link, times in after.items() if times != 1))


def _shared(of: Sum, share: float) -> Sum:
    if share == len(of.of) and not of.mean and not of.times:
        return replace(of, mean=True)
    return _scaled(of, 1 / share)


def _ends(item: Item) -> float | None:
    """The smallest and the largest that a question counts, added."""
    weights = [option.weight for option in item.options if option.weight is not None]
    if weights:
        return float(min(weights) + max(weights))
    least, most = (number(one.is_) if one else None for one in (item.limits.least, item.limits.most))
    if item.type is Type.BOOLEAN:
        return 1
    return None if least is None or most is None else float(least + most)


def _chosen(given: Given) -> Iterator[tuple[str, str]]:
    """The questions and options of a condition that is only what was chosen."""
    parts = [given] if isinstance(given, bool) or "any" not in given else given["any"]
    for part in parts:
        if isinstance(part, bool) or "is" not in part:
            raise Unclear("What it counts depends on more than which answer was chosen.")
        value = part["is"]
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if not isinstance(value, str):
            raise Unclear("What it counts depends on more than which answer was chosen.")
        yield part["question"], value
