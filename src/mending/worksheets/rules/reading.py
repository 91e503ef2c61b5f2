"""From a worksheet's file to a Form, or to a list of what is wrong with it, each with its line.

The file's keys are told in docs/use/writing-worksheets.md.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from mending.worksheets.rules.checking import check
from mending.worksheets.rules.form import (
    All,
    AnyOf,
    Band,
    Comparison,
    Condition,
    Form,
    Kind,
    Operator,
    Option,
    Parameter,
    Part,
    Question,
    Score,
)
from mending.worksheets.rules.lines import Place, line_of, lines_of

KINDS = frozenset(Kind)
WORDS_OF: dict[str, Operator] = {
    "answered": Operator.ANSWERED,
    "is": Operator.IS,
    "is_not": Operator.IS_NOT,
    "more_than": Operator.MORE,
    "less_than": Operator.LESS,
    "at_least": Operator.AT_LEAST,
    "at_most": Operator.AT_MOST,
}


class FormTrouble(Exception):
    """What is wrong with a worksheet's file: a sentence for each, with file and line."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class _Wrong(Exception):
    """One thing that is wrong, and where."""

    def __init__(self, place: Place, says: str) -> None:
        super().__init__(says)
        self.place, self.says = place, says


def read(text: str, file: str) -> Form:
    """The form a TOML text describes. Raises FormTrouble."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise FormTrouble([f"{file}: {wrong}"]) from wrong
    return form_of(data, file, lines_of(text))


def form_of(data: Mapping[str, Any], file: str, lines: Mapping[Place, int] | None = None) -> Form:
    """The form that parsed data describe, checked. Raises FormTrouble."""
    lines = lines or {}
    try:
        form = _form(data)
        wrong = check(form)
    except _Wrong as stopped:
        wrong = [(stopped.place, stopped.says)]
    if wrong:
        raise FormTrouble([f"{file}, line {line_of(lines, place)}: {says}" for place, says in wrong])
    return form


def question_of(data: Mapping[str, Any]) -> Question:
    """One question of a form, not held against the others. Raises FormTrouble."""
    try:
        return _question(data, ())
    except _Wrong as stopped:
        raise FormTrouble([stopped.says]) from stopped


def trusted(data: Mapping[str, Any]) -> Form:
    """The form of data that was checked when it was published; nothing is looked at twice."""
    return _form(data)


ALLOWED = {
    "form": {"form", "part", "score", "parameter", "crisis"},
    "part": {"id", "title", "says", "question"},
    "question": {
        *("id", "kind", "ask", "help", "required", "options", "other", "least", "most", "step", "low", "high"),
        *("unit", "pattern", "when", "question", "again", "for_each", "coach", "begins"),
    },
    "option": {"id", "says", "weight", "alone", "help"},
    "score": {"id", "title", "of", "how", "reverse", "missing", "bands", "times"},
    "band": {"low", "high", "title", "says"},
    "parameter": {"id", "ask", "help", "most"},
}


def _form(data: Mapping[str, Any]) -> Form:
    _known(data, "form", ())
    head = _get(data, "form", (), dict)
    own = {"id", "version", "language", "title"}
    crisis = data.get("crisis")
    return Form(
        _get(head, "id", ("form",), str),
        _get(head, "version", ("form",), int),
        _get(head, "language", ("form",), str),
        _get(head, "title", ("form",), str),
        tuple(_part(one, ("part", number)) for number, one in _each(data, "part", ())),
        tuple(_score(one, ("score", number)) for number, one in _each(data, "score", ())),
        tuple(_parameter(one, ("parameter", number)) for number, one in _each(data, "parameter", ())),
        _condition(_get(crisis, "when", ("crisis",), dict), ("crisis", "when")) if crisis else None,
        {key: value for key, value in head.items() if key not in own},
    )


def _part(data: Mapping[str, Any], place: Place) -> Part:
    _known(data, "part", place)
    questions = tuple(_question(one, (*place, "question", n)) for n, one in _each(data, "question", place))
    return Part(
        _get(data, "id", place, str),
        _maybe(data, "title", place, str, ""),
        questions,
        _maybe(data, "says", place, str, ""),
    )


def _question(data: Mapping[str, Any], place: Place) -> Question:
    _known(data, "question", place)
    kind = _get(data, "kind", place, str)
    if kind not in KINDS:
        raise _Wrong(
            (*place, "kind"), f"there is no kind of question called “{kind}”; there are {', '.join(Kind)}."
        )
    when = data.get("when")
    return Question(
        id=_get(data, "id", place, str),
        kind=Kind(kind),
        ask=_get(data, "ask", place, str),
        required=_maybe(data, "required", place, bool, False),
        options=_options(data, place),
        other=_maybe(data, "other", place, bool, False),
        when=None if when is None else _condition(when, (*place, "when")),
        inside=tuple(_question(one, (*place, "question", n)) for n, one in _each(data, "question", place)),
        begins=_begins(data, place) if "begins" in data else None,
        **{key: _get(data, key, place, (int, float)) for key in _NUMBERS if key in data},
        **{key: _get(data, key, place, str) for key in _TEXTS if key in data},
    )


def _begins(data: Mapping[str, Any], place: Place) -> str | bool | int | float | tuple[str, ...]:
    found = data["begins"]
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return tuple(found)
    if not isinstance(found, str | bool | int | float):
        raise _Wrong((*place, "begins"), "begins is an answer: a text, a number, true or false, or a list of ids.")
    return found


_NUMBERS = ("least", "most", "step")
_TEXTS = ("help", "low", "high", "unit", "pattern", "again", "for_each", "coach")


def _options(data: Mapping[str, Any], place: Place) -> tuple[Option, ...]:
    place = (*place, "options")
    return tuple(_option(one, place) for one in _maybe(data, "options", place[:-1], list, []))


def _option(data: Any, place: Place) -> Option:
    """An option is a text, which is then its own id, or a table."""
    if isinstance(data, str):
        return Option(slug(data), data)
    if not isinstance(data, (dict, Mapping)):  # a dict is told at once
        raise _Wrong(place, "an option is a text or a table with id and says.")
    _known(data, "option", place)
    says = _get(data, "says", place, str)
    return Option(
        _get(data, "id", place, str) if "id" in data else slug(says),
        says,
        _maybe(data, "weight", place, (int, float), None),
        "alone" in data and _get(data, "alone", place, bool),
        _get(data, "help", place, str) if "help" in data else "",
    )


def slug(text: str) -> str:
    """A short id made from words."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "x"


