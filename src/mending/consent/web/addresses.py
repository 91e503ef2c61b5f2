"""Addresses with ids and days in them, for pages that need dozens: what stands around these is learned once."""

from datetime import date
from functools import cache
from uuid import UUID

from django.urls import reverse

_SAMPLES = {UUID: (UUID(int=1), UUID(int=2)), date: (date(2001, 1, 1), date(2002, 2, 2))}
"""Stand in for ids and days while an address is learned. Two of each are enough; none is part of an address."""


def address(name: str, *args: UUID | date) -> str:
    """What `reverse` gives for a name and at most two ids and two days. Raises NoReverseMatch, as that does."""
    return _around(name, tuple(type(one) for one in args)).format(*args)


@cache
def _around(name: str, kinds: tuple[type, ...]) -> str:
    """The address with a place for each argument: those print as they stand in addresses."""
    left = {kind: list(samples) for kind, samples in _SAMPLES.items()}
    samples = [left[kind].pop() for kind in kinds]
    found = reverse(name, args=samples)
    for number, sample in enumerate(samples):
        found = found.replace(str(sample), f"{{{number}}}")
    return found
