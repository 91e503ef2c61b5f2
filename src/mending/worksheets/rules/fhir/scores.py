"""Which calculated items are plain scores: a sum or mean of weights or numbers of some questions, and its bands.

The importer confirms what is found here; nothing else of an expression is taken over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mending.worksheets.rules.fhir.idioms import Both, Fold, If, Literal, Name, Pick, Reckoning, recognise
from mending.worksheets.rules.fhir.items import Instrument, Item, Type

_ADDABLE = (Type.INTEGER, Type.DECIMAL, Type.QUANTITY, Type.BOOLEAN)
DEEPEST = 12
FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of questions by linkId; `loose` when an unanswered one counts nought there."""

    of: tuple[str, ...]
    mean: bool = False
    loose: bool = False


class _No(Exception):
    """It is not a plain score."""


def score_of(instrument: Instrument, item: Item) -> Sum | None:
    """The score an item calculates, or None."""
    if item.calculated is None or item.type not in (Type.INTEGER, Type.DECIMAL, Type.QUANTITY):
        return None
    of = recognise(item.calculated.text)
    if of is None:
        return None
    try:
        found = _sum(_Reader(instrument, item), of, 0)
    except _No:
        return None
    usable = all(_weighs(instrument, link) for link in found.of)
    return found if len(found.of) > 1 and len(set(found.of)) == len(found.of) and usable else None


def _weighs(instrument: Instrument, link: str) -> bool:
    """Whether our scores can count it: outside repeating groups, a number, or a choice with weights."""
    item = instrument.by_id.get(link)
    if item is None or item.calculated is not None:
        return False
    around = [instrument.by_id[one] for one in item.path[:-1] if one in instrument.by_id]
    if any(one.repeats for one in around):
        return False
    return item.type in _ADDABLE or any(option.weight is not None for option in item.options)


class _Reader:
    """An item's variables, and the questions a pick means."""

    def __init__(self, instrument: Instrument, item: Item) -> None:
        self.instrument = instrument
        around = [instrument.by_id[link] for link in item.path if link in instrument.by_id]
        found = [*instrument.variables, *(one for owner in around for one in owner.variables)]
        self.variables = {one.name: one.text for one in found}

    def named(self, name: str) -> Reckoning:
        of = recognise(self.variables.get(name, ""))
        if of is None:
            raise _No
        return of

    def questions(self, pick: Pick) -> tuple[str, ...]:
        if pick.what not in ("weight", "value", "valueInteger", "valueDecimal"):
            raise _No
        found = [item.link_id for item in self.instrument.walk() if self._meant(item, pick)]
        if pick.by == "=" and len(found) != len(pick.ids):
            raise _No
        return tuple(found)

    def _meant(self, item: Item, pick: Pick) -> bool:
        if not item.answerable or item.calculated or (pick.depth and len(item.path) != pick.depth):
            return False
        if pick.what == "weight" and not any(option.weight is not None for option in item.options):
            return False
        if pick.by == "starts":
            return item.link_id.startswith(pick.ids[0])
        return not pick.by or item.link_id in pick.ids


def _sum(reader: _Reader, of: Reckoning, deep: int) -> Sum:
    if deep > DEEPEST:
        raise _No
    match of:
        case Name():
            return _sum(reader, reader.named(of.name), deep + 1)
        case Pick():
            return Sum(reader.questions(of))
        case Fold(name="sum" | "avg", of=Pick() as pick):
            return Sum(reader.questions(pick), of.name == "avg", loose=True)
        case Both(sign="+"):
            return _added(_sum(reader, of.left, deep + 1), _sum(reader, of.right, deep + 1))
        case Both(sign="/", right=Literal()):
            return _mean(_sum(reader, of.left, deep + 1), of.right)
        case If():
            return _guarded(reader, of, deep)
    raise _No


