"""The ledger is written with the thing itself, and shows any change made to it."""

import pytest
from django.db import DatabaseError, connection, transaction

from mending.consent.actions import deed
from mending.consent.models import LedgerRow
from mending.consent.queries import ledger_fault, ledger_of
from mending.foundation.ids import new_id
from tests import make
from tests.people import RUTH

pytestmark = pytest.mark.django_db


def test_a_deed_that_fails_leaves_no_line():
    ruth = make.person(RUTH)
    with pytest.raises(ValueError, match="no"), deed(by=ruth, verb="x.y", kind="x", item=new_id()):
        raise ValueError("no")
    assert [line.verb for line in ledger_of(ruth)] == ["account.opened"]


def test_an_untouched_ledger_has_no_fault():
    make.person(RUTH)
    assert ledger_fault() is None


@pytest.mark.parametrize("statement", ["UPDATE consent_ledgerrow SET verb = 'z'", "DELETE FROM consent_ledgerrow"])
def test_the_database_refuses_to_change_a_line(statement):
    make.person(RUTH)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert LedgerRow.objects.count() == 1
