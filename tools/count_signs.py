"""Counts signs of danger: `python -m tools.count_signs`. Takes some seconds.

For each way of saying a sign (`src/mending/coach/crisis.points.en.toml`): how much more often it stands in texts
in danger than in what people write to each other when there is none (the better text of each pair in
bench/coach/build), in doublings. A way with many more points than doublings brings up help for nothing. Printed
are those with more than `TOO_MANY`, the worst first; who changes points decides, line by line.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from pathlib import Path

from mending.coach import crisis
from mending.coach.typed import Reader

SIGNS = Path(crisis.__file__).with_name("crisis.points.en.toml")
TEXTS = Path(__file__).parents[1] / "bench/coach/build"
TOO_MANY = 1.5
HALF = 0.5
"""Counted beside what is there, so that what never stands somewhere has a number too."""

Words = tuple[str, ...]
Row = Mapping[str, str]


def main() -> None:
    reader = crisis._language("en").reader
    signs = list(_ways(reader))
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
        if off > TOO_MANY:
            print(f"{label}: {said}: {points} points, {doublings:.1f} doublings")


def _ways(reader: Reader) -> Iterator[tuple[str, int, Words]]:
    """Each way of saying a sign: its danger, its points, its words as the coach reads them."""
    for label, one in tomllib.loads(SIGNS.read_text("utf-8")).items():
        for points, lines in (*one["core"].items(), *one["around"].items()):
            for way in ",".join(lines).split(","):
                yield (
                    label,
                    int(points),
                    tuple(word for said in way.replace("-", " ").split() for word in reader.words(said)),
                )


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
