"""A form as plain data, the same that a file gives; with it, its hash."""

import hashlib
import json
from typing import Any

from mending.worksheets.rules.form import (
    All,
    AnyOf,
    Band,
    Comparison,
    Condition,
    Form,
    Option,
    Parameter,
    Part,
    Question,
    Score,
)
from mending.worksheets.rules.reading import WORDS_OF

KEYS = {operator: word for word, operator in WORDS_OF.items()}


def data_of(form: Form) -> dict[str, Any]:
    """The data that `reading.form_of` makes the same form of."""
    head = {"id": form.id, "version": form.version, "language": form.language, "title": form.title, **form.about}
    data = {
        "form": head,
        "part": [_part(part) for part in form.parts],
        "score": [_score(score) for score in form.scores],
        "parameter": [_parameter(parameter) for parameter in form.parameters],
        "crisis": {"when": _condition(form.crisis)} if form.crisis else None,
    }
    return _given(data)


def body_of(form: Form) -> str:
    """The form as canonical JSON: one form, one text."""
    return json.dumps(data_of(form), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(body: str) -> str:
    """SHA-256 of a form's canonical text, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def _given(data: dict[str, Any]) -> dict[str, Any]:
    """Without what has nothing in it; nought is something."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {}) and value is not False}


def _part(part: Part) -> dict[str, Any]:
    return _given(
        {
            "id": part.id,
            "title": part.title,
            "says": part.says,
            "question": [_question(q) for q in part.questions],
        }
    )


def _question(question: Question) -> dict[str, Any]:
    same = (
        "id",
        "ask",
        "help",
        "required",
        "other",
        "least",
        "most",
        "step",
        "low",
        "high",
        "unit",
        "pattern",
        "again",
        "for_each",
        "coach",
    )
    data = _given(
        {key: getattr(question, key) for key in same}
        | {
            "kind": str(question.kind),
            "options": [_option(option) for option in question.options],
            "when": _condition(question.when) if question.when else None,
            "question": [_question(inside) for inside in question.inside],
        }
    )
    return {"ask": "", **data, **_begins(question)}


def _begins(question: Question) -> dict[str, Any]:
    """What it begins with, which may be no or nought."""
    begins = question.begins
    if begins is None:
        return {}
    return {"begins": list(begins) if isinstance(begins, tuple) else begins}


def _option(option: Option) -> dict[str, Any]:
    return {
        "says": option.says,
        **_given(
            {
                "id": option.id,
                "weight": option.weight,
                "alone": option.alone,
                "help": option.help,
            }
        ),
    }


def _condition(condition: Condition) -> dict[str, Any]:
    match condition:
        case All(of):
            return {"all": [_condition(one) for one in of]}
        case AnyOf(of):
            return {"any": [_condition(one) for one in of]}
        case Comparison(question, operator, value):
            return {"question": question, KEYS[operator]: value}


def _score(score: Score) -> dict[str, Any]:
    return _given(
        {
            "id": score.id,
            "title": score.title,
            "of": list(score.of),
            "how": "mean" if score.mean else "sum",
            "reverse": sorted(score.reverse),
            "missing": score.missing or None,
            "bands": [_band(b) for b in score.bands],
            "times": dict(score.times),
        }
    )


def _band(band: Band) -> dict[str, Any]:
    return _given({"low": band.low, "high": band.high, "title": band.title, "says": band.says})


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return _given({"id": parameter.id, "ask": parameter.ask, "help": parameter.help, "most": parameter.most})
