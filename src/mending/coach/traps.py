"""Thinking traps: up to three questions about a thought, never a finding.

Cues stand in `traps.en.toml`, each trap with its question. The more cues of a trap a thought has, the earlier it
is asked about. A thought without any cue is asked nothing. The traps are those of cognitive therapy, with four of
our own for what is between people (EVIDENCE §4).
"""

from collections import Counter
from dataclasses import dataclass

from mending.coach.labels import Trap
from mending.coach.reading import Reading, language, read

ASKED_MOST = 3
_WEIGHTS = {"strong": 3, "faint": 1}


@dataclass(frozen=True, slots=True)
class TrapQuestion:
    """A question about a thought, and the trap it looks for."""

    trap: Trap
    question: str


def asked(text: str) -> tuple[TrapQuestion, ...]:
    """What to ask about a thought in English, the likeliest first; at most three, and nothing without a cue."""
    return of(read(text))


def of(reading: Reading) -> tuple[TrapQuestion, ...]:
    """What to ask about a thought that was read. A cue that stands twice counts once."""
    data, order = language("en").data["traps"], list(Trap)
    weights: Counter[Trap] = Counter()
    for cue in {found.what for found in reading.found["traps"]}:
        weights[Trap(cue.name)] += _WEIGHTS[cue.form]
    ranked = sorted(weights, key=lambda trap: (-weights[trap], order.index(trap)))
    return tuple(TrapQuestion(trap, data[trap]["question"]) for trap in ranked[:ASKED_MOST])
