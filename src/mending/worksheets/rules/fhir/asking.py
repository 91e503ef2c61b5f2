"""When an item is asked, said by an expression (SDC enableWhenExpression), as a declared condition of ours.

Each part of an expression is true, false or empty; what is found here is when it is true and when it is false, in
conditions on answers. An item is asked when its expression is true. What cannot be said so exactly is Unclear.
"""

from collections.abc import Callable, Mapping

from mending.worksheets.rules.fhir.criteria import Criterion, Self, Some, Unclear, criterion, literals, rooted
from mending.worksheets.rules.fhir.given import WORDS, Given, every, some, turned
from mending.worksheets.rules.fhir.idioms import Both, Fold, If, Literal, Name, Pick
from mending.worksheets.rules.fhir.items import Instrument, Item, Option
from mending.worksheets.rules.fhir.picking import COMPARE, Cases, Picker

DEEPEST = 20
_TURNED = {"=": "=", "!=": "!=", ">": "<", "<": ">", ">=": "<=", "<=": ">="}
_LOGIC = ("and", "or", "xor", "implies")


def asked_when(
    instrument: Instrument, item: Item, ids: Mapping[str, str], called: Callable[[Option], str]
) -> Given:
    """The condition of an item's expression; `ids` are our names of questions. Raises Unclear."""
    if item.enable is None:
        return True
    return _Asker(instrument, item, Picker(instrument, ids, called), 0).cases(criterion(item.enable.text))[0]


def true_when(
    instrument: Instrument, item: Item, of: Criterion, ids: Mapping[str, str], called: Callable[[Option], str]
) -> Given:
    """When a part of an expression is true, seen from an item. Raises Unclear."""
    return _Asker(instrument, item, Picker(instrument, ids, called), 0).cases(of)[0]


