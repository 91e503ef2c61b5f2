"""What the sentences of a text weigh, by small weights learned from our own labelled texts (`weights.en.json`).

Each sentence is weighed for each label, of marks, parts and strengths, by its features (`features.py`) and by the
words of the sentences beside it. What is made of that is told in `soft.py` and `parts.py`. A long text is held to
more than a short one: it has more sentences to be wrong in.

Which texts it was learned from stands in the file; how often it is wrong, in docs/use/coach-heads.md.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mending.coach.features import Bare, bare_sentences
from mending.coach.labels import Label, Part, RequestPart, Strength
from mending.coach.packed import Table
from mending.coach.reading import Reading

OneLabel = Label | Part | RequestPart | Strength

LABELS: tuple[OneLabel, ...] = (*Label, *Part, *RequestPart, *Strength)
"""All that is weighed."""

AT = {label: at for at, label in enumerate(LABELS)}
"""Where each label stands among the weights."""

_NOTHING = (0,) * len(LABELS)
"""What a sentence weighs in the one beside it where there is none."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence, what each label weighs in it, and features with a weight, with their words."""

    first: int
    after: int
    scores: Sequence[float]
    features: Sequence[Bare]


@dataclass(frozen=True, slots=True)
class Bar:
    """What has to be reached: in a single sentence, and by how much more each time there are twice as many."""

    least: float
    rise: float

    def of(self, sentences: int) -> float:
        """The bar for a text of so many sentences."""
        return self.least + self.rise * math.log2(max(1, sentences))


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in steps of a unit, and the bars.

    `bars`: where a label is there; `keep_mark`, `keep_part`: where what shapes found is kept; `close`: how far a
    mark may be behind the weightiest one in its sentence.
    """

    bias: Sequence[float]
    unit: float
    weights: Table
    bars: Mapping[OneLabel, Bar]
    keep_mark: Bar
    keep_part: Bar
    close: float


def weighed(text: str, reading: Reading) -> list[Weighed]:
    """Each sentence with what it weighs. Takes time in proportion to the text."""
    known = model("en")
    found, whole = list[tuple[int, int, list[Bare]]](), known.weights.whole
    at = known.weights.at
    here, onward, back = list[Sequence[int]](), list[Sequence[int]]([_NOTHING]), list[Sequence[int]]()
    for first, after, features in bare_sentences(text, reading):
        once: dict[str, Bare] = {}
        total = 0
        for feature in features:
            if (name := feature[0]) in at and name not in once:
                once[name] = feature
                total += whole(at[name])
        found.append((first, after, list(once.values())))
        in_it, in_next, in_last = known.weights.spread(total)
        here.append(in_it)
        onward.append(in_next)
        back.append(in_last)
    back.append(_NOTHING)
    beside = zip(here, onward, back[1:], strict=False)
    sums = [[sum(of_label) for of_label in zip(*three, strict=True)] for three in beside]
    scores = [[bias + known.unit * one for bias, one in zip(known.bias, each, strict=True)] for each in sums]
    return [
        Weighed(first, after, row, features) for (first, after, features), row in zip(found, scores, strict=True)
    ]


@cache
def model(language: str) -> Model:
    """The weights of a language, read when first needed. Raises ValueError for a file of other labels."""
    data = json.loads(Path(__file__).with_name(f"weights.{language}.json").read_text("utf-8"))
    if data["labels"] != [label.value for label in LABELS]:
        raise ValueError(f"weights.{language}.json has other labels: {data['labels']}")
    bars = {label: Bar(least, data["rise"]) for label, least in zip(LABELS, data["bars"], strict=True)}
    weights = Table(data["alone"], data["others"], len(LABELS))
    keep_mark, keep_part = (Bar(*data[f"keep_{name}"]) for name in ("mark", "part"))
    return Model(data["bias"], data["unit"], weights, bars, keep_mark, keep_part, data["close"])
