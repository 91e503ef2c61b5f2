"""Is the range of recent follow-through right as often as it says? `.venv/bin/python -m bench.follow_through`.

People are simulated whose true follow-through is known. Each month some promises are answered, kept with that
month's follow-through p; the range is then asked about p of the last month. A range that says 80 % should hold
p for 80 % of the people, and be little wider than the best that can be said.

How follow-through moves (`Mover`): p is spread evenly from 0 to 1 in every month. Written p = Phi(x), x goes
from month to month as `stay` times itself and noise that leaves its spread as it is. A `stay` of 1 is steady.
With 0.98 a p of 80 % typically moves by 6 points in a month; 0.995: 3 points; 0.95: 9; 0.9: 12.

Two filters on a fine grid stand beside it, both exact (Bayes' rule, month by month). One is told how this
person moves: no range can be right as often and narrower on average. The other is told only the ways there
are, half of the people steady: what is lost to not knowing can be read off the two.
"""

import argparse
import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, inf, log, sqrt
from operator import mul
from statistics import NormalDist, fmean
from time import process_time

from mending.promises.rules.follow_through import HALF_LIFE_MONTHS, LEAST_ANSWERS, MOST_MONTHS, follow_through

STEADY = 1.0
MOVING = (0.995, 0.98, 0.95, 0.9)
STEP = 0.05
BELL = NormalDist()
GRID = [STEP * n for n in range(-64, 65)]
LOGS = [(log(BELL.cdf(x)), log(BELL.cdf(-x))) for x in GRID]
EDGES = [BELL.cdf(x + STEP / 2) for x in GRID]
Months = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's (kept, missed) by month, oldest first, and the true follow-through of the last month."""

    months: Months
    truth: float


@dataclass(frozen=True, slots=True)
class Found:
    """How often ranges held the truth, and how wide they were in the middle (mean)."""

    cover: float
    width: float


def people(count: int, stay: float, a_month: float, rng: random.Random) -> Iterator[Person]:
    """`count` people with as many months as the rule looks at and about `a_month` answers in each."""
    while count:
        person = _person(stay, a_month, rng)
        if sum(map(sum, person.months)) >= LEAST_ANSWERS:
            count -= 1
            yield person


def _person(stay: float, a_month: float, rng: random.Random) -> Person:
    x = [rng.gauss(0, 1)]
    while len(x) < MOST_MONTHS:
        x.append(stay * x[-1] + sqrt(1 - stay * stay) * rng.gauss(0, 1))
    truths = [BELL.cdf(one) for one in x]
    return Person(_answers(truths, a_month, rng), truths[-1])


def _answers(truths: Sequence[float], a_month: float, rng: random.Random) -> Months:
    months = []
    for p in truths:
        answered = _poisson(a_month, rng)
        kept = sum(rng.random() < p for _ in range(answered))
        months.append((kept, answered - kept))
    return months


def _poisson(mean: float, rng: random.Random) -> int:
    count, gone = 0, rng.expovariate(1)
    while gone < mean:
        count, gone = count + 1, gone + rng.expovariate(1)
    return count


class Filter:
    """The exact answer on the grid for people of whom it is known how they move."""

    def __init__(self, stay: float) -> None:
        self.rows = [] if stay == STEADY else _kernel(stay)

    def after(self, months: Months) -> tuple[list[float], float]:
        """How likely each p of the grid is after the last month, and the log probability of all that was seen."""
        weights = _scaled([BELL.pdf(x) for x in GRID])[0]
        seen = 0.0
        for number, (kept, missed) in enumerate(months):
            if number and self.rows:
                weights = [sum(map(mul, row, weights[start:])) for start, row in self.rows]
            logs = [kept * p + missed * q for p, q in LOGS]
            top = max(logs)
            weights, total = _scaled([w * exp(one - top) for w, one in zip(weights, logs, strict=True)])
            seen += log(total) + top
        return weights, seen


def _kernel(stay: float) -> list[tuple[int, list[float]]]:
    """For each place to arrive at: where the places it can be reached from start, and how likely each is."""
    spread = sqrt(1 - stay * stay)
    columns = [_scaled([exp(-(((to - stay * x) / spread) ** 2) / 2) for to in GRID])[0] for x in GRID]
    rows = []
    for to in range(len(GRID)):
        row = [column[to] for column in columns]
        near = [place for place, weight in enumerate(row) if weight > 1e-9]
        rows.append((near[0], row[near[0] : near[-1] + 1]))
    return rows


def _scaled(weights: list[float]) -> tuple[list[float], float]:
    total = sum(weights)
    return [weight / total for weight in weights], total


def middle(weights: Sequence[float], share: float = 0.8) -> tuple[float, float]:
    """The middle share of a distribution on the grid."""
    below = [0.0, *accumulate(weights)]
    edge = (1 - share) / 2
    return _at(below, edge), _at(below, 1 - edge)


def _at(below: list[float], wanted: float) -> float:
    place = max(1, bisect_left(below, wanted))
    left = EDGES[place - 2] if place > 1 else 0.0
    part = (wanted - below[place - 1]) / (below[place] - below[place - 1])
    return left + part * (EDGES[min(place, len(EDGES)) - 1] - left)


