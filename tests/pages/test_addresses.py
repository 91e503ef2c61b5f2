"""Addresses that are learned once are those that Django makes."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from mending.consent.web.addresses import address

ID, OTHER, DAY = uuid4(), uuid4(), date(2026, 6, 17)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("promise", (ID,)),
        ("promise_day", (ID, DAY)),
        ("promise_kept", (OTHER, DAY)),
        ("record_person", (ID,)),
        ("grief_take_up", (ID, OTHER)),
        ("record", ()),
    ],
)
def test_it_is_the_same_address(name, args):
    for _ in range(2):
        assert address(name, *args) == reverse(name, args=args)


def test_what_has_no_address_is_no_address():
    with pytest.raises(NoReverseMatch):
        address("promise", ID, DAY)
