"""Opening an account, as an action."""

import pytest
from django.db import IntegrityError

from mending.accounts.actions import LastSecondStep, NotTheFirst, open_account, remove_passkey
from mending.accounts.actions.rows import keep_passkey
from mending.accounts.models import Passkey, Person
from mending.consent.models import LedgerRow
from mending.consent.rules import Side
from mending.vault.models import PersonKey
from tests import make
from tests.people import LENA, PASSWORD, RUTH

pytestmark = pytest.mark.django_db


def counts():
    return Person.objects.count(), PersonKey.objects.count(), LedgerRow.objects.count()


def test_only_the_first_is_opened_as_the_first():
    """Two at once: the second finds the first when its own deed is written, and nothing of it stays."""
    open_account(name="sol", side=Side.STEWARD, password=PASSWORD, as_the_first=True)
    before = counts()
    with pytest.raises(NotTheFirst):
        open_account(name="ines", side=Side.STEWARD, password=PASSWORD, as_the_first=True)
    assert counts() == before == (1, 1, 1)


def test_a_taken_name_leaves_nothing():
    make.person(RUTH)
    before = counts()
    with pytest.raises(IntegrityError):
        open_account(name=" RUTH ", side=Side.PERSON, password=PASSWORD)
    assert counts() == before


def test_the_last_second_step_of_those_who_need_one_stays():
    lena = make.person(LENA)
    first, second = (keep_passkey(Person.objects.get(pk=lena.id), name, {}) for name in ("one", "two"))
    remove_passkey(by=lena, passkey=first.id)
    with pytest.raises(LastSecondStep):
        remove_passkey(by=lena, passkey=second.id)
    assert Passkey.objects.get() == second
