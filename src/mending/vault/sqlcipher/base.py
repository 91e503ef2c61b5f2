"""The backend: Django's own for SQLite, with the encrypted library in the place of the standard one.

Everything not named here is Django's. What differs, and what of Django's own test suite it changes,
is told in docs/host/django-suite.md.
"""

import datetime
import decimal
from collections.abc import Iterable, Mapping
from itertools import tee
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.asyncio import async_unsafe
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database

from .client import DatabaseClient
from .connecting import BUSY_SECONDS, PRAGMAS, connect, make_private
from .creation import DatabaseCreation
from .features import DatabaseFeatures
from .operations import DatabaseOperations

# Registrations belong to a library, so those Django made with the standard one are made again here.
Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", stock.decoder(parse_date))
Database.register_converter("time", stock.decoder(parse_time))
Database.register_converter("datetime", stock.decoder(parse_datetime))
Database.register_converter("timestamp", stock.decoder(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, stock.adapt_date)
Database.register_adapter(datetime.datetime, stock.adapt_datetime)


class DatabaseWrapper(stock.DatabaseWrapper):
    """`OPTIONS` as Django's for SQLite, and `key`: a raw key, several, or a function that gives them."""

    display_name = "SQLCipher"
    Database = Database
    client_class = DatabaseClient
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        # A transaction that will write says so at its start: two that began by reading cannot both go on.
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        return {"timeout": BUSY_SECONDS, **params}

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        params = dict(conn_params)
        key = params.pop("key", None)
        if self.is_in_memory_db():
            connection = Database.connect(**params)
        elif key is None:
            raise ImproperlyConfigured("A database file needs OPTIONS['key'].")
        else:
            make_private(self.settings_dict["NAME"])
            connection = connect(self.settings_dict["NAME"], key, **params)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: Any) -> None:
        register_functions(connection)
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=CursorWrapper)


class CursorWrapper(Database.Cursor):
    """Turns Django's `%s` and `%(name)s` into SQLite's marks, as Django's own wrapper does.

    It cannot inherit from that one, which descends from the standard library's cursor.
    """

    convert_query = stock.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        return super().execute(self.convert_query(query, param_names=_names(params)), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        first, param_list = tee(param_list)  # may be a generator, so only peek
        return super().executemany(self.convert_query(query, param_names=_names(next(first, None))), param_list)


def _names(params: Any) -> list[str] | None:
    return list(params) if isinstance(params, Mapping) else None
