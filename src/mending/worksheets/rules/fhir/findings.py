"""What was understood of somebody else's form, and what was not, for a person to read before it is kept."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding matters."""

    KEPT = "kept"  # understood and used
    LEFT_OUT = "left out"  # not understood, harmless
    REFUSED = "refused"  # the form is not taken


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; `where` is the linkId, empty for the form as a whole."""

    weight: Weight
    says: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.weight}: {f'{self.where}: ' if self.where else ''}{self.says}"


def refused(says: str, where: str = "") -> Finding:
    return Finding(Weight.REFUSED, says, where)


def left_out(says: str, where: str = "") -> Finding:
    return Finding(Weight.LEFT_OUT, says, where)


def kept(says: str, where: str = "") -> Finding:
    return Finding(Weight.KEPT, says, where)
