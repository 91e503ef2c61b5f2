"""The cast. They are fictional; see HOUSE: Ruth and Daniel, Marta, Theo, Lena, Omar, Ines and Sol."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mending.consent.rules import Side

PASSWORD = "a long quiet walk by the river"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the cast: the name they sign in with, and their side."""

    name: str
    side: Side


RUTH = Member("ruth", Side.PERSON)
DANIEL = Member("daniel", Side.LOVED_ONE)
MARTA = Member("marta", Side.LOVED_ONE)
THEO = Member("theo", Side.LOVED_ONE)
LENA = Member("lena", Side.COUNSELOR)
OMAR = Member("omar", Side.PERSON)
INES = Member("ines", Side.COORDINATOR)
SOL = Member("sol", Side.STEWARD)

CAST = (RUTH, DANIEL, MARTA, THEO, LENA, OMAR, INES, SOL)

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
"""When the stories of the tests happen: a Wednesday. The fixture `noon` makes it so."""
TODAY = NOON.date()
