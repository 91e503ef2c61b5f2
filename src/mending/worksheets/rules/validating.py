"""What is wrong with answers: a code for each place, said in words by the page."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from mending.worksheets.rules.conditions import is_answered
from mending.worksheets.rules.form import Answers, Form, Kind, Question
from mending.worksheets.rules.showing import places, settled

LONGEST = {Kind.SHORT: 300, Kind.LONG: 10_000}
LINKS = 60
ROWS = 40


class Trouble(StrEnum):
    """What can be wrong with one answer."""

    MISSING = "missing"
    SHAPE = "shape"  # not the kind of answer that was asked for
    OPTION = "option"
    ALONE = "alone"
    SMALL = "small"
    BIG = "big"
    STEP = "step"
    FEW = "few"
    MANY = "many"
    LONG = "long"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble with the bound that was missed, where there is one."""

    trouble: Trouble
    bound: float | None = None


def validate(form: Form, answers: Answers, *, draft: bool = False) -> dict[str, Problem]:
    """The first problem of each shown place, by its path. A draft may leave anything out."""
    found = {}
    for path, question, answer in places(form, settled(form, answers)):
        problem = problem_of(question, answer)
        if problem and not (draft and problem.trouble in (Trouble.MISSING, Trouble.FEW)):
            found[path] = problem
    return found


def problem_of(question: Question, answer: Any) -> Problem | None:
    """The first problem of one answer, None when it is fine."""
    if question.kind == Kind.TEXT:
        return None
    if not is_answered(answer):
        wanted = question.required or (question.kind == Kind.GROUP and (question.least or 0) > 0)
        return Problem(Trouble.MISSING) if wanted else None
    return CHECKS[question.kind](question, answer)


def _choice(question: Question, answer: Any) -> Problem | None:
    if not isinstance(answer, str):
        return Problem(Trouble.SHAPE)
    return None if question.other or question.option(answer) else Problem(Trouble.OPTION)


def _choices(question: Question, answer: Any) -> Problem | None:
    if not isinstance(answer, list):
        return Problem(Trouble.SHAPE)
    if wrong := next(filter(None, (_choice(question, one) for one in answer)), None):
        return wrong
    options = [question.option(one) for one in answer]
    if len(answer) > 1 and any(option and option.alone for option in options):
        return Problem(Trouble.ALONE)
    return _how_many(question, len(set(answer)), len(question.options) + (ROWS if question.other else 0))


def _number(question: Question, answer: Any) -> Problem | None:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        return Problem(Trouble.SHAPE)
    if question.least is not None and answer < question.least:
        return Problem(Trouble.SMALL, question.least)
    if question.most is not None and answer > question.most:
        return Problem(Trouble.BIG, question.most)
    if question.step and not _on_step(answer - (question.least or 0), question.step):
        return Problem(Trouble.STEP, question.step)
    return None


def _on_step(distance: float, step: float) -> bool:
    return abs(distance / step - round(distance / step)) < 1e-6


def _text(question: Question, answer: Any) -> Problem | None:
    if not isinstance(answer, str):
        return Problem(Trouble.SHAPE)
    most = question.most or LONGEST[question.kind]
    if len(answer) > most:
        return Problem(Trouble.LONG, most)
    if question.least and len(answer) < question.least:
        return Problem(Trouble.SMALL, question.least)
    if question.pattern and not re.fullmatch(question.pattern, answer):
        return Problem(Trouble.PATTERN)
    return None


def _moment(read: Callable[[str], Any]) -> Callable[[Question, Any], Problem | None]:
    def check(_question: Question, answer: Any) -> Problem | None:
        try:
            read(answer)
        except (ValueError, TypeError):
            return Problem(Trouble.SHAPE)
        return None

    return check


def _yes_no(_question: Question, answer: Any) -> Problem | None:
    return None if isinstance(answer, bool) else Problem(Trouble.SHAPE)


def _chain(question: Question, answer: Any) -> Problem | None:
    if not isinstance(answer, list) or not all(isinstance(link, str) for link in answer):
        return Problem(Trouble.SHAPE)
    if any(len(link) > LONGEST[Kind.LONG] for link in answer):
        return Problem(Trouble.LONG, LONGEST[Kind.LONG])
    return _how_many(question, sum(map(is_answered, answer)), LINKS)


def _person(_question: Question, answer: Any) -> Problem | None:
    return None if isinstance(answer, str) and len(answer) <= LONGEST[Kind.SHORT] else Problem(Trouble.SHAPE)


def _group(question: Question, answer: Any) -> Problem | None:
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        return Problem(Trouble.SHAPE)
    return _how_many(question, sum(map(is_answered, answer)), ROWS)


def _how_many(question: Question, count: int, at_most: float) -> Problem | None:
    if question.least is not None and count < question.least:
        return Problem(Trouble.FEW, question.least)
    most = at_most if question.most is None else question.most
    return Problem(Trouble.MANY, most) if count > most else None


CHECKS: dict[Kind, Callable[[Question, Any], Problem | None]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.SCALE: _number,
    Kind.NUMBER: _number,
    Kind.DATE: _moment(date.fromisoformat),
    Kind.TIME: _moment(time.fromisoformat),
    Kind.SHORT: _text,
    Kind.LONG: _text,
    Kind.YES_NO: _yes_no,
    Kind.CHAIN: _chain,
    Kind.PERSON: _person,
    Kind.GROUP: _group,
}
