"""Queries whose SQL is made once, for the few reads that stand on every page.

Putting a small query together takes Django several times longer than the database takes to answer it
(docs/adr/0008). A `Prepared` is an ordinary QuerySet with places left open; it is compiled at its first use on each
connection and afterwards only gets its values:

    _OF_UNIT = Prepared(lambda unit: Room.objects.filter(unit_id=unit), unit=UUIDField())
    rooms = _OF_UNIT.all(unit=unit.pk)

What it cannot do: a place for a list of any length or for "is null", and `prefetch_related`.
"""

import datetime as dt
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, overload
from uuid import UUID

from django.db import connection
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    Expression,
    Field,
    IntegerField,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
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
    """One compiled query of one connection: its SQL, the places of its values, and how a row becomes what is asked."""

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        compiler: Any = queryset.query.get_compiler(connection=connection)
        self.sql, self.places = _settle(*compiler.as_sql())
        self.short = _short(self.sql)
        columns = [item[0] for item in compiler.select[: compiler.col_count]]
        self.cells = [(place, _reader(*known)) for place, known in compiler.get_converters(columns).items()]
        self.make = _maker(getattr(queryset, "_iterable_class"), compiler)  # noqa: B009 - not documented

    def run(self, values: dict[str, Any]) -> list[Any]:
        return [self.read(row) for row in self.fetch(values)]

    def fetch(self, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        bound = [
            item.output_field.get_db_prep_value(values[item.name], connection) if isinstance(item, Place) else item
            for item in self.places
        ]
        return _ask(self, bound)

    def read(self, row: tuple[Any, ...]) -> Any:
        cells = list(row)
        for place, read in self.cells:
            if cells[place] is not None:
                cells[place] = read(cells[place])
        return self.make(cells)


def _reader(converters: list[Any], expression: Any) -> Callable[[Any], Any]:
    """How one column of SQLite becomes what the model says. The framework's own converters look at the settings and at
    the form of each text; on a card there are two hundred ids and moments."""
    known = _QUICK.get(getattr(converters[0], "__name__", "")) if len(converters) == 1 else None
    if known is not None:
        return known

    def read(cell: Any) -> Any:
        for convert in converters:
            cell = convert(cell, expression, connection)
        return cell

    return read


def _moment(cell: Any) -> Any:
    """A column comes as a moment without its zone, which is UTC; what is reckoned from one comes as a text."""
    return (dt.datetime.fromisoformat(cell) if type(cell) is str else cell).replace(tzinfo=dt.UTC)


_QUICK: dict[str, Callable[[Any], Any]] = {
    "convert_uuidfield_value": lru_cache(maxsize=8192)(UUID),
    "convert_datetimefield_value": _moment,
}


def _short(sql: str) -> str | None:
    """The SQL as SQLite itself reads it; else the framework looks for places in it at every call."""
    return sql.replace("%s", "?").replace("%%", "%") if connection.vendor == "sqlite" else None


def _ask(ready: Any, bound: list[Any]) -> list[tuple[Any, ...]]:
    """Straight to SQLite, unless somebody listens to the statements of the connection."""
    if ready.short is None or connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, bound)
            return list(cursor.fetchall())
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        return list(connection.connection.execute(ready.short, bound).fetchall())


def _settle(sql: str, given: tuple[Any, ...]) -> tuple[str, list[Any]]:
    """What is the same in every call stands in the SQL itself. SQLite looks at bound values when they decide whether a
    partial index fits, and plans the whole statement anew for each (0.1 ms)."""
    words, *rest = sql.split("%s")
    if len(rest) != len(given):
        raise ValueError("A prepared query has a place for each of its values.")
    places = []
    for item, part in zip(given, rest, strict=True):
        literal = None if isinstance(item, Place) else _literal(item)
        words += ("%s" if literal is None else literal) + part
        if literal is None:
            places.append(item)
    return words, places


def _literal(value: Any) -> str | None:
    """A constant of our own code as SQL of both databases; None for what stays a parameter."""
    value = value.value if isinstance(value, Enum) else value
    if type(value) is bool:
        return ("false", "true")[value]
    if type(value) is int:
        return str(value)
    plain = type(value) is str and "\\" not in value and "\0" not in value
    return "'" + value.replace("'", "''").replace("%", "%%") + "'" if plain else None


def _maker(iterable: type, compiler: Any) -> Callable[[list[Any]], Any]:
    """What a row becomes: an instance with its relations, one value, or a tuple."""
    if issubclass(iterable, ModelIterable):
        return _instance_maker(compiler)
    if issubclass(iterable, FlatValuesListIterable):
        return lambda cells: cells[0]
    if issubclass(iterable, ValuesListIterable):
        return tuple
    raise TypeError("A prepared query returns instances or values_list.")


def _instance_maker(compiler: Any) -> Callable[[list[Any]], Any]:
    """The same as the framework's, worked out once instead of for every row of every call. Our models have no
    constructors and no signals of their own: an instance is its values."""
    read = _relation_reader(compiler.klass_info, compiler.select)
    annotations = list((compiler.annotation_col_map or {}).items())

    def make(cells: list[Any]) -> Any:
        made = read(cells)
        for name, place in annotations:
            made.__dict__[name] = cells[place]
        return made

    return make


