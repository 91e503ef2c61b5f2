"""What was expected against what came, over many expectations: counts, never a score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mending.expectations.rules.sections import Nearest

_IN_DOUBT = (Nearest.LIKELY, Nearest.BEST, Nearest.WORST)


@dataclass(frozen=True, slots=True)
class Seen:
    """One expectation after its day. `chances` as they were given, 0 to 100; before and after: the belief."""

    day: date
    chances: Mapping[Nearest, int]
    nearest: Nearest | None
    before: int | None
    after: int | None

    @property
    def expected(self) -> Nearest | None:
        """The way that was given the highest chance; of equal ones the likely one, None when none was given."""
        given = [way for way in _IN_DOUBT if way in self.chances]
        return max(given, key=lambda way: self.chances[way], default=None)


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Of `count` beliefs rated before and after: how many were weaker, as strong, stronger; middle strengths."""

    count: int
    weaker: int
    same: int
    stronger: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Looked:
    """How often each way was thought the likeliest, and how often it came nearest to each."""

    count: int
    expected: Mapping[Nearest, int]
    came: Mapping[Nearest, int]
    beliefs: Beliefs | None

    @property
    def told(self) -> int:
        """In how many it was said what they came nearest to."""
        return sum(self.came.values())


def looked(seen: Iterable[Seen]) -> Looked:
    """All of them, counted."""
    every = list(seen)
    expected = Counter(one.expected for one in every if one.nearest and one.expected)
    came = Counter(one.nearest for one in every if one.nearest)
    return Looked(
        len(every),
        {way: expected.get(way, 0) for way in Nearest},
        {way: came.get(way, 0) for way in Nearest},
        _beliefs([(one.before, one.after) for one in every if one.before is not None and one.after is not None]),
    )


def _beliefs(pairs: list[tuple[int, int]]) -> Beliefs | None:
    if not pairs:
        return None
    weaker, stronger = (sum(sign * (after - before) > 0 for before, after in pairs) for sign in (-1, 1))
    return Beliefs(
        len(pairs),
        weaker,
        len(pairs) - weaker - stronger,
        stronger,
        _middle([before for before, _ in pairs]),
        _middle([after for _, after in pairs]),
    )


def _middle(figures: list[int]) -> int:
    """The median; of two in the middle, halfway, rounded down."""
    ordered, half = sorted(figures), len(figures) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2