def untold(filters: dict[float, Filter], months: Months) -> list[float]:
    """As the filter that knows the ways there are, half of the people steady, but not which is this person's."""
    share = {stay: 0.5 if stay == STEADY else 0.5 / (len(filters) - 1) for stay in filters}
    seen = {stay: one.after(months) for stay, one in filters.items()}
    top = max(log_seen for _, log_seen in seen.values())
    parts = {stay: share[stay] * exp(log_seen - top) for stay, (_, log_seen) in seen.items()}
    return [sum(parts[stay] * seen[stay][0][n] for stay in filters) for n in range(len(GRID))]


def found(ranges: Sequence[tuple[float, float]], truths: Sequence[float]) -> Found:
    """Both figures over the ranges of many people."""
    held = [low <= truth <= high for (low, high), truth in zip(ranges, truths, strict=True)]
    return Found(fmean(held), fmean(high - low for low, high in ranges))


def ours(months: Months, half_life: float = HALF_LIFE_MONTHS) -> tuple[float, float]:
    """The rule's range as a pair."""
    given = follow_through(months, half_life)
    assert given is not None
    return given.low, given.high


def together(steady: Found, moving: Sequence[Found]) -> Found:
    """Half of the people steady, half of them moving in one of the ways."""
    return Found(
        (steady.cover + fmean(one.cover for one in moving)) / 2,
        (steady.width + fmean(one.width for one in moving)) / 2,
    )


def _table(count: int, a_month: float, seed: int, blind: bool) -> None:
    filters = {stay: Filter(stay) for stay in (STEADY, *MOVING)}
    sums: dict[str, dict[float, Found]] = {"ours": {}, "told": {}, "untold": {}}
    for stay, told in filters.items():
        crowd = list(people(count, stay, a_month, random.Random(f"{seed} {stay}")))
        truths = [person.truth for person in crowd]
        sums["ours"][stay] = found([ours(person.months) for person in crowd], truths)
        sums["told"][stay] = found([middle(told.after(person.months)[0]) for person in crowd], truths)
        if blind:
            ranges = [middle(_scaled(untold(filters, person.months))[0]) for person in crowd]
            sums["untold"][stay] = found(ranges, truths)
        _line(f"{a_month:3.0f} a month, stay {stay:<5}", {name: one[stay] for name, one in sums.items() if one})
    total = {name: together(one[STEADY], [one[s] for s in MOVING]) for name, one in sums.items() if one}
    _line(f"{a_month:3.0f} a month, together  ", total)


def _line(name: str, figures: dict[str, Found]) -> None:
    told = figures["told"]
    cells = [f"{who} {100 * one.cover:5.1f} % x{one.width / told.width:5.2f}" for who, one in figures.items()]
    print(f"{name} | " + " | ".join(cells) + f" | told is {100 * told.width:4.1f} points wide", flush=True)


def _half_lives(count: int, a_month: float, seed: int) -> None:
    crowds = {
        stay: list(people(count, stay, a_month, random.Random(f"{seed} {stay}"))) for stay in (STEADY, *MOVING)
    }
    for half_life in (1.5, 3.0, 6.0, 12.0, 24.0, 120.0):
        seen = {
            stay: found([ours(person.months, half_life) for person in crowd], [person.truth for person in crowd])
            for stay, crowd in crowds.items()
        }
        all_of_them = together(seen[STEADY], [seen[stay] for stay in MOVING])
        moving = fmean(seen[stay].cover for stay in MOVING)
        print(
            f"{a_month:3.0f} a month, half-life {half_life:5.1f} | steady {100 * seen[STEADY].cover:5.1f} % | "
            f"moving {100 * moving:5.1f} % | together {100 * all_of_them.cover:5.1f} %, "
            f"{100 * all_of_them.width:4.1f} points wide",
            flush=True,
        )


def _after_a_fall(count: int, a_month: float, seed: int) -> None:
    """How soon the range holds the new truth when follow-through falls from 85 % to 40 % between two months."""
    rng = random.Random(seed)
    for since in (1, 2, 3, 4):
        truths = [0.85] * (MOST_MONTHS - since) + [0.4] * since
        crowd = [_answers(truths, a_month, rng) for _ in range(count)]
        held = found([ours(months) for months in crowd], [truths[-1]] * count)
        name = f"{a_month:3.0f} a month, fell from 85 % to 40 %"
        print(f"{name}, {since} months since: ours {100 * held.cover:5.1f} %, {100 * held.width:4.1f} points wide")


def time_of_one(rounds: int = 300) -> float:
    """Milliseconds for one range from twelve months: the best of three means."""
    months, best = [(22, 6), (3, 1)] * (MOST_MONTHS // 2), inf
    for _ in range(3):
        start = process_time()
        for _ in range(rounds):
            follow_through(months)
        best = min(best, (process_time() - start) / rounds * 1000)
    return best


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=2000, help="people for each line (default 2000)")
    options.add_argument("--seed", type=int, default=11)
    options.add_argument("--untold", action="store_true", help="also the filter that is not told (slow)")
    given = options.parse_args()
    print(f"one range takes {time_of_one():.2f} ms")
    for a_month in (8.0, 30.0):
        _table(given.people, a_month, given.seed, given.untold)
        _half_lives(given.people, a_month, given.seed + 1)
        _after_a_fall(given.people, a_month, given.seed + 2)


if __name__ == "__main__":
    main()
