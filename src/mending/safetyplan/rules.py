"""The six parts of a safety plan, in their order, and what may stand in a line (EVIDENCE §8.5)."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

WORDS_MOST = 300
PHONE_MOST = 60
LINES_MOST = 12
_NUMBER = re.compile(r"\+?[0-9][0-9 ()./\-]*[0-9]")


class Part(StrEnum):
    """What a plan is made of, from what one notices to what one puts out of reach."""

    SIGNS = "signs"  # how I notice that it is getting bad
    ALONE = "alone"  # what I can do by myself
    AROUND = "around"  # people and places that take my mind elsewhere
    ASK = "ask"  # people I ask for help
    TRAINED = "trained"  # professionals and lines
    SAFER = "safer"  # what I put out of reach

    @property
    def takes_people(self) -> bool:
        """Whether a line of it may name someone of one's circle."""
        return self in (Part.AROUND, Part.ASK)

    @property
    def takes_a_number(self) -> bool:
        """Whether a line of it may hold a number to call."""
        return self in (Part.AROUND, Part.ASK, Part.TRAINED)


def dial(text: str) -> str:
    """What a `tel:` link dials: the first number in the text, with a leading plus; empty when there is none."""
    found = _NUMBER.search(text)
    if found is None:
        return ""
    # "+44 (0)20": the nought is for those at home, who do not dial the country.
    number = found[0].replace("(0)", "") if found[0].startswith("+") else found[0]
    return re.sub(r"[^0-9+]", "", number)


def faults(part: Part, words: str, phone: str, *, names_someone: bool) -> list[tuple[str, str]]:
    """What is in the way of keeping a line, as (field, code)."""
    found = []
    if not words and not names_someone:
        found.append(("words", "empty"))
    if len(words) > WORDS_MOST:
        found.append(("words", "long"))
    if len(phone) > PHONE_MOST:
        found.append(("phone", "long"))
    if phone and not dial(phone):
        found.append(("phone", "no-number"))
    if (names_someone and not part.takes_people) or (phone and not part.takes_a_number):
        found.append(("", "not-here"))
    return found


Id = TypeVar("Id")


def moved(order: Sequence[Id], one: Id, *, earlier: bool) -> list[Id]:
    """The same in another order: `one` a place earlier or later; at the end of the list it stays."""
    place, result = order.index(one), list(order)
    other = place - 1 if earlier else place + 1
    if 0 <= other < len(result):
        result[place], result[other] = result[other], result[place]
    return result
