"""One reading of one text by all that the coach can do: danger first, then rules, then what was learnt."""

from dataclasses import dataclass

from mending.coach import crisis, parts, rules
from mending.coach.crisis import Danger
from mending.coach.labels import Kind, Mark, Part, RequestPart, Strength

LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Review:
    """What the coach sees in a text. A suggestion, never a verdict; nothing here is ever kept.

    `marks` stand in the order of the text. `parts`, `request_parts` and `strengths` are what is there; what is
    missing from them is what could be added. `crisis` is the most urgent first: whoever shows a review shows help
    before anything else when it is not empty.
    """

    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    request_parts: tuple[RequestPart, ...]
    strengths: tuple[Strength, ...]
    crisis: tuple[Danger, ...]


def review(text: str, kind: Kind, language: str = "en") -> Review:
    """Read a text. Raises ValueError for a language that the coach does not read."""
    if language not in LANGUAGES:
        raise ValueError(f"The coach reads only English so far, not “{language}”.")
    # 1. Danger, before anything else looks at the text (SAFETY A5).
    dangers = tuple(crisis.dangers(text))
    # 2. Rules. Where someone is being harmed, nothing says how to put it more softly.
    marks = () if Danger.HARMED in dangers else rules.marks(text, kind)
    found = parts.of(text)
    # 3. What is learnt from examples (`heads`) and questions about a thought (`traps`) join here.
    # Parts of an apology are judged for letters, parts of a request for requests, as in the scheme of labels.
    apology = found.parts if kind is Kind.LETTER else ()
    asked = found.request_parts if kind is Kind.REQUEST else ()
    return Review(marks, apology, asked, found.strengths, dangers)
