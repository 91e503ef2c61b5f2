"""Prepared questions ask what Django would ask, on whichever database the tests run."""

import importlib
import inspect
import pkgutil
from datetime import date, datetime
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection

import mending
from mending.accounts.models import Person
from mending.consent.rules import Side, Viewer
from mending.vault.asking import Prepared, prepared
from mending.vault.models import PersonKey
from tests import make
from tests.people import NOON, OMAR, RUTH

pytestmark = pytest.mark.django_db

VALUES = {
    Viewer: Viewer(uuid4(), Side.PERSON),
    UUID: uuid4(),
    date: NOON.date(),
    datetime: NOON,
    str: "some",
    int: 7,
}


def every_question():
    for module in pkgutil.walk_packages(mending.__path__, "mending."):
        if ".queries" in module.name:
            found = vars(importlib.import_module(module.name)).values()
            yield from (one for one in found if isinstance(one, Prepared) and one.__module__ == module.name)


@pytest.mark.parametrize("question", list(every_question()), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_prepared_question_is_what_django_asks(question):
    values = [VALUES[one.annotation] for one in inspect.signature(question.ask).parameters.values()]
    sql, places = question.ask(*values).query.get_compiler(connection=connection).as_sql()
    # Django sets what is no plain value between brackets; nothing else differs.
    asked, filled = question.sql(*values)
    assert (asked.replace("(%s)", "%s"), filled) == (sql.replace("(%s)", "%s"), tuple(places))


@prepared
def _keys(person: UUID, since: datetime):
    return PersonKey.objects.filter(person_id=person, made_at__gte=since).order_by("version")


@prepared
def _sides(side: str, name: UUID):
    return Person.objects.filter(side=side).exclude(pk=name).values_list("pk", flat=True).order_by("joined_at")


def test_each_asking_has_its_own_answer():
    ruth, omar = make.person(RUTH), make.person(OMAR)
    assert [row.person_id for row in _keys(ruth.id, datetime(2020, 1, 1, tzinfo=NOON.tzinfo))] == [ruth.id]
    assert [row.person_id for row in _keys(omar.id, since=datetime(2020, 1, 1, tzinfo=NOON.tzinfo))] == [omar.id]
    assert _sides("person", ruth.id) == [omar.id]
    assert _sides.first("person", ruth.id) == omar.id
    assert _sides.first("steward", ruth.id) is None


@pytest.mark.parametrize("values", [(), (uuid4(),), (uuid4(), NOON, 1), (uuid4(), None), ([uuid4()], NOON)])
def test_what_no_plain_value_stands_for_is_refused(values):
    with pytest.raises(TypeError):
        _keys(*values)


def test_each_thread_has_its_own_copy():
    mine, theirs = _keys._made(), []
    thread = Thread(target=lambda: theirs.append(_keys._made()))
    thread.start()
    thread.join()
    assert theirs[0] is not mine
    assert _keys._made() is mine
