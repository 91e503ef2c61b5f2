"""How it went over time: scores, and before against after, as a picture, a table and words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mending.worksheets.queries.sheets import SheetCard
from mending.worksheets.rules.form import Kind, Question
from mending.worksheets.rules.scoring import Scored

WIDTH, HEIGHT, EDGE = 320, 96, 8
LEAST = 2
"""From so many on there is a picture; one alone is a number."""


@dataclass(frozen=True, slots=True)
class Point:
    """One filled form in a picture; `after` where it asks the same twice."""

    day: date
    value: float
    after: float | None
    band: str
    x: float
    y: float
    y_after: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One thing over time. The picture's own measures are WIDTH by HEIGHT."""

    title: str
    low: float
    high: float
    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """The path of the picture's line."""
        return "M" + "L".join(f"{one.x:g} {one.y:g}" for one in self.points)

    @property
    def befores(self) -> str:
        """The path of the dots before; each is a line of no length with round ends."""
        return "".join(f"M{one.x:g} {one.y:g}h0" for one in self.points)

    @property
    def afters(self) -> str:
        """The path of the dots after, or of all where nothing is asked twice."""
        return "".join(f"M{one.x:g} {one.y if one.y_after is None else one.y_after:g}h0" for one in self.points)

    @property
    def moves(self) -> str:
        """The path of the lines from before to after."""
        return "".join(f"M{one.x:g} {one.y:g}V{one.y_after:g}" for one in self.points if one.y_after is not None)

    @property
    def has_after(self) -> bool:
        return any(one.after is not None for one in self.points)

    @property
    def bands(self) -> list[str]:
        return list(dict.fromkeys(one.band for one in self.points if one.band))


def series_of(cards: Sequence[SheetCard]) -> list[Series]:
    """A series for each declared score and for each question that is asked again, oldest first."""
    old_first = list(reversed(cards))
    return [*_scores(old_first), *_again(old_first)]


def in_short(card: SheetCard) -> str:
    """What tells one filled form from another in a list: its scores, else its first words."""
    told = [_told(one) for one in card.scores if one.value is not None]
    if told:
        return " · ".join(told)
    words = next((one.said[0] for one in card.kept.stamps if one.kind in (Kind.LONG, Kind.SHORT) and one.said), "")
    return words[:90]


def _told(scored: Scored) -> str:
    band = f" ({scored.band.title})" if scored.band else ""
    return f"{scored.title} {scored.value:g}{band}"


def _scores(cards: Iterable[SheetCard]) -> list[Series]:
    found: dict[str, list[tuple[date, Scored]]] = {}
    titles: dict[str, str] = {}
    for card in cards:
        for scored in card.scores:
            if scored.value is not None:
                found.setdefault(scored.id, []).append((card.line.day, scored))
                titles[scored.id] = scored.title
    drawn = []
    for id, given in found.items():
        values = [(day, one.value or 0.0, None, one.band.title if one.band else "") for day, one in given]
        drawn.append(
            _series(titles[id], values, min(0.0, *(v for _, v, _, _ in values)), max(v for _, v, _, _ in values))
        )
    return [one for one in drawn if len(one.points) >= LEAST]


def _again(cards: Iterable[SheetCard]) -> list[Series]:
    found: dict[str, list[tuple[date, float, float | None, str]]] = {}
    first: dict[str, Question] = {}
    for card in cards:
        for question in card.form.questions():
            before, after = card.kept.answers.get(question.again), card.kept.answers.get(question.id)
            asked = card.form.question(question.again) if question.again else None
            if asked and isinstance(before, int | float) and isinstance(after, int | float):
                first[asked.id] = asked
                found.setdefault(asked.id, []).append((card.line.day, before, after, ""))
    drawn = [
        _series(first[id].ask, given, first[id].least or 0, first[id].most or 100) for id, given in found.items()
    ]
    return [one for one in drawn if len(one.points) >= LEAST]


def _series(title: str, given: Sequence[tuple[date, float, float | None, str]], low: float, high: float) -> Series:
    span = (high - low) or 1
    step = (WIDTH - 2 * EDGE) / max(1, len(given) - 1)

    def height(value: float | None) -> float | None:
        return None if value is None else round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / span, 1)

    points = tuple(
        Point(day, value, after, band, round(EDGE + n * step, 1), height(value) or 0.0, height(after))
        for n, (day, value, after, band) in enumerate(given)
    )
    return Series(title, low, high, points)
