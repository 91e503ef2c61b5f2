"""Seals and wraps on plain bytes."""

import os
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.vault.rules import DoesNotOpen, Place, key_version, seal, unseal, unwrap, wrap

KEY = os.urandom(32)
PLACE = Place("promises_promise", "words", UUID(int=1), UUID(int=2))
MOVED = {
    "another table": replace(PLACE, table="circle_relationship"),
    "another column": replace(PLACE, column="note"),
    "another row": replace(PLACE, row=UUID(int=9)),
    "another owner": replace(PLACE, owner=UUID(int=9)),
}


@given(st.text(), st.integers(0, 65535))
def test_what_is_sealed_opens_to_the_same_words(text, version):
    sealed = seal(KEY, version, PLACE, text)
    assert unseal(KEY, PLACE, sealed) == text
    assert key_version(sealed) == version


def test_equal_words_look_different_when_sealed():
    assert seal(KEY, 1, PLACE, "the same") != seal(KEY, 1, PLACE, "the same")


@pytest.mark.parametrize("place", MOVED.values(), ids=MOVED.keys())
def test_a_seal_does_not_open_in(place):
    with pytest.raises(DoesNotOpen):
        unseal(KEY, place, seal(KEY, 1, PLACE, "words"))


def test_a_seal_does_not_open_with_another_key():
    with pytest.raises(DoesNotOpen):
        unseal(os.urandom(32), PLACE, seal(KEY, 1, PLACE, "words"))


@given(st.data())
def test_a_seal_with_any_changed_byte_does_not_open(data):
    sealed = bytearray(seal(KEY, 1, PLACE, "words"))
    at = data.draw(st.integers(3, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DoesNotOpen):
        unseal(KEY, PLACE, bytes(sealed))


@given(st.binary(max_size=40))
def test_bytes_that_are_no_seal_are_refused(junk):
    with pytest.raises(DoesNotOpen):
        unseal(KEY, PLACE, junk)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_wrapped_key_are_refused(junk):
    with pytest.raises(DoesNotOpen):
        unwrap(KEY, "person:1:1", junk)


def test_a_wrapped_key_opens_only_under_its_own_label():
    secret = os.urandom(32)
    wrapped = wrap(KEY, "person:1:1", secret)
    assert unwrap(KEY, "person:1:1", wrapped) == secret
    with pytest.raises(DoesNotOpen):
        unwrap(KEY, "person:2:1", wrapped)
