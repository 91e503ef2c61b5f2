"""Questions whose SQL Django makes once, to be asked again and again with other values (docs/decisions/0019).

To build a queryset and to write its SQL takes Django four to eight times as long as the embedded database takes to
answer. A page asks six to eight questions, always the same ones. So a function that returns a queryset is marked
as `prepared`: the first time its arguments are blanks and the SQL is kept; from then on they are only filled in.

    @prepared
    def _one(viewer: Viewer, id: UUID) -> QuerySet[Relationship]:
        return Relationship.objects.filter(owner=viewer.id, removed_at__isnull=True, pk=id)[:1]

    row = _one.first(viewer, id)

What comes back is a list, read whole. An argument is a plain value: a UUID, a text, a number, a date, a moment,
or a viewer, of whom a question may take the `id`. Never None or a list, whose SQL depends on what they are.
"""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression

Args = ParamSpec("Args")
Row = TypeVar("Row")

_FIELDS: "dict[type, models.Field[Any, Any]]" = {
    UUID: models.UUIDField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}
_AS_THEY_ARE = (str, int)


class Prepared(Generic[Args, Row]):
    """A question made ready: called with its values, it returns the rows as a list."""

    def __init__(self, ask: Callable[Args, models.QuerySet[Any, Row]]) -> None:
        self.ask = ask
        self._names = tuple(inspect.signature(ask).parameters)
        update_wrapper(self, ask)

    def __call__(self, *args: Args.args, **kwargs: Args.kwargs) -> list[Row]:
        """Ask. Raises TypeError for an argument too many or too few, and for one that is no plain value."""
        return self._made()(self._values(args, kwargs))

    def first(self, *args: Args.args, **kwargs: Args.kwargs) -> Row | None:
        """The first row, None without any. The question itself says how many it wants: end it with [:1]."""
        return next(iter(self(*args, **kwargs)), None)

    def sql(self, *args: Args.args, **kwargs: Args.kwargs) -> tuple[str, tuple[Any, ...]]:
        """What would be asked: the SQL and its values."""
        return self._made().filled(self._values(args, kwargs))

    def _values(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        values = dict(zip(self._names, args, strict=False)) | kwargs
        if len(args) + len(kwargs) != len(self._names) or len(values) != len(self._names):
            raise TypeError(f"{self.ask.__qualname__} is asked with {', '.join(self._names)}")
        return values

    def _made(self) -> "_Made":
        # A connection belongs to one thread, so what is kept with it is never used by two at once.
        line = connections[DEFAULT_DB_ALIAS]
        kept: dict[Prepared[Any, Any], _Made] = vars(line).setdefault("prepared_questions", {})
        if self not in kept:
            kept[self] = _Made(self.ask(*(_Blank(name) for name in self._names)), line)  # type: ignore[call-arg, arg-type]
        return kept[self]


def prepared(ask: Callable[Args, models.QuerySet[Any, Row]]) -> Prepared[Args, Row]:
    """Mark a function that returns a queryset; see this module."""
    return Prepared(ask)


class _Blank(Expression):
    """A value that comes later."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @property
    def id(self) -> "_Blank":
        """Of a viewer only the id is ever asked for, so the blank stands for that."""
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Made:
    """The SQL of a queryset on one connection, and what turns its rows into what the queryset gives."""

    def __init__(self, queryset: models.QuerySet[Any, Any], line: Any) -> None:
        self._line = line
        compiler: Any = queryset.query.get_compiler(connection=line)
        self._compiler = compiler
        self._sql, self._blanks = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda expressions: converters
        # Rows are read by Django's own iterable, which takes this compiler instead of making one.
        queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        self._rows: Any = queryset._iterable_class(queryset)

    def __call__(self, values: dict[str, Any]) -> list[Any]:
        asked = self.filled(values)
        self._compiler.as_sql = lambda *args, **kwargs: asked
        return list(self._rows)

    def filled(self, values: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """The SQL, and what stands in its places."""
        places = (self._plain(values[one.name]) if isinstance(one, _Blank) else one for one in self._blanks)
        return self._sql, tuple(places)

    def _plain(self, value: Any) -> Any:
        if type(value) in _AS_THEY_ARE:
            return value
        value = getattr(value, "id", value)
        field = _FIELDS.get(type(value))
        if field is None:
            raise TypeError(f"{type(value).__name__} cannot be a value of a prepared question")
        return field.get_db_prep_value(value, self._line)
