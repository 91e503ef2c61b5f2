"""What is there already when a form is begun, as its author said."""

from datetime import date
from typing import Any

from mending.worksheets.rules.form import TODAY, Form, Kind, Question
from mending.worksheets.rules.showing import settled
from mending.worksheets.rules.validating import problem_of

NEVER = (Kind.TEXT, Kind.GROUP, Kind.CHAIN, Kind.PERSON)
"""Kinds that always begin empty: nobody else can know a person's links, rows and people."""


def begun(form: Form, day: date) -> dict[str, Any]:
    """The answers that a form about `day` begins with, without those to questions that are not shown yet."""
    return settled(form, beginnings(form, day))


def beginnings(form: Form, day: date) -> dict[str, Any]:
    """What every question begins with, shown or not: whoever makes one appear finds it filled in."""
    return {one.id: beginning(one, day) for one in form.questions() if one.begins is not None}


def beginning(question: Question, day: date) -> Any:
    """What a question begins with on a day, as an answer."""
    if question.kind is Kind.DATE and question.begins == TODAY:
        return day.isoformat()
    return list(question.begins) if isinstance(question.begins, tuple) else question.begins


def begins_well(question: Question) -> bool:
    """Whether what a question begins with is an answer to it."""
    answer = beginning(question, date.min)
    return question.kind not in NEVER and answer not in ("", []) and problem_of(question, answer) is None
