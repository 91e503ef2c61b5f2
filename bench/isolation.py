"""How soon is isolation noticed? `.venv/bin/python -m bench.isolation`.

People are simulated who log their contacts every day. After a year of their usual, it falls to half or to nothing.
The delay is counted in days from the first changed day to the alarm, that day included; who was already alarmed
is left out. Beside the rule stand

- the best there can be: a cumulative sum that is told both rates (Page 1954; for such a change no detector has a
  shorter worst delay: Moustakides 1986), set to the same false alarms a year as the rule has for these people;
- two other ways to do it without being told: that cumulative sum with the usual estimated from the year before,
  and a posterior of the rate lately (half-life two weeks) against the usual (half-life half a year), both set to
  the same false alarms too.

False alarms are counted over a year of steady people: an alarm ends when its value has fallen to a fifth. Where
days are missing they are counted by the rule's first look alone; its second can only take some of them away.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from mending.circle.rules import isolation as rule
from mending.circle.rules.isolation import Day, watch

RATES = (1, 2, 4, 7, 15)
YEAR = 364
MOST = 300  # days after a change that are waited for
OVER = 0.2  # an alarm is over when the value has fallen to this part of the threshold
FIRST = date(2025, 1, 6)
Array = np.ndarray


@dataclass(frozen=True)
class Crowd:
    """Counts of contacts and whether the day was logged: people by days, the first day a Monday."""

    counts: Array
    logged: Array


def crowd(
    rng: np.random.Generator, people: int, days: int, rate: float, *,
    part: float = 1.0, from_day: int = 0, bursts: float = 0.0, rhythm: float = 0.0, missing: float = 0.0,
    weeks_missing: float = 0.0,
) -> Crowd:  # fmt: skip
    """People with `rate` contacts a week, from `from_day` on only `part` of it.

    `bursts`: squared coefficient of variation of the days' own rates; `rhythm`: of the weekdays' rates;
    `missing` and `weeks_missing`: the share of days, and of whole weeks, that are not logged.
    """
    mean = np.full((people, days), rate / 7)
    if rhythm:
        week = rng.gamma(1 / rhythm, rhythm, (people, 7))
        mean *= np.tile(week / week.mean(1, keepdims=True), days // 7 + 1)[:, :days]
    if bursts:
        mean *= rng.gamma(1 / bursts, bursts, mean.shape)
    if part < 1:
        mean[:, from_day:] *= part
    logged = rng.random(mean.shape) >= missing
    if weeks_missing:
        logged &= np.repeat(rng.random((people, days // 7 + 1)) >= weeks_missing, 7, axis=1)[:, :days]
    return Crowd(rng.poisson(mean) * logged, logged)


def values(of: Crowd, days: range) -> Array:
    """The rule's value at the end of each of `days`, for everyone at once: people by days."""
    weekday = np.arange(of.counts.shape[1]) % 7
    had = np.stack([of.counts * (weekday == n) for n in range(7)], 2).cumsum(1)
    was = np.stack([of.logged * (weekday == n) for n in range(7)], 2).cumsum(1)
    zero = np.zeros_like(had[:, :1])
    had, was = np.concatenate([zero, had], 1), np.concatenate([zero, was], 1)
    found = [_value(of, had, was, day) for day in days]
    for column, day in enumerate(days[1:], 1):
        # On a day that is not logged the rule still says what it said on the last logged one.
        found[column] = np.where(of.logged[:, day], found[column], found[column - 1])
    return np.stack(found, 1)


def _value(of: Crowd, had: Array, was: Array, day: int) -> Array:
    first = max(0, day + 1 - rule.HISTORY)
    count, seen = had[:, day + 1] - had[:, first], was[:, day + 1] - was[:, first]
    mean = count.sum(1) / np.maximum(1, seen.sum(1))
    factor = (count + rule._RHYTHM) / (seen * mean[:, None] + rule._RHYTHM)
    weighed = (seen * factor).sum(1)[:, None]
    starts = np.arange(max(first, day + 1 - rule.LOOK_BACK), day + 1)
    since = (had[:, day + 1, None] - had[:, starts]).sum(2)
    weighed_since = np.einsum("pkd,pd->pk", was[:, day + 1, None] - was[:, starts], factor)
    dispersion = _dispersion(had, was, factor, first, day)[:, None]
    value = np.zeros_like(weighed_since)
    for part, share in rule._LESS:
        gain = (rule._A + count.sum(1))[:, None] * np.log(
            (rule._B + weighed) / (rule._B + weighed - (1 - part) * weighed_since)
        )
        fit = gain + since * np.log(part) if part else np.where(since > 0, -np.inf, gain)
        value += share * np.exp(np.minimum(rule._HIGHEST, fit / dispersion))
    enough = (seen.sum(1) >= rule.LEAST_DAYS) & (mean * 7 >= rule.LEAST_USUAL)
    return (value * of.logged[:, starts]).sum(1) * enough


