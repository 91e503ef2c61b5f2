"""Isolation noticed early: fewer contacts with supportive people than is usual for this person.

Each logged day has a count of contacts with people who support the recovery. The usual is the person's own and is
never told; it is learned from the same days. Shiryaev and Roberts' test adds up, over every day on which a change
may have begun, how much better the counts fit "since then it is less" than "all as usual".

**Formula.** Counts are Poisson with mean rate times weight, the weight being the weekday's own. For a change on
day k to the part q of the usual (half, or none at all), let S and E be the contacts and the weights of all days,
S2 and E2 those from k on. With the unknown rate averaged out over a Gamma(A, B) prior,

    LR(k, q) = q ** S2 * ((B + E) / (B + E - (1 - q) * E2)) ** (A + S)

and the test's value is the sum over k of 3/4 LR(k, 1/2) + 1/4 LR(k, 0), each to the power 1/D. D is the
over-dispersion of the weeks before, at least 1: who meets people in bursts is given more time. It alarms from
THRESHOLD on, which is 0.6 to 1.0 false alarms a year from 1 to 15 contacts a week (docs/decisions/0010).

**Two looks.** Which days get logged is a habit, and habits change. Who logs only the days with somebody in them,
and one day begins to mark the others too, has fewer contacts a logged day and as many as ever. So the test is
made twice: over the logged days, and over all days of each week with a logged one, the unlogged ones as empty.
The value is the lower of the two; when every day is logged they are the same.

**Source.** A. N. Shiryaev (1963), "On optimum methods in quickest detection problems", Theory of Probability and
its Applications 8, 22-46; S. W. Roberts (1966), "A comparison of some control chart procedures", Technometrics 8,
411-430. Compared with the cumulative sum for counts: J. M. Lucas (1985), "Counted data CUSUM's", Technometrics 27,
129-144. Dividing the logarithm by the dispersion is quasi-likelihood: R. W. M. Wedderburn (1974), Biometrika 61,
439-447.

**Limits.** It knows only what was logged: a day without a mark is left out and counts neither way, so who stops
logging is never told that they are alone, and who logs only good days is noticed late. It needs LEAST_DAYS
logged days. A change is looked for in the last LOOK_BACK days; what lasts longer becomes the new usual. It says
that there were fewer contacts, never why, and nothing about anybody's feelings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import exp, log

LEAST_DAYS = 56
"""Logged days before anything is said."""
HISTORY = 364
"""Calendar days that are looked at, the last one included: 52 weeks."""
LOOK_BACK = 112
"""Calendar days in which a change may have begun."""
THRESHOLD = 300.0
LEAST_USUAL = 0.5
"""Contacts a week below which there is no usual to fall from."""

_A, _B = 1.0, 3.5  # the prior: about two contacts a week, worth half a week of days
_LESS = ((0.5, 0.75), (0.0, 0.25))
_RHYTHM = 10.0  # contacts' worth of belief that all weekdays are alike
_CALM = 20  # weeks' worth of belief that weeks vary as chance does
_HIGHEST = 60.0


@dataclass(frozen=True, slots=True)
class Day:
    """A day: how many contacts with supportive people, and whether anything was marked for it at all."""

    on: date
    contacts: int
    logged: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What the days say. With an alarm: since when, and contacts a week before that day and since."""

    alarm: bool
    since: date | None
    usual_per_week: float | None
    lately_per_week: float | None
    days_looked_at: int
    value: float


_SILENT = Reading(False, None, None, None, 0, 0.0)


def watch(days: Sequence[Day], threshold: float = THRESHOLD) -> Reading:
    """Look at days in order; days that are missing count as not logged. The present is the last logged day.

    Silent with fewer than LEAST_DAYS logged days, or with a usual under LEAST_USUAL a week. A higher `threshold`
    alarms later and less often.
    """
    last = max((day.on for day in days if day.logged), default=None)
    if last is None:
        return _SILENT
    seen = [day for day in days if day.logged and day.on > last - timedelta(days=HISTORY)]
    contacts = sum(day.contacts for day in seen)
    if len(seen) < LEAST_DAYS or contacts / len(seen) * 7 < LEAST_USUAL:
        return Reading(False, None, None, None, len(seen), 0.0)
    looks = [_look(seen, last)]
    if len(whole := _whole_weeks(seen, last)) > len(seen):
        looks.append(_look(whole, last))
    value = min(look.value for look in looks)
    if value < threshold:
        return Reading(False, None, None, None, len(seen), value)
    told = looks[-1]
    return Reading(True, told.since, told.usual, told.lately, len(seen), value)


