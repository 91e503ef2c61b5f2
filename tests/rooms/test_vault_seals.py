"""Sealed text opens for its owner, in its place, and nowhere else."""

import pytest
from django.http import Http404

from mending.accounts.models import Person
from mending.consent.queries import Eyes
from mending.vault import actions as vault
from mending.vault.queries import KeyDestroyed
from mending.vault.rules import DoesNotOpen
from tests import make
from tests.people import OMAR, RUTH

pytestmark = pytest.mark.django_db


def row_of(viewer):
    return Person.objects.get(pk=viewer.id)


def test_a_person_reads_their_own_name():
    ruth = make.person(RUTH)
    assert Eyes(ruth).text(row_of(ruth), "name") == "ruth"


def test_a_stranger_is_told_there_is_nothing():
    ruth, omar = make.person(RUTH), make.person(OMAR)
    with pytest.raises(Http404):
        Eyes(omar).text(row_of(ruth), "name")


def test_a_seal_moved_to_another_person_does_not_open():
    ruth, omar = make.person(RUTH), make.person(OMAR)
    moved = row_of(omar)
    moved.name = row_of(ruth).name
    with pytest.raises(DoesNotOpen):
        Eyes(omar).text(moved, "name")


def test_erasing_a_person_destroys_their_key():
    ruth = make.person(RUTH)
    vault.destroy_key(ruth.id)
    with pytest.raises(KeyDestroyed):
        Eyes(ruth).text(row_of(ruth), "name")


def test_a_renewed_key_opens_old_and_new_until_the_old_is_retired():
    ruth = make.person(RUTH)
    old = vault.renew_key(ruth.id)
    row = row_of(ruth)
    assert Eyes(ruth).text(row, "name") == "ruth"
    before = row.name
    vault.reseal(row, "name")
    row.save()
    vault.retire_key(ruth.id, version=old)
    assert Eyes(ruth).text(row_of(ruth), "name") == "ruth"
    row.name = before
    with pytest.raises(KeyDestroyed):
        Eyes(ruth).text(row, "name")