def _relation_reader(info: dict[str, Any], select: Any) -> Callable[[list[Any]], Any]:
    model, places = info["model"], info["select_fields"]
    first, last = places[0], places[-1] + 1
    names = [item[0].target.attname for item in select[first:last]]
    key = first + names.index(model._meta.pk.attname)
    relations = [
        (_relation_reader(inner, select), inner["local_setter"], inner["remote_setter"])
        for inner in info.get("related_klass_infos", ())
    ]

    def read(cells: list[Any]) -> Any:
        if cells[key] is None:
            return None
        made = model.__new__(model)
        made.__dict__.update(zip(names, cells[first:last], strict=True))
        state = made._state = ModelState()
        state.adding, state.db = False, connection.alias
        for relation, set_here, set_there in relations:
            other = relation(cells)
            set_here(made, other)
            if other is not None:
                set_there(other, made)
        return made

    return read


class Prepared[T]:
    """`build` gets a `Place` for every named field and returns a QuerySet of instances or of `values_list`.

    With `row` each row of a `values_list` is given to it, and what it makes is remembered: for lists that show the same
    rows again and again. It must make something frozen."""

    @overload
    def __init__(self, build: Callable[..., "QuerySet[Any, T]"], **fields: "Field[Any, Any]") -> None: ...

    @overload
    def __init__(
        self, build: Callable[..., "QuerySet[Any, Any]"], *, row: Callable[..., T], **fields: "Field[Any, Any]"
    ) -> None: ...

    def __init__(self, build: Callable[..., Any], *, row: Any = None, **fields: Any) -> None:
        self._build, self._fields = build, fields

        @lru_cache(maxsize=4096)
        def remembered(cells: tuple[Any, ...]) -> Any:
            return row(*self._ready().read(cells)) if row else None

        self._remembered = remembered if row else None

    def all(self, **values: Any) -> list[T]:
        """The rows, in the order of the query. Every place must be given, none may be None."""
        ready = self._ready()
        if self._remembered is None:
            return ready.run(values)
        return [self._remembered(tuple(cells)) for cells in ready.fetch(values)]

    def first(self, **values: Any) -> T | None:
        """For queries of at most one row."""
        return next(iter(self.all(**values)), None)

    def _ready(self) -> _Ready:
        kept: dict[Any, _Ready] = connection.__dict__.setdefault(_KEPT, {})
        ready = kept.get(self)
        if ready is None:
            places = {name: Place(name, field) for name, field in self._fields.items()}
            ready = kept[self] = _Ready(self._build(**places))
        return ready


def insert(row: Model, *, or_ignore: bool = False) -> bool:
    """Write a new row. The same as `save(force_insert=True)` without what our models do not have: parents, signals. A
    key that the database counts is not read back. With `or_ignore` False says that such a row is there already."""
    kept = connection.__dict__.setdefault(_KEPT, {})
    plan = kept.get((type(row), or_ignore))
    if plan is None:
        fields = [field for field in type(row)._meta.local_concrete_fields if not isinstance(field, AutoField)]
        plan = kept[type(row), or_ignore] = (_insert_sql(type(row), fields, or_ignore), [_cell(f) for f in fields])
    sql, cells = plan
    with connection.cursor() as cursor:
        cursor.execute(sql, [cell(row) for cell in cells])
        written = bool(cursor.rowcount == 1)
    row._state.adding, row._state.db = not written, connection.alias
    return written


def write(row: Model, *names: str) -> None:
    """Write these fields of a row that is there, and nothing else."""
    kept = connection.__dict__.setdefault(_KEPT, {})
    plan = kept.get((type(row), names))
    if plan is None:
        options, quote = type(row)._meta, connection.ops.quote_name
        fields: list[Any] = [options.get_field(name) for name in (*names, str(options.pk.name))]
        *cells, key = (f"{quote(str(field.column))} = %s" for field in fields)
        sql = f"UPDATE {quote(options.db_table)} SET {', '.join(cells)} WHERE {key}"  # noqa: S608 - own names
        plan = kept[type(row), names] = (sql, [_cell(field) for field in fields])
    with connection.cursor() as cursor:
        cursor.execute(plan[0], [cell(row) for cell in plan[1]])


def _cell(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """How the value of a field is written: a text or a number of the field's own type as it is, the rest by the
    field."""
    name = field.attname
    as_it_is = {CharField: str, TextField: str, BooleanField: bool, IntegerField: int}.get(type(field), Field)
    by_itself = type(field).pre_save is Field.pre_save

    def cell(row: Any) -> Any:
        value = row.__dict__.get(name) if by_itself else field.pre_save(row, add=True)
        return value if type(value) is as_it_is else field.get_db_prep_save(value, connection)

    return cell


def _insert_sql(model: type[Model], fields: "list[Field[Any, Any]]", or_ignore: bool) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    rest = " ON CONFLICT DO NOTHING" if or_ignore else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places}){rest}"  # noqa: S608 - own names