def _dispersion(had: Array, was: Array, factor: Array, first: int, day: int) -> Array:
    ends = np.arange(day + 1 - rule.LOOK_BACK, first, -7)
    if len(ends) < 2:
        return np.ones(len(had))
    begins = np.maximum(first, ends - 7)
    contacts = (had[:, ends] - had[:, begins]).sum(2)
    weight = np.einsum("pkd,pd->pk", was[:, ends] - was[:, begins], factor)
    rate = contacts.sum(1) / np.maximum(1e-9, weight.sum(1))
    expected = rate[:, None] * weight
    pearson = np.where(weight > 0, (contacts - expected) ** 2 / np.maximum(1e-9, expected), 0).sum(1)
    weeks = (weight > 0).sum(1)
    found = np.maximum(1, (pearson + rule._CALM) / (weeks - 1 + rule._CALM))
    return np.where((weeks < 2) | (rate == 0), 1.0, found)


def told(of: Crowd, usual: float | Array, part: float, days: range) -> Array:
    """The cumulative sum that knows the usual (a day) and what it falls to: people by days, never reset."""
    height, found = np.zeros(len(of.counts)), []
    for day in range(days.stop):
        count = of.counts[:, day]
        step = (1 - part) * usual + count * np.log(part) if part else np.where(count > 0, -np.inf, usual)
        height = np.maximum(0, height + step)
        found.append(height)
    return np.stack(found[days.start :], 1)


def estimated(of: Crowd, part: float, days: range) -> Array:
    """The same with the usual taken from the year before the last four weeks."""
    sums = np.concatenate([np.zeros((len(of.counts), 1)), of.counts.cumsum(1)], 1)
    height, found = np.zeros(len(of.counts)), []
    for day in range(days.start - 84, days.stop):
        end, begin = day - 28, max(0, day - 28 - YEAR)
        usual = (1 + sums[:, end] - sums[:, begin]) / (end - begin)
        count = of.counts[:, day]
        step = (1 - part) * usual + count * np.log(part) if part else np.where(count > 0, -np.inf, usual)
        height = np.maximum(0, height + step)
        found.append(height)
    return np.stack(found[84:], 1)


def discounted(of: Crowd, days: range) -> Array:
    """How surely the rate lately is under seven tenths of the usual, as a normal deviate of their logarithms."""
    people = len(of.counts)
    late, usual, keep_late, keep_usual = (
        np.zeros((people, 2)),
        np.zeros((people, 2)),
        0.5 ** (1 / 14),
        0.5 ** (1 / 182),
    )
    found = []
    for day in range(days.stop):
        now = np.stack([of.counts[:, day], np.ones(people)], 1)
        late, usual = late * keep_late + now, usual * keep_usual + now
        a, b = late[:, 0] + 0.5, usual[:, 0] + 0.5
        gap = np.log(0.7 * b / (usual[:, 1] + 1)) - np.log(a / (late[:, 1] + 0.5))
        found.append(np.maximum(0, gap / np.sqrt(1 / a + 1 / b)))
    return np.stack(found[days.start :], 1)


def false_alarms(value: Array, threshold: float) -> float:
    """Alarms a year of steady people."""
    on, count = np.zeros(len(value), bool), 0
    for today in value.T:
        new = ~on & (today >= threshold)
        count += int(new.sum())
        on = np.where(on, today >= threshold * OVER, new)
    return count / (value.size / 365.25)


def set_to(value: Array, wanted: float) -> float:
    """The threshold with which these values have the wanted false alarms a year."""
    low, high = 0.0, float(value.max()) + 1
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if false_alarms(value, middle) > wanted else (low, middle)
    return high


def delay(value: Array, threshold: float, before: int) -> float:
    """Mean days from the change, the first of them 1, to the alarm; the first `before` columns lie before it."""
    calm = ~(value[:, before - 28 : before] >= threshold).any(1)
    hit = value[calm][:, before:] >= threshold
    days = np.where(hit.any(1), hit.argmax(1) + 1, hit.shape[1])
    return float(days.mean())


def _whole(of: Crowd) -> Crowd:
    """The rule's second look, on the last day: no week here is wholly unlogged, so every day between two is in."""
    in_sight = of.logged & (np.arange(of.logged.shape[1]) > _last(of)[:, None] - rule.HISTORY)
    between = np.logical_or.accumulate(in_sight, 1) & np.logical_or.accumulate(in_sight[:, ::-1], 1)[:, ::-1]
    return Crowd(of.counts * of.logged, between)