@dataclass(frozen=True, slots=True)
class _Look:
    """The test over some days: its value, since when, and contacts a week before and since."""

    value: float
    since: date
    usual: float | None
    lately: float


def _look(seen: Sequence[Day], last: date) -> _Look:
    weights = _weekdays(seen)
    value, start = _test(seen, weights, last, _dispersion(seen, weights, last))
    return _Look(value, seen[start].on, *_around(seen, weights, start))


def _whole_weeks(seen: Sequence[Day], last: date) -> list[Day]:
    """The logged days, and between the first and the last the empty days of each week that has a logged one."""
    logged = {day.on: day for day in seen}
    weeks = {(last - on).days // 7 for on in logged}
    spread = (min(logged) + timedelta(days=n) for n in range((last - min(logged)).days + 1))
    return [logged.get(on) or Day(on, 0, logged=False) for on in spread if (last - on).days // 7 in weeks]


def _weekdays(seen: Sequence[Day]) -> list[float]:
    """The weight of each logged day: its weekday's contacts against the mean, drawn towards 1."""
    mean = sum(day.contacts for day in seen) / len(seen)
    count, had = [0] * 7, [0] * 7
    for day in seen:
        count[day.on.weekday()] += 1
        had[day.on.weekday()] += day.contacts
    factor = [(had[n] + _RHYTHM) / (count[n] * mean + _RHYTHM) for n in range(7)]
    return [factor[day.on.weekday()] for day in seen]


def _dispersion(seen: Sequence[Day], weights: Sequence[float], last: date) -> float:
    """Pearson's statistic of the weeks before LOOK_BACK, drawn towards chance; never under 1."""
    weeks: dict[int, list[float]] = {}
    for day, weight in zip(seen, weights, strict=True):
        back = (last - day.on).days
        if back >= LOOK_BACK:
            week = weeks.setdefault(back // 7, [0.0, 0.0])
            week[0] += day.contacts
            week[1] += weight
    rate = sum(had for had, _ in weeks.values()) / max(1e-9, sum(weight for _, weight in weeks.values()))
    if len(weeks) < 2 or not rate:
        return 1.0
    pearson = sum((had - rate * weight) ** 2 / (rate * weight) for had, weight in weeks.values())
    return max(1.0, (pearson + _CALM) / (len(weeks) - 1 + _CALM))


def _test(seen: Sequence[Day], weights: Sequence[float], last: date, dispersion: float) -> tuple[float, int]:
    """The test's value, and the place in `seen` where a change most likely began."""
    had, weighed = sum(day.contacts for day in seen), sum(weights)
    later = zip(
        range(len(seen) - 1, -1, -1),
        accumulate(day.contacts for day in reversed(seen)),
        accumulate(reversed(weights)),
        strict=True,
    )
    value, best, start = 0.0, 0.0, len(seen) - 1
    for place, had_since, weighed_since in later:
        if (last - seen[place].on).days >= LOOK_BACK:
            break
        term = sum(
            share * exp(min(_HIGHEST, _fit(part, had, weighed, had_since, weighed_since) / dispersion))
            for part, share in _LESS
            if part or not had_since
        )
        value += term
        if term > best:
            best, start = term, place
    return value, start


def _fit(part: float, had: float, weighed: float, had_since: float, weighed_since: float) -> float:
    """The logarithm of LR: how much better "only this part of the usual since then" fits than "all as usual"."""
    gain = (_A + had) * log((_B + weighed) / (_B + weighed - (1 - part) * weighed_since))
    return gain + had_since * log(part) if part else gain


def _around(seen: Sequence[Day], weights: Sequence[float], start: int) -> tuple[float | None, float]:
    """Contacts a week before the place `start` and from it on, evened out over weekdays."""
    before = sum(weights[:start])
    usual = sum(day.contacts for day in seen[:start]) / before * 7 if before else None
    return usual, sum(day.contacts for day in seen[start:]) / sum(weights[start:]) * 7
