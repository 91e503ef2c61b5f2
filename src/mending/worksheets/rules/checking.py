"""What makes a form whole: its ids, bounds, conditions and scores fit together."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mending.worksheets.rules.beginning import begins_well
from mending.worksheets.rules.conditions import asked_by
from mending.worksheets.rules.form import (
    TRAPS,
    All,
    AnyOf,
    Comparison,
    Condition,
    Form,
    Kind,
    Question,
    Score,
    walk,
)
from mending.worksheets.rules.lines import Place
from mending.worksheets.rules.patterns import risky
from mending.worksheets.rules.scoring import range_of
from mending.worksheets.rules.validating import LONGEST

Found = Iterator[tuple[Place, str]]

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:-]{0,79}")
WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES)
NUMBERS = (Kind.SCALE, Kind.NUMBER)


def check(form: Form) -> list[tuple[Place, str]]:
    """Everything that is wrong, with its place in the file."""
    return [*_head(form), *_questions(form), *_scores(form), *_condition(form.crisis, form, ("crisis", "when"))]


def _head(form: Form) -> Found:
    if not ID.fullmatch(form.id):
        yield ("form", "id"), f"“{form.id}” cannot be an id: letters, figures and hyphens."
    if form.version < 1:
        yield ("form", "version"), "versions count from 1."
    if not form.parts:
        yield ("form",), "there is no part, so nothing would be shown."
    parts = [part.id for part in form.parts]
    parameters = [parameter.id for parameter in form.parameters]
    for ids in (parts, parameters, [score.id for score in form.scores]):
        for id in _twice(ids):
            yield ("form",), f"“{id}” is there twice."
    for id in _twice([question.id for question in walk(form.questions())]):
        yield ("form",), f"two questions have the id “{id}”."


def _twice(ids: list[str]) -> list[str]:
    return [id for id, count in Counter(ids).items() if count > 1]


def _questions(form: Form) -> Found:
    earlier: list[Question] = []
    for part_number, part in enumerate(form.parts):
        for number, question in enumerate(part.questions):
            place = ("part", part_number, "question", number)
            yield from _question(question, form, place, earlier)
            earlier += walk((question,))


def _question(question: Question, form: Form, place: Place, earlier: list[Question]) -> Found:
    for says in _alone(question):
        yield place, f"question “{question.id}”: {says}"
    yield from _condition(question.when, form, (*place, "when"))
    if question.id in asked_by(question.when):
        yield (*place, "when"), f"question “{question.id}” asks about itself."
    if question.again and not any(one.id == question.again and one.kind == question.kind for one in earlier):
        yield (
            (*place, "again"),
            f"question “{question.id}” asks “{question.again}” again, which is no earlier one.",
        )
    if question.for_each and question.for_each not in {parameter.id for parameter in form.parameters}:
        yield (*place, "for_each"), f"there is no parameter “{question.for_each}”."
    for number, inside in enumerate(question.inside):
        yield from _question(inside, form, (*place, "question", number), earlier)


def _alone(question: Question) -> Iterator[str]:
    """What is wrong with a question without looking at any other."""
    if not ID.fullmatch(question.id):
        yield "this cannot be an id: letters, figures and hyphens, no blanks."
    yield from _of_its_kind(question)
    yield from _bounds(question)
    if question.coach and (question.coach != TRAPS or question.kind not in (Kind.SHORT, Kind.LONG)):
        yield f"the coach can ask about a thought in words: coach = “{TRAPS}”, kind “short” or “long”."
    if question.for_each and "{}" not in question.ask:
        yield "asked for each, it needs {} where the person's words go."
    yield from _pattern(question)
    yield from _begins(question)


def _begins(question: Question) -> Iterator[str]:
    """What it begins with has to be an answer to it; rows of a group have no beginning."""
    if any(inside.begins is not None for inside in question.inside):
        yield "a question inside a group begins empty."
    if question.begins is not None and not begins_well(question):
        yield "what it begins with is no answer to it."


def _of_its_kind(question: Question) -> Iterator[str]:
    kind = question.kind
    if kind in WITH_OPTIONS and not (question.options or question.other):
        yield "it needs options."
    if question.options and kind not in WITH_OPTIONS:
        yield "only choices have options."
    for id in _twice([option.id for option in question.options]):
        yield f"the option “{id}” is there twice."
    if (kind == Kind.GROUP) != bool(question.inside):
        yield "a group, and nothing else, has questions inside."
    if kind == Kind.TEXT and question.required:
        yield "shown words cannot be required."


def _bounds(question: Question) -> Iterator[str]:
    if question.kind == Kind.SCALE and None in (question.least, question.most):
        yield "a scale needs least and most."
    if question.least is not None and question.most is not None and question.least > question.most:
        yield "least is more than most."
    if question.step is not None and question.step <= 0:
        yield "a step is more than nought."


def _pattern(question: Question) -> Iterator[str]:
    try:
        re.compile(question.pattern)
    except (re.error, RecursionError, OverflowError):
        yield "the pattern cannot be read."
    if question.pattern and risky(question.pattern, question.most or LONGEST.get(question.kind, 0)):
        yield "the pattern repeats a repeat or a choice, or has many open repeats; write it more simply."


def _condition(condition: Condition | None, form: Form, place: Place) -> Found:
    match condition:
        case All(of) | AnyOf(of):
            for one in of:
                yield from _condition(one, form, place)
        case Comparison(asked, _, value):
            question = form.question(asked)
            if question is None:
                yield place, f"the condition asks about “{asked}”, which is no question."
            elif isinstance(value, str) and question.options and not (question.other or question.option(value)):
                yield place, f"the condition asks for “{value}”, which “{asked}” does not offer."


def _scores(form: Form) -> Found:
    for number, score in enumerate(form.scores):
        for says in _score(score, form):
            yield ("score", number), f"score “{score.id}”: {says}"


def _score(score: Score, form: Form) -> Iterator[str]:
    top = {question.id: question for question in form.questions()}
    if not score.of:
        yield "it adds up nothing."
    for id in score.of:
        if id not in top:
            yield f"“{id}” is no question outside a group."
        elif not _weighs(top[id]):
            yield f"“{id}” has no weights."
    for id in score.reverse:
        if id not in score.of or id not in top or range_of(top[id]) is None:
            yield f"“{id}” cannot be counted from the other end."
    yield from _times(score)
    yield from _bands(score)


def _times(score: Score) -> Iterator[str]:
    if any(id not in score.of for id, _ in score.times):
        yield "times names a question that it does not add up."
    if any(not math.isfinite(times) or not times for _, times in score.times):
        yield "times are numbers other than nought."
    if score.times and score.missing:
        yield "with times no answer may be missing: what is there could not be raised in proportion."


def _bands(score: Score) -> Iterator[str]:
    bands = sorted(score.bands, key=lambda band: band.low)
    if any(band.low > band.high for band in bands):
        yield "a band ends before it begins."
    if any(one.high >= other.low for one, other in pairwise(bands)):
        yield "two bands overlap."


def _weighs(question: Question) -> bool:
    return question.kind in (*NUMBERS, Kind.YES_NO) or any(o.weight is not None for o in question.options)