def _last(of: Crowd) -> Array:
    return of.logged.shape[1] - 1 - of.logged[:, ::-1].argmax(1)


def agrees(rng: np.random.Generator) -> float:
    """The largest difference, in parts, between these sums and the rule itself, over people of all kinds."""
    worst = 0.0
    for rate in RATES:
        of = crowd(rng, 4, 420, rate, part=0.4, from_day=380, bursts=0.4, rhythm=0.3, missing=0.2)
        looks = [values(one, range(395, 420))[:, -1] for one in (of, _whole(of))]
        for person, value in enumerate(np.minimum(*looks)):
            days = [
                Day(FIRST + timedelta(days=n), int(of.counts[person, n]), bool(of.logged[person, n]))
                for n in range(420)
            ]
            worst = max(worst, abs(watch(days).value / max(1e-12, value) - 1) if value else 0.0)
    return worst


def noticed(rng: np.random.Generator, people: int) -> None:
    """Delays beside the best, for a halving and for a stop."""
    print("| contacts a week | false alarms a year | change | days | best | ratio | usual estimated | posterior |")
    print("|---|---|---|---|---|---|---|---|")
    before, window = 28, range(YEAR - 28, YEAR + MOST)
    ratios: dict[float, list[float]] = {0.5: [], 0.0: []}
    for rate in RATES:
        year = range(YEAR, 2 * YEAR)
        steady = crowd(rng, people, 2 * YEAR, rate)
        wanted = false_alarms(values(steady, year), rule.THRESHOLD)
        for part, found in ratios.items():
            changed = crowd(rng, people, YEAR + MOST, rate, part=part, from_day=YEAR)
            mine = delay(values(changed, window), rule.THRESHOLD, before)
            others = [
                _other(
                    lambda of, days, part=part, rate=rate: told(of, rate / 7, part, days), steady, changed, wanted
                ),
                _other(lambda of, days, part=part: estimated(of, part, days), steady, changed, wanted),
                _other(discounted, steady, changed, wanted),
            ]
            found.append(mine / others[0])
            row = [rate, f"{wanted:.2f}", "half" if part else "none", f"{mine:.1f}", f"{others[0]:.1f}"]
            row += [f"{mine / others[0]:.2f}", *(f"{other / others[0]:.2f}" for other in others[1:])]
            print("|", " | ".join(map(str, row)), "|", flush=True)
    for part, found in ratios.items():
        print(f"Mean ratio for {'a halving' if part else 'a stop'}: {np.mean(found):.2f}")


def _other(way: Callable[[Crowd, range], Array], steady: Crowd, changed: Crowd, wanted: float) -> float:
    threshold = set_to(way(steady, range(YEAR, 2 * YEAR)), wanted)
    return delay(way(changed, range(YEAR - 28, YEAR + MOST)), threshold, 28)


LIVES: dict[str, dict[str, float]] = {
    "every day logged": {},
    "bursts (days vary twice as much)": {"bursts": 0.5},
    "a strong weekly rhythm": {"rhythm": 0.5},
    "a third of the days not logged": {"missing": 0.33},
    "a quarter of the weeks not logged": {"weeks_missing": 0.25},
    "all of these": {"bursts": 0.5, "rhythm": 0.5, "missing": 0.33, "weeks_missing": 0.25},
}


def mistaken(rng: np.random.Generator, people: int) -> None:
    """False alarms a year of people whose lives or logs are not tidy."""
    print(f"\n| steady people | {' | '.join(f'{rate} a week' for rate in RATES)} |\n|---|{'---|' * len(RATES)}")
    for name, life in LIVES.items():
        rates = [
            false_alarms(values(crowd(rng, people, 2 * YEAR, rate, **life), range(YEAR, 2 * YEAR)), rule.THRESHOLD)
            for rate in RATES
        ]
        print(f"| {name} | {' | '.join(f'{rate:.2f}' for rate in rates)} |", flush=True)
    stopped = crowd(rng, people, YEAR + 180, 5)
    stopped.logged[:, YEAR:] = False
    stopped.counts[:, YEAR:] = 0
    after = values(stopped, range(YEAR - 1, YEAR + 180))
    new = (after[:, 1:] >= rule.THRESHOLD) & (after[:, :-1] < rule.THRESHOLD)
    print(f"\nLogging stops altogether for half a year: {int(new.sum())} new alarms among {people} people.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1200, help="people for each rate and change (ten crowds)")
    people = parser.parse_args().people
    rng = np.random.default_rng(20261123)
    print(f"The sums agree with the rule to {agrees(rng):.1e}; {10 * people:,} changed people.\n")
    noticed(rng, people)
    mistaken(rng, people // 2)


if __name__ == "__main__":
    main()
