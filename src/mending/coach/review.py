"""One reading of one text by all the rules of the coach: danger first, then marks, parts and questions."""

from dataclasses import dataclass

from mending.coach import crisis, parts, soft, traps
from mending.coach.crisis import Danger
from mending.coach.labels import Kind, Mark, Part, RequestPart, Strength
from mending.coach.reading import read
from mending.coach.traps import TrapQuestion
from mending.coach.weighing import weighed

LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Review:
    """What the coach sees in a text. A suggestion, never a verdict; nothing here is ever kept.

    `marks` stand in the order of the text. `parts`, `request_parts` and `strengths` are what is there; what is
    missing from them is what could be added. `traps` are questions, for whoever wrote a thought. `crisis` is the
    most urgent first: whoever shows a review shows help before anything else when it is not empty.
    """

    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    request_parts: tuple[RequestPart, ...]
    strengths: tuple[Strength, ...]
    crisis: tuple[Danger, ...]
    traps: tuple[TrapQuestion, ...]


def review(text: str, kind: Kind, language: str = "en") -> Review:
    """Read a text. Raises ValueError for a language that the coach does not read."""
    if language not in LANGUAGES:
        raise ValueError(f"The coach reads only English so far, not “{language}”.")
    # 1. Danger, before anything else looks at the text (SAFETY A5).
    dangers = tuple(crisis.dangers(text))
    # 2. Rules and weights, on one reading. Where someone is being harmed, nothing says how to put it more softly.
    reading = read(text)
    sentences = weighed(text, reading)
    marks = () if Danger.HARMED in dangers else soft.marks(reading, sentences, kind)
    found = parts.seen(reading, sentences)
    # Parts of an apology are judged for letters, parts of a request for requests, as in the scheme of labels.
    apology = found.parts if kind is Kind.LETTER else ()
    asked = found.request_parts if kind is Kind.REQUEST else ()
    # 3. Nothing is asked about a text that tells of danger: help comes first.
    questions = () if dangers else traps.of(reading)
    return Review(marks, apology, asked, found.strengths, dangers, questions)
