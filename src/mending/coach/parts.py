"""What a text has: parts of an apology, parts of a request, strengths. As data in `parts.en.toml`."""

from dataclasses import dataclass

from mending.coach.labels import Part, RequestPart, Strength


@dataclass(frozen=True, slots=True)
class Parts:
    """What is there, in the order of the labels."""

    parts: tuple[Part, ...]
    request_parts: tuple[RequestPart, ...]
    strengths: tuple[Strength, ...]


def of(text: str) -> Parts:
    """The parts of a text."""
    return Parts((), (), ())
