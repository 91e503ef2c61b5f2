"""The ledger shows every change made to it: a thousand on plain values, some in the database (SAFETY B7)."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from mending.consent.actions import deed
from mending.consent.models import LedgerRow
from mending.consent.queries import ledger_fault
from mending.consent.rules.chain import START, Entry, first_fault, link, seal_head
from mending.foundation.ids import new_id
from tests import make
from tests.people import RUTH

TAMPERINGS = 1_000
LENGTH = 40
SECRET = b"s" * 32
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def written(dice, length=LENGTH):
    """A ledger as it is written: the entries with their links, and the seal of the end."""
    rows, last = [], START
    for number in range(1, length + 1):
        person = UUID(int=dice.randrange(4))
        at = BEGAN + timedelta(minutes=number)
        entry = Entry(number, at, person, person, dice.choice(VERBS), "promise", UUID(int=dice.randrange(99)))
        last = link(SECRET, last, entry)
        rows.append((entry, last))
    return rows, seal_head(SECRET, length, last)


VERBS = ("promise.made", "promise.changed", "answer.given")


def change(dice, rows):
    """Another value in one column of one row."""
    at = dice.randrange(len(rows))
    entry, kept = rows[at]
    other = {
        "number": entry.number + dice.choice((-1, 1, 1000)),
        "at": entry.at + timedelta(microseconds=dice.randrange(1, 10**9)),
        "actor": UUID(int=dice.randrange(100, 200)),
        "about": UUID(int=dice.randrange(100, 200)),
        "verb": entry.verb + "x",
        "kind": "person",
        "item": UUID(int=dice.randrange(100, 200)),
    }
    column = dice.choice([*other, "link"])
    if column == "link":
        rows[at] = (entry, kept[:-1] + ("0" if kept[-1] != "0" else "1"))
    else:
        rows[at] = (replace(entry, **{column: other[column]}), kept)


def remove(dice, rows):
    """One row gone."""
    del rows[dice.randrange(len(rows))]


def remove_and_renumber(dice, rows):
    """One row gone, and the others moved up so that no number is missing."""
    del rows[dice.randrange(len(rows))]
    rows[:] = [(replace(entry, number=number), kept) for number, (entry, kept) in enumerate(rows, 1)]


def reorder(dice, rows):
    """Two rows in each other's place."""
    one, other = dice.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]


def truncate(dice, rows):
    """The end cut off."""
    del rows[dice.randrange(len(rows)) :]


def insert(dice, rows):
    """A row of somebody's own making, linked with a guess at the secret."""
    at = dice.randrange(len(rows))
    entry = replace(rows[at][0], verb="consent.given", number=at + 1)
    rows.insert(at, (entry, link(b"guess" * 6, rows[at - 1][1] if at else START, entry)))


def copy_in(dice, rows):
    """A true row a second time."""
    rows.insert(dice.randrange(len(rows)), dice.choice(rows))


def forge_the_rest(dice, rows):
    """A row changed, and every link after it made anew without the secret."""
    at = dice.randrange(len(rows))
    last = rows[at - 1][1] if at else START
    for place in range(at, len(rows)):
        entry = rows[place][0] if place != at else replace(rows[place][0], verb="nothing.happened")
        last = link(b"", last, entry)
        rows[place] = (entry, last)


WAYS = (change, remove, remove_and_renumber, reorder, truncate, insert, copy_in, forge_the_rest)


def test_every_one_of_a_thousand_tamperings_is_detected():
    dice = random.Random(20261123)
    for turn in range(TAMPERINGS):
        rows, seal = written(dice)
        before = list(rows)
        way = WAYS[turn % len(WAYS)]
        while rows == before:
            way(dice, rows)
        assert first_fault(SECRET, rows, LENGTH, seal) is not None, (turn, way.__name__)


def test_nothing_is_found_where_nothing_was_changed():
    dice = random.Random(1)
    for length in (0, 1, 2, LENGTH):
        rows, seal = written(dice, length)
        assert first_fault(SECRET, rows, length, seal) is None


def test_the_end_cannot_be_sealed_anew_without_the_secret():
    rows, _ = written(random.Random(2))
    shorter = rows[:-1]
    seal = seal_head(b"guess" * 6, LENGTH - 1, shorter[-1][1])
    assert first_fault(SECRET, shorter, LENGTH - 1, seal) is not None


IN_THE_DATABASE = {
    "a row changed": "UPDATE consent_ledgerrow SET verb = 'promise.kept' WHERE number = 3",
    "a row gone": "DELETE FROM consent_ledgerrow WHERE number = 3",
    "the last row gone": "DELETE FROM consent_ledgerrow WHERE number = 5",
    "every row gone": "DELETE FROM consent_ledgerrow",
    "two in each other's place": "UPDATE consent_ledgerrow SET number = CASE number WHEN 2 THEN -3 ELSE -2 END "
    "WHERE number IN (2, 3); UPDATE consent_ledgerrow SET number = -number WHERE number < 0",
    "the end moved back": "DELETE FROM consent_ledgerrow WHERE number = 5; "
    "UPDATE consent_ledgerhead SET count = 4",
    "the end gone": "DELETE FROM consent_ledgerhead",
}


@pytest.mark.django_db
@pytest.mark.parametrize("statements", IN_THE_DATABASE.values(), ids=IN_THE_DATABASE)
def test_in_the_database_too_once_its_triggers_are_out_of_the_way(statements):
    ruth = make.person(RUTH)
    while LedgerRow.objects.count() < 5:
        with deed(by=ruth, verb="promise.made", kind="promise", item=new_id()):
            pass
    assert ledger_fault() is None
    without_triggers(statements.split(";"))
    assert ledger_fault() is not None


def without_triggers(statements):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_keeps_UPDATE")
            cursor.execute("DROP TRIGGER ledger_keeps_DELETE")
        else:
            cursor.execute("ALTER TABLE consent_ledgerrow DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
