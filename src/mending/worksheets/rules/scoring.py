"""Declared scores: sums and means of weights, prorated when few are missing, with the author's own bands.

Prorating: the sum of what was answered times (questions asked / questions answered), the usual person-mean rule;
the author says how many may be missing. No weight is guessed: an answer without one counts as missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mending.worksheets.rules.form import Answers, Band, Form, Kind, Question, Score
from mending.worksheets.rules.showing import places, settled


@dataclass(frozen=True, slots=True)
class Scored:
    """A score's value, None when too many answers are missing."""

    id: str
    title: str
    value: float | None
    answered: int
    asked: int
    band: Band | None


def score(form: Form, answers: Answers, weights: Mapping[str, float] | None = None) -> tuple[Scored, ...]:
    """Every declared score. `weights`, by question, are those stamped on the answer when it was given; without
    them they are taken from the form."""
    stamped = weights_of(form, answers) if weights is None else weights
    return tuple(_scored(form, one, stamped) for one in form.scores)


def weights_of(form: Form, answers: Answers) -> dict[str, float]:
    """What each shown answer counts, by its path; a place without a weight is left out."""
    found = {}
    for path, question, answer in places(form, settled(form, answers)):
        weight = weight_of(question, answer)
        if weight is not None:
            found[path] = weight
    return found


def weight_of(question: Question, answer: Any) -> float | None:
    """What one answer counts: the option's weight (of several, their sum), the number itself, one for yes."""
    match question.kind, answer:
        case Kind.CHOICE, str():
            option = question.option(answer)
            return option.weight if option else None
        case Kind.CHOICES, list():
            weights = [option.weight for option in map(question.option, answer) if option]
            return sum(w for w in weights if w is not None) if any(w is not None for w in weights) else None
        case ((Kind.SCALE | Kind.NUMBER), (int() | float())) if not isinstance(answer, bool):
            return answer
        case Kind.YES_NO, bool():
            return float(answer)
    return None


def range_of(question: Question) -> tuple[float, float] | None:
    """The smallest and the largest weight an answer can have, None when it is open."""
    if question.kind == Kind.YES_NO:
        return 0, 1
    weights = [option.weight for option in question.options if option.weight is not None]
    if question.kind == Kind.CHOICE and weights:
        return min(weights), max(weights)
    if question.least is not None and question.most is not None and question.kind in (Kind.SCALE, Kind.NUMBER):
        return question.least, question.most
    return None


def _scored(form: Form, declared: Score, weights: Mapping[str, float]) -> Scored:
    given = [_turned(form, declared, id, weights[id]) for id in declared.of if id in weights]
    asked, answered = len(declared.of), len(given)
    value = None
    if answered and asked - answered <= declared.missing:
        value = sum(given) / answered * (1 if declared.mean else asked)
        value = round(value, 6)
    return Scored(declared.id, declared.title, value, answered, asked, band_of(declared, value))


def _turned(form: Form, declared: Score, id: str, weight: float) -> float:
    times = dict(declared.times).get(id, 1) if declared.times else 1
    if id not in declared.reverse:
        return weight * times
    question = form.question(id)
    bounds = range_of(question) if question else None
    if bounds is None:  # reading a form refuses this
        raise ValueError(f"{id} has no range to be counted from the other end")
    return (bounds[0] + bounds[1] - weight) * times


def band_of(declared: Score, value: float | None) -> Band | None:
    """The band a value falls in. A value between two whole-numbered bands (a mean, a prorated sum) belongs to
    the lower one: the higher begins where its author says."""
    if value is None:
        return None
    below = [band for band in declared.bands if band.low <= value]
    found = max(below, key=lambda band: band.low, default=None)
    last = max((band.high for band in declared.bands), default=0)
    return found if found and value <= last else None
