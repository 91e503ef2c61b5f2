"""Which questions are shown, and what is left of the answers when the hidden ones are dropped.

Every place in a filled form has a path: `mood`, or `links.0.kind` inside the first row of a group.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mending.worksheets.rules.conditions import asked_by, holds
from mending.worksheets.rules.form import Answers, Form, Kind, Question


def visible(form: Form, answers: Answers) -> frozenset[str]:
    """The paths of the questions that are shown; a hidden question's answer counts as not given."""
    return frozenset(path for path, _, _ in places(form, settled(form, answers)))


def settled(form: Form, answers: Answers) -> dict[str, Any]:
    """The answers without those to hidden questions, to a fixpoint: dropping an answer may hide another.

    Questions are taken in the order in which they depend on one another, so that nothing is dropped because of
    an answer that does not count itself. Each round only drops, so it ends.
    """
    order = _order(tuple(form.questions()))
    kept = dict(answers)
    while True:
        before = dict(kept)
        _drop(order, kept, {})
        if kept == before:
            return kept


def places(form: Form, kept: Answers) -> Iterator[tuple[str, Question, Any]]:
    """Each shown question with its path and its answer (None where there is none), groups opened row by row."""
    return _places(tuple(form.questions()), kept, {}, "")


def _places(
    questions: tuple[Question, ...], kept: Answers, outside: Answers, before: str
) -> Iterator[tuple[str, Question, Any]]:
    seen = {**outside, **kept} if outside else kept
    for question in questions:
        if question.when and not holds(question.when, seen):
            continue
        path, answer = before + question.id, kept.get(question.id)
        yield path, question, answer
        for number, row in enumerate(rows_of(question, answer) if question.inside else ()):
            yield from _places(question.inside, row, seen, f"{path}.{number}.")


def rows_of(question: Question, answer: Any) -> list[Mapping[str, Any]]:
    """The rows of a group's answer; anything else has none."""
    if question.kind != Kind.GROUP or not isinstance(answer, list):
        return []
    return [row for row in answer if isinstance(row, Mapping)]


def _drop(order: list[Question], kept: dict[str, Any], outside: Answers) -> None:
    """Takes the answers of hidden questions out of `kept`, and out of the rows of its groups."""
    for question in order:
        if question.id not in kept:
            continue
        if question.when and not holds(question.when, {**outside, **kept} if outside else kept):
            del kept[question.id]
        elif rows := rows_of(question, kept[question.id]):
            inside = _order(question.inside)
            kept[question.id] = [_row(inside, row, {**outside, **kept}) for row in rows]


def _row(order: list[Question], row: Mapping[str, Any], outside: Answers) -> dict[str, Any]:
    kept = dict(row)
    _drop(order, kept, outside)
    return kept


def _order(questions: Iterable[Question]) -> list[Question]:
    """Those asked about come before those that ask; a circle is cut where it is first met."""
    by_id = {question.id: question for question in questions}
    done: dict[str, Question] = {}

    def visit(question: Question, on_the_way: frozenset[str]) -> None:
        if question.id in done or question.id in on_the_way:
            return
        for asked in asked_by(question.when) if question.when else ():
            if asked in by_id and asked not in done:
                visit(by_id[asked], on_the_way | {question.id})
        done[question.id] = question

    nothing: frozenset[str] = frozenset()
    for question in by_id.values():
        visit(question, nothing)
    return list(done.values())
