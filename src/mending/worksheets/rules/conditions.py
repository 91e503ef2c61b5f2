"""When a question is shown: seven comparisons joined by all and any."""

import operator
from collections.abc import Iterator, Mapping
from typing import Any

from mending.worksheets.rules.form import All, Answers, AnyOf, Comparison, Condition, Operator

COMPARE = {
    Operator.MORE: operator.gt,
    Operator.LESS: operator.lt,
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
}


def is_answered(value: Any) -> bool:
    """Whether there is an answer: nought and no are answers, blank text and an empty list are none."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list | tuple):
        return any(is_answered(one) for one in value)
    if isinstance(value, Mapping):
        return any(is_answered(one) for one in value.values())
    return value is not None


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether a condition holds; no condition always does. An unanswered question is never equal to anything,
    so that `!=` holds; the other comparisons do not."""
    match condition:
        case None:
            return True
        case All(of):
            return all(holds(one, answers) for one in of)
        case AnyOf(of):
            return any(holds(one, answers) for one in of)
        case Comparison():
            return _true(condition, answers.get(condition.question))


def asked_by(condition: Condition | None) -> Iterator[str]:
    """The ids of the questions a condition looks at."""
    match condition:
        case All(of) | AnyOf(of):
            for one in of:
                yield from asked_by(one)
        case Comparison():
            yield condition.question


def _true(test: Comparison, answer: Any) -> bool:
    given = is_answered(answer)
    match test.operator:
        case Operator.ANSWERED:
            return given is bool(test.value)
        case Operator.IS:
            return given and _same(answer, test.value)
        case Operator.IS_NOT:
            return not (given and _same(answer, test.value))
        case other:
            return given and _compare(other, answer, test.value)


def _same(answer: Any, value: Any) -> bool:
    """Of several choices, one that is the value is enough."""
    if isinstance(answer, list | tuple):
        return any(_same(one, value) for one in answer)
    return (
        type(answer) is type(value) and bool(answer == value) if _marks(answer, value) else bool(answer == value)
    )


def _marks(*values: Any) -> bool:
    """Yes and no are not one and nought here."""
    return any(isinstance(value, bool) for value in values)


def _compare(how: Operator, answer: Any, value: Any) -> bool:
    if isinstance(answer, list | tuple):
        return any(_compare(how, one, value) for one in answer)
    both_text = isinstance(answer, str) and isinstance(value, str)
    both_numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (answer, value))
    return (both_text or both_numbers) and bool(COMPARE[how](answer, value))
