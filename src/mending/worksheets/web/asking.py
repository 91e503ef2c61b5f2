"""What the coach asks about a thought in a form: up to three questions, never a finding."""

from typing import Any

from mending.coach.crisis import dangers
from mending.coach.traps import asked
from mending.worksheets.rules.form import TRAPS, Answers, Form, Question

READS = "en"
"""The language of the forms whose answers the coach can read."""

THOUGHT_MOST = 2_000
"""Letters. Longer than that it is no thought but a story, and not read."""


def asked_about(form: Form, question: Question, answer: Any) -> tuple[str, ...]:
    """Questions about one answer. Where it tells of danger there are none: help comes first (SAFETY A5)."""
    if question.coach != TRAPS or form.language != READS or not isinstance(answer, str):
        return ()
    # Nothing else of a review is shown here, so the rest of it is not made.
    if len(answer) > THOUGHT_MOST or dangers(answer):
        return ()
    return tuple(one.question for one in asked(answer))


def asked_in(form: Form, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The same for every question of a form that wants it, by its id; empty where there is nothing to ask."""
    wanted = [question for question in form.questions() if question.coach]
    return {question.id: asked_about(form, question, answers.get(question.id)) for question in wanted}