class _Asker:
    """Reads an expression as it is seen from an item; `deep` counts the expressions it came through."""

    def __init__(self, instrument: Instrument, item: Item, picker: Picker, deep: int) -> None:
        if deep > DEEPEST:
            raise Unclear("It goes round in a circle.")
        self.instrument, self.item, self.picker, self.deep = instrument, item, picker, deep

    def cases(self, of: Criterion) -> Cases:
        """When it is true and when it is false."""
        match of:
            case Literal(is_=bool() | () as value):
                return value is True, value is False
            case Name():
                return self.inner(self.item).cases(self.variable(of.name))
            case Fold():
                return self.folded(of)
            case If():
                return self.forked(of)
            case Pick():
                return self.compared(of, "=", True)
            case Both():
                return self.joined(of)
        raise Unclear("A part of it is no condition.")

    def folded(self, of: Fold) -> Cases:
        if of.name == "first":
            return self.cases(of.of)
        if of.name == "not":
            yes, no = self.cases(of.of)
            return no, yes
        if of.name not in ("exists", "hasValue", "empty"):
            raise Unclear("A part of it is no condition.")
        there = self.there(of.of)
        return (turned(there), there) if of.name == "empty" else (there, turned(there))

    def joined(self, of: Both) -> Cases:
        if of.sign in _LOGIC:
            return _logic(of.sign, self.cases(of.left), self.cases(of.right))
        if of.sign == "in":
            return self.member(of)
        if of.sign not in WORDS:
            raise Unclear(f"“{of.sign}” is not understood in a condition.")
        left, right = literals(of.left), literals(of.right)
        if right is not None and len(right) == 1:
            return self.compared(of.left, of.sign, right[0])
        if left is not None and len(left) == 1:
            return self.compared(of.right, _TURNED[of.sign], left[0])
        raise Unclear("It compares with something that is no fixed value.")

    def forked(self, of: If) -> Cases:
        holds = self.cases(of.holds)[0]
        return _either(holds, self.cases(of.then), self.cases(of.other))

    def member(self, of: Both) -> Cases:
        wanted, single = literals(of.right), literals(of.left)
        if wanted:
            found = [self.compared(of.left, "=", one) for one in wanted]
            return some(*(yes for yes, _ in found)), every(*(no for _, no in found))
        pick = self.plain(of.right)
        if single and len(single) == 1 and isinstance(pick, Pick):
            same = Both("=", Self(pick.what), Literal(single[0]))  # type: ignore[arg-type]
            there = some(*self.picker.met(pick, same))
            return there, turned(there)
        raise Unclear("It looks in a list that is not understood.")

    def inner(self, item: Item) -> "_Asker":
        """One that reads a variable, or what another item calculates."""
        return _Asker(self.instrument, item, self.picker, self.deep + 1)

    def variable(self, name: str) -> Criterion:
        around = [self.instrument.by_id[link] for link in self.item.path if link in self.instrument.by_id]
        declared = {one.name: rooted(one.text) for one in self.instrument.variables}
        declared |= {one.name: one.text for owner in around for one in owner.variables}
        if name not in declared:
            raise Unclear(f"“%{name}” is not known.")
        return criterion(declared[name])

    def plain(self, of: Criterion) -> Criterion:
        """Without the names and the `first()` around it."""
        for _ in range(DEEPEST):
            if isinstance(of, Name):
                of = self.variable(of.name)
            elif isinstance(of, Fold) and of.name == "first":
                of = of.of
            else:
                return of
        raise Unclear("It goes round in a circle.")

    def compared(self, of: Criterion, sign: str, value: object) -> Cases:
        """A comparison with a fixed value."""
        of = self.plain(of)
        match of:
            case If():
                then, other = (Both(sign, part, Literal(value)) for part in (of.then, of.other))
                return self.inner(self.item).forked(If(of.holds, then, other))
            case Literal():
                return _fixed(of.is_, sign, value)
            case Fold(name="count"):
                return self.counted(of.of, sign, value)
            case Pick():
                return self.answer(of, sign, value)
        if isinstance(value, bool) and sign in ("=", "!="):
            yes, no = self.inner(self.item).cases(of)
            return (yes, no) if value is (sign == "=") else (no, yes)
        return self.above(of, sign, value)

    def answer(self, pick: Pick, sign: str, value: object) -> Cases:
        """The answer to a question compared, or what an item calculates."""
        source = self.picker.one(pick)
        if source.calculated is not None and isinstance(value, bool):
            return self.inner(source).compared(_calculation(source), sign, value)
        if source.calculated is not None:
            return self.above(pick, sign, value)
        if source.repeats:
            raise Unclear(f"“{source.link_id}” can have several answers, and all are compared at once.")
        return self.picker.told_apart(source, pick.what, sign, value)

    def above(self, of: Criterion, sign: str, value: object) -> Cases:
        """A sum compared with nought, the one thing of it that answers can say."""
        if sign != ">" or value != 0 or isinstance(value, bool):
            raise Unclear("It depends on something that is calculated.")
        positive, there = self.amount(of)
        return positive, every(there, turned(positive))

    def counted(self, of: Criterion, sign: str, value: object) -> Cases:
        """How many are answered: at least one, none, or all of several questions."""
        there = self.there(of)
        if (sign, value) in ((">", 0), (">=", 1), ("!=", 0)):
            return there, turned(there)
        if (sign, value) in (("=", 0), ("<", 1), ("<=", 0)):
            return turned(there), there
        pick = self.plain(of)
        sources = self.picker.sources(pick) if isinstance(pick, Pick) else []
        if value != len(sources) or sign not in ("=", ">=") or any(one.repeats for one in sources):
            raise Unclear("It counts answers in a way that is not understood.")
        found = every(*map(self.picker.answered, sources))
        return found, turned(found)

    def there(self, of: Criterion) -> Given:
        """When something is found."""
        of = self.plain(of)
        if isinstance(of, Some):
            return some(*self.picker.met(of.of, of.test))
        if isinstance(of, Both) and of.sign in (*_LOGIC, "in", *WORDS):
            return some(*self.inner(self.item).cases(of))
        if not isinstance(of, Pick) or any(one.calculated for one in self.picker.sources(of)):
            return self.amount(of)[1]
        if of.what in ("code", "display", "system", "weight"):
            part = Both("!=", Self(of.what), Literal(()))  # type: ignore[arg-type]
            return some(*self.picker.met(of, part))
        return some(*map(self.picker.answered, self.picker.sources(of)))

    def amount(self, of: Criterion) -> Cases:
        """When a sum of weights is above nought, and when it is there at all."""
        of = self.plain(of)
        match of:
            case Literal():
                return _worth(of.is_)
            case Fold(name="sum"):
                return self.total(of)
            case Both(sign="+"):
                (above, there), (more, too) = self.inner(self.item).amount(of.left), self.amount(of.right)
                return every(there, too, some(above, more)), every(there, too)
            case If():
                inner = self.inner(self.item)
                return _either(inner.cases(of.holds)[0], inner.amount(of.then), inner.amount(of.other))
            case Pick():
                source = self.picker.one(of)
                if source.calculated is None:
                    return self.picker.worth(source, of.what)
                return self.inner(source).amount(_calculation(source))
        raise Unclear("It depends on something that is calculated.")

    def total(self, of: Fold) -> Cases:
        pick = self.plain(of.of)
        if not isinstance(pick, Pick):
            raise Unclear("It depends on something that is calculated.")
        parts = [self.picker.worth(one, pick.what) for one in self.picker.sources(pick)]
        return some(*(above for above, _ in parts)), some(*(there for _, there in parts))


def _logic(sign: str, one: Cases, other: Cases) -> Cases:
    (yes, no), (too, nor) = one, other
    match sign:
        case "and":
            return every(yes, too), some(no, nor)
        case "or":
            return some(yes, too), every(no, nor)
        case "implies":
            return some(no, too), every(yes, nor)
    return some(every(yes, nor), every(no, too)), some(every(yes, too), every(no, nor))


def _either(holds: Given, then: Cases, other: Cases) -> Cases:
    """The one when it holds, else the other."""
    yes, no = (some(every(holds, a), every(turned(holds), b)) for a, b in zip(then, other, strict=True))
    return yes, no


def _fixed(left: object, sign: str, right: object) -> Cases:
    if left == ():
        return False, False
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (left, right))
    if not numbers and (type(left) is not type(right) or sign not in ("=", "!=")):
        raise Unclear("It compares values of two kinds.")
    holds = COMPARE[sign](left, right)
    return holds, not holds


def _worth(value: object) -> Cases:
    if value == ():
        return False, False
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise Unclear("It depends on something that is calculated.")
    return value > 0, True


def _calculation(source: Item) -> Criterion:
    if source.calculated is None or source.when or source.enable:
        raise Unclear(f"“{source.link_id}” is not understood.")
    return criterion(source.calculated.text)