def _condition(data: Any, place: Place) -> Condition:
    if not isinstance(data, (dict, Mapping)):  # a dict is told at once
        raise _Wrong(place, "a condition is a table: { question = …, is = … }.")
    for word, joined in (("all", All), ("any", AnyOf)):
        if word in data:
            if len(data) > 1 or not isinstance(data[word], list) or not data[word]:
                raise _Wrong(place, f"“{word}” stands alone and holds a list of conditions.")
            return joined(tuple(_condition(one, place) for one in data[word]))
    asked = _get(data, "question", place, str)
    given = [word for word in data if word != "question"]
    if len(given) != 1 or given[0] not in WORDS_OF:
        raise _Wrong(place, f"a condition has one of {', '.join(WORDS_OF)}.")
    return Comparison(asked, WORDS_OF[given[0]], data[given[0]])


def _score(data: Mapping[str, Any], place: Place) -> Score:
    _known(data, "score", place)
    how = _maybe(data, "how", place, str, "sum")
    if how not in ("sum", "mean"):
        raise _Wrong((*place, "how"), "how is “sum” or “mean”.")
    bands = _maybe(data, "bands", place, list, [])
    times = _maybe(data, "times", place, (dict, Mapping), {})
    return Score(
        _get(data, "id", place, str),
        _get(data, "title", place, str),
        tuple(_get(data, "of", place, list)),
        how == "mean",
        frozenset(_maybe(data, "reverse", place, list, [])),
        _maybe(data, "missing", place, int, 0),
        tuple(_band(one, (*place, "bands")) for one in bands),
        tuple((id, _get(times, id, (*place, "times"), (int, float))) for id in times),
    )


def _band(data: Mapping[str, Any], place: Place) -> Band:
    _known(data, "band", place)
    low, high = (_get(data, key, place, (int, float)) for key in ("low", "high"))
    return Band(low, high, _get(data, "title", place, str), _maybe(data, "says", place, str, ""))


def _parameter(data: Mapping[str, Any], place: Place) -> Parameter:
    _known(data, "parameter", place)
    return Parameter(
        _get(data, "id", place, str),
        _get(data, "ask", place, str),
        _maybe(data, "help", place, str, ""),
        _maybe(data, "most", place, int, 8),
    )


def _known(data: Any, what: str, place: Place) -> None:
    if not isinstance(data, (dict, Mapping)):  # a dict is told at once
        raise _Wrong(place, f"a {what} is a table.")
    if not data.keys() <= ALLOWED[what]:
        strange = sorted(data.keys() - ALLOWED[what])
        raise _Wrong((*place, strange[0]), f"a {what} has no “{strange[0]}”.")


def _each(data: Mapping[str, Any], key: str, place: Place) -> list[tuple[int, Any]]:
    return list(enumerate(_maybe(data, key, place, list, [])))


def _get(data: Mapping[str, Any], key: str, place: Place, wanted: Any) -> Any:
    if key not in data:
        raise _Wrong(place, f"“{key}” is missing.")
    return _maybe(data, key, place, wanted, None)


def _maybe(data: Mapping[str, Any], key: str, place: Place, wanted: Any, otherwise: Any) -> Any:
    if key not in data:
        return otherwise
    value = data[key]
    if type(value) is wanted:  # by far the most
        return value
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise _Wrong((*place, key), f"“{key}” is not what it should be.")
    return value
