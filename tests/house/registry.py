"""Every table and column there is, and whatever lies in them, raw."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection

import mending
from mending.vault.fields import SealedField


def tables():
    """Every model, those that come with packages too."""
    return apps.get_models(include_auto_created=True)


def label(model):
    return model._meta.label_lower


def columns(model):
    """The names of a model's columns, and of its many-to-many fields."""
    return [field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)]


def sealed(model):
    return [field.name for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def owner_column(model):
    """The column that points to the person a row belongs to; None when none does."""
    from mending.accounts.models import Person  # noqa: PLC0415

    if model is Person:
        return "pk"
    found = [field.name for field in model._meta.concrete_fields if field.related_model is Person]
    return found[0] if found else None


def handovers():
    """The handover of each room that has one, from the roof down."""
    order = (
        "lettinggo",
        "reminders",
        "charts",
        "amends",
        "expectations",
        "promises",
        "worksheets",
        "checkins",
        "recovery",
        "safetyplan",
        "circle",
        "accounts",
        "consent",
        "vault",
        "help",
    )
    rooms = [name for _, name, is_package in iter_modules(mending.__path__) if is_package]
    present = [room for room in rooms if any(m.name == "handover" for m in _floors(room))]
    assert set(present) <= set(order), f"Say in tests/house/registry.py where {set(present) - set(order)} stands."
    return {room: import_module(f"mending.{room}.handover") for room in order if room in present}


def _floors(room):
    return iter_modules(import_module(f"mending.{room}").__path__)


def everything_kept():
    """Each value of each column of each row of every table of the database, as bytes, with where it lies."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield (
                        f"{table}.{name}",
                        value if isinstance(value, bytes | memoryview) else str(value).encode(),
                    )
