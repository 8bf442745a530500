"""Queries whose SQL is made once, for the few reads that stand on every page.

Putting a small query together takes Django several times longer than the database takes to answer it
(docs/adr/0008). A `Prepared` is an ordinary QuerySet with places left open; it is compiled at its first use on each
connection and afterwards only gets its values:

    _OF_UNIT = Prepared(lambda unit: Room.objects.filter(unit_id=unit), unit=UUIDField())
    rooms = _OF_UNIT.all(unit=unit.pk)

What it cannot do: a place for a list of any length or for "is null", and `prefetch_related`.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import AutoField, Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

_KEPT = "_uchastie_prepared"  # an attribute of the connection: each thread has its own


class Place(Expression):
    """Where a value will stand. Its field says how the value is written for the database."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Ready:
    """One compiled query of one connection; stands in for `Query` where rows are made of results."""

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        self.compiler: Any = queryset.query.get_compiler(connection=connection)
        self.sql, places = self.compiler.as_sql()
        self.places = tuple(places)
        self.bound: tuple[Any, ...] = ()
        converters = self.compiler.get_converters([item[0] for item in self.compiler.select[: self.compiler.col_count]])
        self.compiler.as_sql = lambda: (self.sql, self.bound)
        self.compiler.get_converters = lambda fields: converters
        self.queryset: Any = queryset
        setattr(queryset, "_query", self)  # noqa: B010 - past the setter, which looks into a real query

    def get_compiler(self, using: str | None = None) -> Any:
        return self.compiler

    def run(self, values: dict[str, Any]) -> list[Any]:
        self.bound = tuple(
            item.output_field.get_db_prep_value(values[item.name], connection) if isinstance(item, Place) else item
            for item in self.places
        )
        return list(self.queryset._iterable_class(self.queryset))


class Prepared[T]:
    """`build` gets a `Place` for every named field and returns a QuerySet of instances or of `values_list`."""

    def __init__(self, build: Callable[..., "QuerySet[Any, T]"], **fields: "Field[Any, Any]") -> None:
        self._build, self._fields = build, fields

    def all(self, **values: Any) -> list[T]:
        """The rows, in the order of the query. Every place must be given, none may be None."""
        kept: dict[Any, _Ready] = connection.__dict__.setdefault(_KEPT, {})
        ready = kept.get(self)
        if ready is None:
            places = {name: Place(name, field) for name, field in self._fields.items()}
            ready = kept[self] = _Ready(self._build(**places))
        return ready.run(values)

    def first(self, **values: Any) -> T | None:
        """For queries of at most one row."""
        return next(iter(self.all(**values)), None)


def insert(row: Model, *, or_ignore: bool = False) -> bool:
    """Write a new row. The same as `save(force_insert=True)` without what our models do not have: parents, signals. A
    key that the database counts is not read back. With `or_ignore` False says that such a row is there already."""
    kept = connection.__dict__.setdefault(_KEPT, {})
    plan = kept.get((type(row), or_ignore))
    if plan is None:
        fields = [field for field in type(row)._meta.local_concrete_fields if not isinstance(field, AutoField)]
        plan = kept[type(row), or_ignore] = (_insert_sql(type(row), fields, or_ignore), fields)
    sql, fields = plan
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields])
        written = bool(cursor.rowcount == 1)
    row._state.adding, row._state.db = not written, connection.alias
    return written


def _insert_sql(model: type[Model], fields: "list[Field[Any, Any]]", or_ignore: bool) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    rest = " ON CONFLICT DO NOTHING" if or_ignore else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places}){rest}"  # noqa: S608 - own names
