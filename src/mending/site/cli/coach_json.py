"""What the coach sees, for a program: the same keys always, codes as in `mending.coach.labels`."""

import json
import re
from dataclasses import fields
from typing import Any

from mending.coach import heads
from mending.coach.labels import Kind, Mark
from mending.coach.review import Review, review

SHORT = 60
"""Words that the heads read at once; they learned from turns of one or two sentences."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


class _Wrong(ValueError):
    """A line that cannot be read, in words."""


def line(said: str) -> str:
    """One line of a batch, answered: what is seen in it, or `error`. Raises nothing for whatever it says."""
    asked: Any = None
    try:
        asked = _parsed(said)
        text, kind = _asked(asked)
    except _Wrong as wrong:
        id = asked.get("id") if isinstance(asked, dict) else None
        return json.dumps({"id": id, "error": str(wrong)})
    return json.dumps({"id": asked.get("id"), **told(review(text, kind), text)})


def told(seen: Review, text: str, *, reasons: bool = False) -> dict[str, Any]:
    """A review as plain data. Places are characters of the text as it was given, the end not included."""
    return {
        "marks": [_mark(mark, reasons) for mark in seen.marks],
        "parts": [part.value for part in seen.parts],
        "request_parts": [part.value for part in seen.request_parts],
        "strengths": [strength.value for strength in seen.strengths],
        "crisis": [danger.value for danger in seen.crisis],
        "traps": [one.trap.value for one in seen.traps],
        **_heads(text),
    }


def _mark(mark: Mark, reasons: bool) -> dict[str, Any]:
    place = {"label": mark.label.value, "start": mark.start, "end": mark.end, "tier": mark.tier.value}
    return {**place, "why": mark.why, "instead": mark.instead} if reasons else place


def _heads(text: str) -> dict[str, float]:
    """Chances of a short text; of a longer one, each at the sentence where it is highest."""
    short = len(text.split()) <= SHORT
    read = [heads.read(one) for one in ([text] if short else _SENTENCES.split(text)) if one.strip()]
    read = read or [heads.read("")]
    return {one.name: round(max(getattr(each, one.name) for each in read), 4) for one in fields(heads.Heads)}


def _parsed(said: str) -> Any:
    try:
        return json.loads(said, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _Wrong("This line is not JSON.") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _asked(asked: Any) -> tuple[str, Kind]:
    if not isinstance(asked, dict):
        raise _Wrong("This line is not an object.")
    if not isinstance(text := asked.get("text"), str):
        raise _Wrong("“text” has to be words.")
    kind = asked.get("kind")
    if kind is None:
        return text, Kind.MESSAGE
    if kind not in [one.value for one in Kind]:
        raise _Wrong(f"“kind” is one of {', '.join(Kind)}.")
    return text, Kind(kind)
