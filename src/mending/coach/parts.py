"""What a text has: parts of an apology, parts of a request, strengths.

A label is there when a sentence weighs enough for it (`weighing.py`), or when one of its shapes in `parts.en.toml`
is found that no shape of its `unless` overlaps, and not next to nothing speaks for it. Orders are counted: a
single one is an ask, several are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from mending.coach.features import standing, undoing
from mending.coach.labels import Part, RequestPart, Strength
from mending.coach.reading import Reading, read
from mending.coach.weighing import AT, OneLabel, Weighed, model, weighed

_ORDER = "order"

_ALSO: dict[OneLabel, OneLabel] = {Strength.FEELING_NAMED: RequestPart.FEELING}
"""Whose shapes show another label too."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is there, in the order of the labels."""

    parts: tuple[Part, ...]
    request_parts: tuple[RequestPart, ...]
    strengths: tuple[Strength, ...]


def of(text: str) -> Parts:
    """The parts of an English text. Takes time in proportion to it."""
    reading = read(text)
    return seen(reading, weighed(text, reading))


def seen(reading: Reading, sentences: Sequence[Weighed]) -> Parts:
    """The parts of a text that was read and weighed."""
    said = Said.of(reading, sentences)
    return Parts(
        tuple(label for label in Part if said.has(label)),
        tuple(label for label in RequestPart if said.has(label)),
        tuple(label for label in Strength if said.has(label)),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What shapes find in a text, where they undo what only looks alike, and what its sentences weigh."""

    shaped: set[str]
    undone: set[tuple[str, int]]
    sentences: Sequence[Weighed]

    @classmethod
    def of(cls, reading: Reading, sentences: Sequence[Weighed]) -> "Said":
        """What was read and weighed; several orders only look like an ask."""
        found = standing(reading)
        shaped = {one.what.name for one in found} - {_ORDER}
        orders = {reading.words.sentence(one.first) for one in found if one.what.name == _ORDER}
        undone = undoing(reading)
        if len(orders) == 1:
            shaped.add(RequestPart.ASK)
        else:
            undone |= {(RequestPart.ASK.value, at) for sentence in orders for at in range(*sentence)}
        shaped |= {label for label, name in _ALSO.items() if name in shaped}
        return cls(shaped, undone, sentences)

    def has(self, label: OneLabel) -> bool:
        """Whether it is there."""
        known = model("en")
        bar = known.keep_part if label in self.shaped else known.bars[label]
        return self.most(label) >= bar.of(len(self.sentences))

    def most(self, label: OneLabel) -> float:
        """The weight of the weightiest sentence; one in which it only looks alike does not count."""
        counting = (one for one in self.sentences if label in self.shaped or not self._is_undone(label, one))
        return max((one.scores[AT[label]] for one in counting), default=-inf)

    def _is_undone(self, label: OneLabel, sentence: Weighed) -> bool:
        names = (label, _ALSO.get(label, label))
        return any((name, at) in self.undone for name in names for at in range(sentence.first, sentence.after))
