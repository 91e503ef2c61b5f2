"""What is sealed of a filled form, as JSON: answers, their words as they stood, what they count, the fitting."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mending.worksheets.rules.conditions import is_answered
from mending.worksheets.rules.fitting import Fit
from mending.worksheets.rules.form import Kind
from mending.worksheets.rules.stamping import Stamped


@dataclass(frozen=True, slots=True)
class Kept:
    """A filled form as it lies under its seal."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    stamps: tuple[Stamped, ...] = ()
    fit: Fit = field(default_factory=dict)

    @property
    def weights(self) -> dict[str, float]:
        """What each answer counted when it was given, by its path."""
        return {one.path: one.weight for one in self.stamps if one.weight is not None}


def as_text(kept: Kept) -> str:
    """The text to seal."""
    stamps = [[one.path, one.ask, list(one.said), one.weight, one.kind.value] for one in kept.stamps]
    fit = {key: [list(pair) for pair in pairs] for key, pairs in kept.fit.items()}
    return json.dumps({"answers": kept.answers, "stamps": stamps, "fit": fit}, ensure_ascii=False)


def from_text(text: str) -> Kept:
    """What was sealed; nothing is an empty form."""
    if not text:
        return Kept()
    data = json.loads(text)
    stamps = tuple(
        Stamped(path, ask, tuple(said), weight, Kind(kind)) for path, ask, said, weight, kind in data["stamps"]
    )
    return Kept(data["answers"], stamps, fit_from(data["fit"]))


def fit_from(data: Mapping[str, list[list[str]]]) -> Fit:
    """A fitting from its plain data."""
    return {key: [(pair[0], pair[1]) for pair in pairs] for key, pairs in data.items()}


def tidied(value: Any) -> Any:
    """Answers without blanks: empty texts, empty rows and links are left out, at every depth."""
    if isinstance(value, Mapping):
        return {key: tidied(one) for key, one in value.items() if is_answered(one)}
    if isinstance(value, list):
        return [tidied(one) for one in value if is_answered(one)]
    return value.strip() if isinstance(value, str) else value
