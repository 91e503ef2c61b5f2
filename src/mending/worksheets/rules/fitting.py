"""A form fitted to one person: questions asked for each of their own words (targets of a diary card)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mending.worksheets.rules.form import Form, Part, Question

Fit = Mapping[str, Sequence[tuple[str, str]]]
"""For each parameter, its words, each with a key that stays when the words change."""


def fitted(form: Form, fit: Fit) -> Form:
    """The form with each `for_each` question asked once for every word; without words it is left out."""
    if not any(question.for_each for question in form.questions()):
        return form
    return replace(form, parts=tuple(_part(part, fit) for part in form.parts))


def _part(part: Part, fit: Fit) -> Part:
    questions: list[Question] = []
    for run in _runs(part.questions):
        if not run[0].for_each:
            questions += run
            continue
        for key, words in fit.get(run[0].for_each, ()):
            questions += (_for(question, key, words) for question in run)
    return replace(part, questions=tuple(questions))


def _runs(questions: Sequence[Question]) -> list[list[Question]]:
    """Neighbours asked for the same parameter stay together: urge and act of one target, then the next."""
    runs: list[list[Question]] = []
    for question in questions:
        if runs and question.for_each and runs[-1][-1].for_each == question.for_each:
            runs[-1].append(question)
        else:
            runs.append([question])
    return runs


def _for(question: Question, key: str, words: str) -> Question:
    return replace(question, id=f"{question.id}-{key}", ask=question.ask.replace("{}", words), for_each="")
