"""What the coach sees, for a person: danger first, then the marks in their places, then what is there."""

from collections.abc import Iterator

from mending.coach.labels import Kind, Mark, Part, RequestPart, Strength, Tier
from mending.coach.review import Review

_AROUND = 40

_PARTS = {
    Part.RESPONSIBILITY: "what you did, named as yours",
    Part.REPAIR: "an offer to put it right",
    Part.REGRET: "sorrow for what it did to them",
    Part.EXPLANATION: "how it came about",
    Part.REPENTANCE: "what is different now",
    Part.FORGIVENESS_REQUEST: "forgiveness asked for, or left to them",
}
_REQUEST_PARTS = {
    RequestPart.FACTS: "what happened",
    RequestPart.FEELING: "how you feel",
    RequestPart.ASK: "one clear ask",
    RequestPart.REASON: "what it would mean",
    RequestPart.ROOM: "room for a no",
}
_STRENGTHS = {
    Strength.FEELING_NAMED: "You name a feeling.",
    Strength.NEED_NAMED: "You name a need.",
    Strength.EMPATHY: "You see how it may be for them.",
    Strength.WE: "You look at it as the two of you.",
    Strength.LIMIT: "You say what you will and will not do.",
}
_HELP = (
    "What you wrote sounds like someone may be in danger. Help comes first.\n"
    "If it is now, call your emergency number. Open Help in Mending for people to talk to: run `mending serve`\n"
    "and open /help/. It needs no sign-in. This page of words can wait."
)


def told(seen: Review, text: str, kind: Kind) -> str:
    """A review in words."""
    return "\n\n".join(_paragraphs(seen, text, kind))


def _paragraphs(seen: Review, text: str, kind: Kind) -> Iterator[str]:
    if seen.crisis:
        yield _HELP
    for number, mark in enumerate(seen.marks, 1):
        yield _marked(number, mark, text)
    if not seen.marks and not seen.crisis:
        yield "Nothing stood out that may land badly. The coach misses things; you know the person."
    if kind is Kind.LETTER:
        yield from _there([_PARTS[one] for one in Part if one in seen.parts], "There already")
        yield from _there([_PARTS[one] for one in Part if one not in seen.parts], "Could be added, if it is true")
    if kind is Kind.REQUEST:
        yield from _there(
            [_REQUEST_PARTS[one] for one in RequestPart if one in seen.request_parts], "There already"
        )
        missing = [_REQUEST_PARTS[one] for one in RequestPart if one not in seen.request_parts]
        yield from _there(missing, "Could be added")
    yield from _there([_STRENGTHS[one] for one in seen.strengths], "What it does well")


def _there(found: list[str], title: str) -> Iterator[str]:
    if found:
        yield "\n".join([f"{title}:", *(f"  {one}" for one in found)])


def _marked(number: int, mark: Mark, text: str) -> str:
    before, after = text[max(0, mark.start - _AROUND) : mark.start], text[mark.end : mark.end + _AROUND]
    line = text.count("\n", 0, mark.start) + 1
    place = " ".join(f"{before}[{text[mark.start : mark.end]}]{after}".split())
    soft = "  (may read so)" if mark.tier is Tier.SOFT else ""
    return f"{number}. Line {line}: …{place}…{soft}\n   Why: {mark.why}\n   Instead: {mark.instead}"