def _added(left: Sum, right: Sum) -> Sum:
    if left.mean or right.mean:
        raise _No
    return Sum((*left.of, *right.of), loose=left.loose or right.loose)


def _mean(total: Sum, by: Reckoning) -> Sum:
    if not isinstance(by, Literal) or by.is_ != len(total.of) or total.mean:
        raise _No
    return Sum(total.of, True, total.loose)


def _guarded(reader: _Reader, of: If, deep: int) -> Sum:
    """`iif(answered, sum, {})` and `iif(x.exists(), x, 0)`; the first is strict when it asks for all."""
    if not isinstance(of.other, Literal) or of.other.is_ not in ((), 0):
        raise _No
    found = _sum(reader, of.then, deep + 1)
    signs, folds = {"": 0}, 0
    for part in _parts(reader, of.holds, deep):
        if isinstance(part, Fold) and part.name in ("exists", "count"):
            folds += 1
        elif isinstance(part, Both) and part.sign in ("and", "or", "=", ">", ">="):
            signs[part.sign] = 1
        elif not isinstance(part, Literal):
            raise _No
    strict = "or" not in signs and of.other.is_ == () and (folds >= len(found.of) or "=" in signs)
    return Sum(found.of, found.mean, loose=not strict)


def _parts(reader: _Reader, of: Reckoning, deep: int) -> Iterator[Reckoning]:
    if deep > DEEPEST:
        raise _No
    if isinstance(of, Name):
        yield from _parts(reader, reader.named(of.name), deep + 1)
        return
    yield of
    if isinstance(of, Both):
        yield from _parts(reader, of.left, deep + 1)
        yield from _parts(reader, of.right, deep + 1)


def bands_of(
    instrument: Instrument, item: Item, scores: Mapping[str, Any], ids: Mapping[str, str]
) -> tuple[str, list[dict[str, Any]]] | None:
    """The score an item puts words to, and the bands: `iif(score < 5, 'a', iif(score < 10, 'b', 'c'))`."""
    of = recognise(item.calculated.text) if item.calculated and item.type in (Type.STRING, Type.TEXT) else None
    if of is None or not scores:
        return None
    try:
        return _bands(_Reader(instrument, item), of, scores, ids)
    except _No:
        return None


def _bands(
    reader: _Reader, of: Reckoning, scores: Mapping[str, Any], ids: Mapping[str, str]
) -> tuple[str, list[dict[str, Any]]]:
    low, made, named = 0, [], set()
    if isinstance(of, If) and isinstance(of.then, Literal) and of.then.is_ == ():
        of = of.other  # nothing to say while there is no score
    while isinstance(of, If):
        holds = of.holds
        if not (isinstance(holds, Both) and isinstance(holds.right, Literal) and holds.sign in ("<", "<=")):
            raise _No
        named.add(_score_named(reader, holds.left, scores, ids))
        if not isinstance(holds.right.is_, int):
            raise _No
        high = holds.right.is_ - (holds.sign == "<")
        made.append({"low": low, "high": high, "title": _title(of.then)})
        low, of = high + 1, of.other
    made.append({"low": low, "high": FARTHEST, "title": _title(of)})
    if len(named) != 1 or len(made) < 2:
        raise _No
    return named.pop(), made


def _title(of: Reckoning) -> str:
    if not isinstance(of, Literal) or not isinstance(of.is_, str) or not of.is_:
        raise _No
    return of.is_


def _score_named(reader: _Reader, of: Reckoning, scores: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    """The score meant: by the item that calculates it, or by adding up the same questions."""
    if isinstance(of, Name):
        of = reader.named(of.name)
    if isinstance(of, Pick) and len(of.ids) == 1 and ids.get(of.ids[0]) in scores:
        return ids[of.ids[0]]
    wanted = [ids[link] for link in _sum(reader, of, 0).of]
    found = [id for id, one in scores.items() if one["of"] == wanted]
    if not found:
        raise _No
    return found[0]
