"""What a form of somebody else's must be, before everyone here meets it; and what is confirmed of it.

A file is a stranger's. What a page or a database cannot hold is said here, in words, before anything is kept.
"""

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from mending.worksheets.rules.fhir.importing import danger
from mending.worksheets.rules.form import AnyOf, Comparison, Form, Question, Score, walk
from mending.worksheets.rules.writing import data_of

ID_MOST, TITLE_MOST, LANGUAGE_MOST = 40, 200, 10
QUESTIONS, OPTIONS, DEPTH, SCORES = 500, 200, 8, 50
LARGEST = 1_000_000_000
TEXTS = ("says", "family", "why", "not_when", "example", "evidence", "source", "publisher", "copyright", "licence")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,4})?")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def addressed(form: Form) -> Form:
    """With an id that can stand in an address: small letters, figures, hyphens, cut where it is too long."""
    id = re.sub(r"[^a-z0-9]+", "-", form.id.lower()).strip("-")[:ID_MOST].strip("-")
    return replace(form, id=id or "form")


def unfit(form: Form) -> list[str]:
    """Why it cannot stand on a shelf, a sentence each; none when it can."""
    return [*_head(form), *_about(form), *_size(form), *_values(data_of(form))]


def _head(form: Form) -> Iterator[str]:
    if not _SLUG.fullmatch(form.id):
        yield f"Its id, “{form.id[:ID_MOST]}”, needs small letters, figures and hyphens only."
    if len(form.id) > ID_MOST:
        yield f"Its id has more than {ID_MOST} letters. Give the file a shorter one."
    if not 0 < form.version <= LARGEST or isinstance(form.version, bool):
        yield "Its version is not a number from 1."
    if not _TAG.fullmatch(form.language) or len(form.language) > LANGUAGE_MOST:
        yield "Its language is not one that can be told, such as “en” or “es”."
    if not form.title.strip() or len(form.title) > TITLE_MOST:
        yield f"It needs a title of up to {TITLE_MOST} letters."


def _about(form: Form) -> Iterator[str]:
    for key in TEXTS:
        if not isinstance(form.about.get(key, ""), str):
            yield f"What it says under “{key}” is not a text."
    minutes, helps = form.about.get("minutes", 0), form.about.get("helps", [])
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= 600:
        yield "Its minutes are not a number up to 600."
    if not isinstance(helps, list | tuple) or not all(isinstance(one, str) for one in helps) or len(helps) > 20:
        yield "What it helps with is not a list of up to 20 texts."
    if "practice" in form.about:
        yield "A practice cannot be brought in: those come with Mending."


def _size(form: Form) -> Iterator[str]:
    questions = [*walk(form.questions())]
    if len(questions) > QUESTIONS:
        yield f"It has more than {QUESTIONS} questions."
    if any(len(one.options) > OPTIONS for one in questions):
        yield f"A question has more than {OPTIONS} options."
    if len(form.scores) > SCORES or any(len(one.bands) > SCORES for one in form.scores):
        yield f"It has more than {SCORES} scores, or bands of one."
    if any(_depth(one) > DEPTH for one in form.questions()):
        yield f"Its groups lie more than {DEPTH} deep in one another."


def _depth(question: Question) -> int:
    return 1 + max((_depth(one) for one in question.inside), default=0)


def _values(value: Any) -> Iterator[str]:
    """What no page can show and no database keep, said once for each kind."""
    leaves = [*_leaves(value)]
    if any(isinstance(one, str) and _NO_TEXT.search(one) for one in leaves):
        yield "A text in it holds signs that cannot be shown."
    numbers = [one for one in leaves if isinstance(one, int | float) and not isinstance(one, bool)]
    if any(not math.isfinite(one) or abs(one) > LARGEST for one in numbers):
        yield "A number in it is too large, or no number."
    if any(not isinstance(one, str | int | float | bool | None) for one in leaves):
        yield "It holds a date or a time as a value of its own. Write it as a text, in quotes."


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def confirmed(form: Form, *, scores: Collection[str], bands: Collection[str], marked: Collection[str]) -> Form:
    """The form with the scores and the bands that were confirmed, and help first for the questions marked (A5).

    What its author marked as danger stays marked.
    """
    kept = tuple(_with_bands(one, bands) for one in form.scores if one.id in scores)
    conditions = [one for one in (form.crisis, danger(form, tuple(marked))) if one]
    crisis = AnyOf(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)
    return replace(form, scores=kept, crisis=crisis)


def _with_bands(score: Score, bands: Collection[str]) -> Score:
    return score if score.id in bands else replace(score, bands=())


def markable(form: Form) -> list[tuple[Question, tuple[str, ...]]]:
    """The questions of which an answer can be marked as danger, each with the answers that would bring help."""
    found = ((question, _answers(form, question)) for question in walk(form.questions()))
    return [(question, answers) for question, answers in found if answers]


def _answers(form: Form, question: Question) -> tuple[str, ...]:
    """In the words of the options; for yes or no and for numbers, the value as it is compared."""
    condition = danger(form, (question.id,))
    tests = condition.of if isinstance(condition, AnyOf) else ()
    said = (one for one in tests if isinstance(one, Comparison))
    options = {option.id: option.says for option in question.options}
    return tuple(options.get(str(one.value), str(one.value)) for one in said)
