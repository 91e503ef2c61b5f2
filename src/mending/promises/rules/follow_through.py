"""Recent follow-through as an honest range: Beta-Bernoulli with exponential forgetting.

Each answered promise is kept (a success) or missed, told or found out (not). What was renegotiated in time
counts neither way: the promise was changed by agreement before it could be kept or missed.

**Formula.** For a half-life of h months, an answer that is m months old weighs w = 2 ** (-m / h). With K the
weighted number kept and M the weighted number missed, follow-through lies as Beta(1 + K, 1 + M). How fast a
person changes is not known, so several half-lives stand side by side, the setting times (1/16, 1/8, 1/4, 1/2,
1, 2) and no forgetting at all. Each counts as much as it foretold the months before they were known (the
product of its Beta-binomial predictive probabilities, times its weight beforehand). The range is the middle
80 % of that mixture.

**Source.** Forgetting by discounting the Beta's two counts: J. Q. Smith (1979), "A generalization of the
Bayesian steady forecasting model", Journal of the Royal Statistical Society B 41, 375-387. Averaging models by
how well they predicted: A. E. Raftery, M. Karny and P. Ettler (2010), "Online prediction under model
uncertainty via dynamic model averaging", Technometrics 52, 52-66.

**Limits.** It says how often promises were answered "kept" lately, nothing of a person or a relationship, and
nothing of what comes next. Days without an answer are not in it. It is wide when little is known. In simulation
it holds the truth for 80 % of a crowd of which half is steady, but for 88 % of the steady half (too wide) and 72 %
of the moving one (too narrow): twelve months do not tell the two apart. After a sudden change it lags for two or
three months. Promises of one day are taken to stand alone. All figures: docs/decisions/0005.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, inf, lgamma, log

HALF_LIFE_MONTHS = 6.0
LEAST_ANSWERS = 10
MOST_MONTHS = 12
_STEPS = {1 / 16: 0.13, 1 / 8: 0.13, 1 / 4: 0.13, 1 / 2: 0.13, 1.0: 0.13, 2.0: 0.13, inf: 0.22}
_POINTS = 200
_CENTRES = [(point + 0.5) / _POINTS for point in range(_POINTS)]
_LOGS = [(log(p), log(1 - p)) for p in _CENTRES]


@dataclass(frozen=True, slots=True)
class Range:
    """The middle 80 %: between `low` and `high` (0 to 1) of promises lately answered were kept."""

    low: float
    high: float

    @property
    def tenths(self) -> tuple[int, int]:
        """The same in whole tenths, rounded outwards, so that the words are never narrower than the range."""
        return floor(self.low * 10 + 1e-9), ceil(self.high * 10 - 1e-9)


def follow_through(months: Sequence[tuple[int, int]], half_life: float = HALF_LIFE_MONTHS) -> Range | None:
    """The range from (kept, missed) of each month, oldest first, the current month last, none left out.

    None with fewer than LEAST_ANSWERS answers in the last MOST_MONTHS months. `half_life` in months, above 0.
    """
    months = months[-MOST_MONTHS:]
    if sum(kept + missed for kept, missed in months) < LEAST_ANSWERS:
        return None
    return _middle(_mixture(months, half_life), 0.8)


def _mixture(months: Sequence[tuple[int, int]], half_life: float) -> list[tuple[float, float, float]]:
    """(weight, a, b) of each Beta; the weights add up to 1."""
    seen = [(*_filter(months, 0.5 ** (1 / (half_life * step))), log(share)) for step, share in _STEPS.items()]
    top = max(foretold + share for _, _, foretold, share in seen)
    weights = [exp(foretold + share - top) for _, _, foretold, share in seen]
    return [(weight / sum(weights), a, b) for weight, (a, b, _, _) in zip(weights, seen, strict=True)]


def _filter(months: Sequence[tuple[int, int]], keep: float) -> tuple[float, float, float]:
    """a and b after the last month, and the log probability with which each month was foretold."""
    a = b = 1.0
    foretold = 0.0
    for kept, missed in months:
        a, b = 1 + keep * (a - 1), 1 + keep * (b - 1)
        foretold += _log_beta(a + kept, b + missed) - _log_beta(a, b)
        a, b = a + kept, b + missed
    return a, b, foretold


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _middle(mixture: list[tuple[float, float, float]], share: float) -> Range:
    density = [0.0] * _POINTS
    for weight, a, b in mixture:
        if weight > 1e-4:
            scale = log(weight) - _log_beta(a, b)
            for point, (log_p, log_q) in enumerate(_LOGS):
                density[point] += exp(scale + (a - 1) * log_p + (b - 1) * log_q)
    mass = sum(density)
    edge = (1 - share) / 2
    return Range(_quantile(density, edge * mass), _quantile(density, (1 - edge) * mass))


def _quantile(density: list[float], wanted: float) -> float:
    below = 0.0
    for point, mass in enumerate(density):
        if below + mass >= wanted:
            return (point + (wanted - below) / mass) / _POINTS
        below += mass
    return 1.0
