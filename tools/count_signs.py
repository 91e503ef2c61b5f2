"""Counts signs of danger: `python -m tools.count_signs`. Takes some seconds.

For each way of saying a sign (`src/mending/coach/crisis.points.en.toml`): how much more often it stands in texts in
danger than in what people write to each other when there is none (of each pair of bench/coach/build the text without
the label), in doublings. A sign that has many more points than doublings brings up help for nothing. Printed are the
ways that are off by `OFF` or more, the worst first; who changes points decides, line by line.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from pathlib import Path

from mending.coach import crisis
from mending.coach.points import ways
from mending.coach.typed import Reader

TEXTS = Path(__file__).parents[1] / "bench/coach/build"
OFF = 2.5
HALF = 0.5
"""Counted beside what is there, so that what never stands somewhere has a number too."""

Words = tuple[str, ...]
Row = Mapping[str, str]


def main() -> None:
    language = crisis._language("en")
    reader, signs = language.reader, list(ways(crisis.signs_of("en"), language.reader))
    known = {words for _, _, words in signs}
    texts = _rows("crisis")
    danger = {one: [row["text"] for row in texts if one in row["crisis"]] for one in crisis.Danger}
    none = [row["without"] for row in _rows("pairs")]
    here = {one: _stands(reader, known, some) for one, some in danger.items()}
    elsewhere = _stands(reader, known, none)
    found = []
    for label, points, words in signs:
        there = (here[label][words] + HALF) / len(danger[label])
        doublings = log2(there / ((elsewhere[words] + HALF) / len(none)))
        found.append((points - doublings, label, points, doublings, " ".join(words)))
    for off, label, points, doublings, said in sorted(found, reverse=True):
        if abs(off) >= OFF:
            print(f"{label}: {said}: {points} points, {doublings:.1f} doublings")


def _rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (TEXTS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _stands(reader: Reader, known: set[Words], texts: Iterable[str]) -> Counter[Words]:
    """In how many texts each of these words stands."""
    longest = max(map(len, known))
    return Counter(words for text in texts for words in set(_runs(reader.read(text).words, longest)) & known)


def _runs(words: list[str], longest: int) -> Iterator[Words]:
    yield from (tuple(words[at : at + many]) for at in range(len(words)) for many in range(1, longest + 1))


if __name__ == "__main__":
    main()
