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
    return looked_often([(one, 1) for one in every], [(one.before, one.after) for one in every])


def looked_often(alike: Iterable[tuple[Seen, int]], beliefs: Iterable[tuple[int | None, int | None]]) -> Looked:
    """The same of many: each kind of them as one, with how many of it there are; all beliefs beside them."""
    count, expected, came = 0, Counter[Nearest](), Counter[Nearest]()
    for one, times in alike:
        count += times
        if one.nearest:
            came[one.nearest] += times
            if one.expected:
                expected[one.expected] += times
    return Looked(
        count,
        {way: expected[way] for way in Nearest},
        {way: came[way] for way in Nearest},
        _beliefs([(before, after) for before, after in beliefs if before is not None and after is not None]),
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
