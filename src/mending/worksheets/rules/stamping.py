"""What is kept beside an answer: the words it was asked in, how it read, and what it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mending.worksheets.rules.conditions import is_answered
from mending.worksheets.rules.form import Answers, Form, Kind, Question
from mending.worksheets.rules.scoring import weight_of
from mending.worksheets.rules.showing import places, settled


@dataclass(frozen=True, slots=True)
class Stamped:
    """One answered place as it read on the day: never made anew from a later form."""

    path: str
    ask: str
    said: tuple[str, ...]
    weight: float | None = None
    kind: Kind = Kind.LONG


def stamps(form: Form, answers: Answers, name_of: Callable[[str], str], yes: str, no: str) -> tuple[Stamped, ...]:
    """Each shown and answered place in order. `name_of` gives the nickname of a person who was picked."""
    return tuple(
        Stamped(
            path,
            question.ask,
            _said(question, answer, name_of, yes, no),
            weight_of(question, answer),
            question.kind,
        )
        for path, question, answer in places(form, settled(form, answers))
        if question.kind == Kind.GROUP or is_answered(answer)
    )


def _said(question: Question, answer: Any, name_of: Callable[[str], str], yes: str, no: str) -> tuple[str, ...]:
    match question.kind:
        case Kind.GROUP:
            said: tuple[str, ...] = ()
        case Kind.YES_NO:
            said = (yes if answer else no,)
        case Kind.PERSON:
            said = (name_of(answer),)
        case Kind.CHOICE | Kind.CHOICES:
            said = tuple(_option(question, one) for one in ([answer] if isinstance(answer, str) else answer))
        case Kind.CHAIN:
            said = tuple(link for link in answer if is_answered(link))
        case Kind.SCALE | Kind.NUMBER:
            said = (f"{answer:g} {question.unit}".strip(),)
        case _:
            said = (str(answer),)
    return said


def _option(question: Question, answer: str) -> str:
    option = question.option(answer)
    return option.says if option else answer
