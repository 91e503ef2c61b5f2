"""Which calculated items are plain scores, and what their bands are.

The importer confirms what is found here; nothing else of an expression is taken over.
"""

from collections.abc import Mapping
from typing import Any

from mending.worksheets.rules.fhir.adding import Adder, Sum
from mending.worksheets.rules.fhir.criteria import Criterion, Unclear, criterion
from mending.worksheets.rules.fhir.idioms import Both, If, Literal, Name, Pick, Reckoning, recognise
from mending.worksheets.rules.fhir.items import Instrument, Item, Type

_ADDABLE = (Type.INTEGER, Type.DECIMAL, Type.QUANTITY, Type.BOOLEAN)
FARTHEST = 1_000_000
NO_WORDS = "It puts no words to a score."


def score_of(instrument: Instrument, item: Item) -> Sum | None:
    """The score an item calculates; None when it calculates no number. Raises Unclear when it is not plain."""
    if item.calculated is None or item.type not in (Type.INTEGER, Type.DECIMAL, Type.QUANTITY):
        return None
    adder = Adder(instrument, item)
    found = adder.sum(adder.parsed(item.calculated.text))
    if len(found.of) < 2:
        raise Unclear("It adds up fewer than two questions.")
    if len(set(found.of)) < len(found.of):
        raise Unclear("It adds up a question twice.")
    for link in found.of:
        if not _weighs(instrument, link, found):
            raise Unclear(f"What “{link}” counts is not known.")
    return found


def _weighs(instrument: Instrument, link: str, found: Sum) -> bool:
    """Whether our scores can count it: outside repeating groups, a number, or a choice with weights."""
    item = instrument.by_id.get(link)
    if item is None or item.calculated is not None:
        return False
    around = [instrument.by_id[one] for one in item.path[:-1] if one in instrument.by_id]
    if any(one.repeats for one in around):
        return False
    points = dict(found.points).get(link)
    weighed = {option.weight for option in item.options}
    return bool(points) or item.type in _ADDABLE or weighed != {None}


def told_sum(found: Sum, made: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    """What a score does, in words; `made` is the score as a form's file writes it."""
    verb = "is the mean of" if found.mean else "adds up"
    words = [f"The score “{made['title']}” {verb} {', '.join(made['of'])}."]
    words += [f"{id} counts {times:g} times." for id, times in made.get("times", {}).items()]
    words += [f"{id} is counted from the other end." for id in made.get("reverse", ())]
    for link, points in found.points:
        told = ", ".join(f"{worth:g} for “{one}”" for one, worth in points)
        words.append(f"{ids[link]} counts {told}, and nought otherwise.")
    if found.missing:
        words.append("Those that are not answered are left out.")
    return " ".join(words)


def unclear(item: Item) -> str:
    """What of a calculation that gives no number is not understood."""
    try:
        criterion(item.calculated.text if item.calculated else "")
    except Unclear as reason:
        return str(reason)
    return "It gives no number, and no words to a score."


def bands_of(
    instrument: Instrument, item: Item, scores: Mapping[str, Any], ids: Mapping[str, str]
) -> tuple[str, list[dict[str, Any]]] | None:
    """The score an item puts words to, and the bands: `iif(score < 5, 'a', iif(score < 10, 'b', 'c'))`."""
    of = recognise(item.calculated.text) if item.calculated and item.type in (Type.STRING, Type.TEXT) else None
    if of is None or not scores:
        return None
    try:
        return _bands(Adder(instrument, item), of, scores, ids)
    except Unclear:
        return None


def _bands(
    adder: Adder, of: Reckoning, scores: Mapping[str, Any], ids: Mapping[str, str]
) -> tuple[str, list[dict[str, Any]]]:
    low, made, named = 0, [], set()
    if isinstance(of, If) and isinstance(of.then, Literal) and of.then.is_ == ():
        of = of.other  # nothing to say while there is no score
    while isinstance(of, If):
        holds = of.holds
        if not (isinstance(holds, Both) and isinstance(holds.right, Literal) and holds.sign in ("<", "<=")):
            raise Unclear(NO_WORDS)
        named.add(_score_named(adder, holds.left, scores, ids))
        if not isinstance(holds.right.is_, int):
            raise Unclear(NO_WORDS)
        high = holds.right.is_ - (holds.sign == "<")
        made.append({"low": low, "high": high, "title": _title(of.then)})
        low, of = high + 1, of.other
    made.append({"low": low, "high": FARTHEST, "title": _title(of)})
    if len(named) != 1 or len(made) < 2:
        raise Unclear(NO_WORDS)
    return named.pop(), made


def _title(of: Reckoning) -> str:
    if not isinstance(of, Literal) or not isinstance(of.is_, str) or not of.is_:
        raise Unclear(NO_WORDS)
    return of.is_


def _score_named(adder: Adder, of: Criterion, scores: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    """The score meant: by the item that calculates it, or by adding up the same questions."""
    if isinstance(of, Name):
        of = adder.named(of.name)
    if isinstance(of, Pick) and len(of.ids) == 1 and ids.get(of.ids[0]) in scores:
        return ids[of.ids[0]]
    wanted = [ids[link] for link in adder.sum(of).of]
    found = [id for id, one in scores.items() if one["of"] == wanted]
    if not found:
        raise Unclear(NO_WORDS)
    return found[0]
