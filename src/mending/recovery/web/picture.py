"""A whole time as one thread: it runs on, and gold shows where it was mended."""

import itertools
from dataclasses import dataclass
from datetime import date

from mending.recovery.rules.times import Span

WIDTH, HEIGHT = 360, 24
_EDGE, _MIDDLE, _KNOT = 6, HEIGHT // 2, 5


@dataclass(frozen=True, slots=True)
class Thread:
    """Two paths: the thread of the days that count, and the gold stitches in between."""

    thread: str
    gold: str


def thread(runs: tuple[Span, ...], first: date, today: date) -> Thread:
    """The thread of these runs of days, from `first` at the left end to `today` at the right."""
    scale = (WIDTH - 2 * _EDGE) / max(1, (today - first).days + 1)

    def place(day: date) -> int:
        return _EDGE + round((day - first).days * scale)

    ends = [(place(run.first), _EDGE + round(((run.last - first).days + 1) * scale)) for run in runs]
    gaps = [(before[1] + after[0]) // 2 for before, after in itertools.pairwise(ends)]
    if ends and runs[0].first > first:
        gaps.insert(0, (_EDGE + ends[0][0]) // 2)
    if ends and runs[-1].last < today:
        gaps.append(min(WIDTH - _EDGE, ends[-1][1] + _KNOT))
    return Thread(
        "".join(f"M{start} {_MIDDLE}H{end}" for start, end in ends),
        "".join(f"M{x - _KNOT} {_MIDDLE - 7}l10 14m0-14l-10 14" for x in gaps),
    )
