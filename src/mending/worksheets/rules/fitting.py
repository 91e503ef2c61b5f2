"""A form fitted to one person: questions asked for each of their own words (targets of a diary card)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mending.worksheets.rules.form import Form, Part, Question

WORD_MOST = 80
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


def fit_with(form: Form, before: Fit, words: Mapping[str, Sequence[str]]) -> Fit:
    """The new fitting: words in their order, each with the key it had or a new one; no blanks, no doubles."""
    return {
        parameter.id: _keyed(before.get(parameter.id, ()), words.get(parameter.id, ()), parameter.most)
        for parameter in form.parameters
    }


def _keyed(before: Sequence[tuple[str, str]], words: Sequence[str], most: int) -> list[tuple[str, str]]:
    keys = {said: key for key, said in before}
    taken = [int(key[1:]) for key, _ in before if key[1:].isdigit()]
    following = max(taken, default=0) + 1
    found = []
    for said in dict.fromkeys(word[:WORD_MOST] for word in words if word):
        if said not in keys:
            keys[said], following = f"k{following}", following + 1
        found.append((keys[said], said))
    return found[:most]
