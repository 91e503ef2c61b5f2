"""How a day turns out: by the month, by the week, and by chance that is the same each time."""

from datetime import date
from random import Random

from mending.promises.rules.outcomes import Outcome
from mending.site.demo.story import Life, Said, Span, Weather

MOST, WEEK = 0.97, 0.14


def outcome(life: Life, said: Said, number: int, day: date, span: Span) -> Outcome | None:
    """How the day of a repeating promise turns out; None when it stays open. `number` is the promise's own."""
    weather = _of_month(life, span.number_of(day))
    week = (day - span.first).days // 7
    mood = Random(f"{life.name} {week}").uniform(-WEEK, WEEK)
    kept = min(MOST, max(0.2, weather.kept + said.luck + mood))
    rest = (1 - kept) / (1 - weather.kept)
    left = dice(life, number, day, span).random() - kept
    if left < 0:
        return Outcome.KEPT
    shares = (
        (Outcome.RENEGOTIATED, weather.changed),
        (Outcome.TOLD, weather.told),
        (Outcome.FOUND_OUT, weather.found_out),
    )
    for found, share in shares:
        left -= share * rest
        if left < 0:
            return found
    return None


def dice(life: Life, number: int, day: date, span: Span) -> Random:
    """Chance that knows whose promise and which day of the story it is for, and nothing else."""
    return Random(f"{life.name} {number} {(day - span.first).days}")


def _of_month(life: Life, number: int) -> Weather:
    return life.weather[max(known for known in life.weather if known <= number)]
