"""From what a page sent to answers. Nothing is judged here: what cannot be read stays as it was typed."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from mending.worksheets.rules.form import Kind, Question
from mending.worksheets.rules.validating import ROWS

NUMBERS = (Kind.SCALE, Kind.NUMBER)
OTHER = "+"
"""After the name of a choice: the words of “something else”."""


def answers_of(questions: Iterable[Question], sent: QueryDict, before: str = "") -> dict[str, Any]:
    """The answers to these questions, blanks left out; `before` is the path of the row they stand in."""
    found = {}
    for question in questions:
        answer = _answer(question, sent, before + question.id)
        if answer not in (None, "", []):
            found[question.id] = answer
    return found


def _answer(question: Question, sent: QueryDict, path: str) -> Any:
    match question.kind:
        case Kind.TEXT:
            answer: Any = None
        case Kind.CHAIN:
            answer = _moved([link for link in sent.getlist(path) if link.strip()], sent, path)
        case Kind.GROUP:
            rows = [answers_of(question.inside, sent, f"{path}.{n}.") for n in range(_rows(sent, path))]
            answer = _moved([row for row in rows if row], sent, path)
        case Kind.CHOICES:
            answer = [one for one in (*sent.getlist(path), _other(question, sent, path)) if one]
        case Kind.CHOICE:
            answer = _other(question, sent, path) or sent.get(path, "")
        case Kind.YES_NO:
            answer = {"yes": True, "no": False}.get(sent.get(path, ""), sent.get(path))
        case kind:
            text = sent.get(path, "").strip()
            answer = _number(text) if kind in NUMBERS else text
    return answer


def _other(question: Question, sent: QueryDict, path: str) -> str:
    return sent.get(path + OTHER, "").strip() if question.other else ""


def _number(text: str) -> Any:
    """A whole or a broken number; with a comma too; anything else as it was typed."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _rows(sent: QueryDict, path: str) -> int:
    """How many rows of a group the page showed."""
    told = sent.get(f"{path}.rows", "0")
    return min(int(told), ROWS + 1) if told.isdecimal() else 0


def _moved(rows: list[Any], sent: QueryDict, path: str) -> list[Any]:
    """The rows, one of them a place earlier when its button was pressed."""
    name, _, number = sent.get("move", "").rpartition(":")
    if name == path and number.isdecimal() and 0 < int(number) < len(rows):
        at = int(number)
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    return rows
