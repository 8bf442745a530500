"""Queries whose SQL is made once, for the few reads that stand on every page.

Putting a small query together takes Django several times longer than the database takes to answer it
(docs/adr/0008). A `Prepared` is an ordinary QuerySet with places left open; it is compiled at its first use in a
process and afterwards only gets its values:

    _OF_UNIT = Prepared(lambda unit: Room.objects.filter(unit_id=unit), unit=UUIDField())
    rooms = _OF_UNIT.all(unit=unit.pk)

What it cannot do: a place for a list of any length or for "is null", and `prefetch_related`.
"""

from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any, overload

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, Expression, Field, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler

from uchastie.kernel.cells import reader, writer

_rows, _count = methodcaller("fetchall"), attrgetter("rowcount")


class _Statement:
    """SQL written once, with `%s` for its values."""

    def __init__(self, sql: str) -> None:
        self.sql = sql
        # As SQLite itself reads it; else the framework looks for places in it at every call.
        self.short = sql.replace("%s", "?").replace("%%", "%") if connection.vendor == "sqlite" else None

    def run(self, bound: list[Any], take: Callable[[Any], Any]) -> Any:
        """Straight to SQLite, unless somebody listens to the statements of the connection."""
        here = connections[DEFAULT_DB_ALIAS]
        if self.short is None or here.queries_logged or here.execute_wrappers:
            with here.cursor() as cursor:
                cursor.execute(self.sql, bound)
                return take(cursor)
        here.ensure_connection()
        here.validate_no_broken_transaction()
        with here.wrap_database_errors:
            return take(here.connection.execute(self.short, bound))


class Place(Expression):
    """Where a value will stand. Its field says how the value is written for the database."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Ready:
    """One compiled query: its SQL, the places of its values, and how a row becomes what is asked."""

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        compiler: Any = queryset.query.get_compiler(connection=connection)
        sql, places = _settle(*compiler.as_sql())
        self.statement = _Statement(sql)
        self.places = [(item.name, writer(item.output_field)) if isinstance(item, Place) else item for item in places]
        columns = [item[0] for item in compiler.select[: compiler.col_count]]
        self.cells = [(place, reader(*known)) for place, known in compiler.get_converters(columns).items()]
        self.make = _maker(getattr(queryset, "_iterable_class"), compiler)  # noqa: B009 - not documented

    def run(self, values: dict[str, Any]) -> list[Any]:
        return [self.read(row) for row in self.fetch(values)]

    def fetch(self, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        bound = [item[1](values[item[0]]) if type(item) is tuple else item for item in self.places]
        return self.statement.run(bound, _rows)  # type: ignore[no-any-return]

    def read(self, row: tuple[Any, ...]) -> Any:
        cells = list(row)
        for place, read in self.cells:
            if cells[place] is not None:
                cells[place] = read(cells[place])
        return self.make(cells)


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
        state.adding, state.db = False, DEFAULT_DB_ALIAS
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
        self._made: _Ready | None = None

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
        if self._made is None:
            self._made = _Ready(self._build(**{name: Place(name, field) for name, field in self._fields.items()}))
        return self._made


type _Cell = Callable[[Any, dict[str, Any]], Any]  # of a row and what it holds
type _Plan = tuple[_Statement, list[_Cell]]
_plans: dict[Any, _Plan] = {}  # by the model and what is written of it


def insert(row: Model, *, or_ignore: bool = False) -> bool:
    """Write a new row. The same as `save(force_insert=True)` without what our models do not have: parents, signals. A
    key that the database counts is not read back. With `or_ignore` False says that such a row is there already."""
    plan = _plans.get((type(row), or_ignore))
    if plan is None:
        fields = [field for field in type(row)._meta.local_concrete_fields if not isinstance(field, AutoField)]
        statement = _Statement(_insert_sql(type(row), fields, or_ignore))
        plan = _plans[type(row), or_ignore] = (statement, [_cell(field) for field in fields])
    statement, cells = plan
    values = row.__dict__
    written = bool(statement.run([cell(row, values) for cell in cells], _count) == 1)
    row._state.adding, row._state.db = not written, DEFAULT_DB_ALIAS
    return written


class _Blank:
    """A model without values: its defaults, those that are made anew for each row, and what goes by the framework."""

    def __init__(self, model: type[Model]) -> None:
        fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)]
        own = {field.attname: field.default for field in fields if field.has_default()}
        self.made = {name: default for name, default in own.items() if callable(default)}
        self.plain = {field.attname: field.get_default() for field in fields if field.attname not in self.made}
        self.related = {field.name for field in fields if field.is_relation}


_blanks: dict[type[Model], _Blank] = {}


def fresh[M: Model](model: type[M], **values: Any) -> M:
    """A row to be inserted: the same as `model(**values)` of a model without a constructor of its own, with its fields
    and their defaults looked up once instead of for every row."""
    blank = _blanks.get(model)
    if blank is None:
        blank = _blanks[model] = _Blank(model)
    row = model.__new__(model)
    row._state = ModelState()
    cells = row.__dict__
    cells.update(blank.plain)
    for name, default in blank.made.items():
        cells[name] = values.pop(name) if name in values else default()
    for name, value in values.items():
        if name in blank.related:
            setattr(row, name, value)
        elif name in cells:
            cells[name] = value
        else:
            raise TypeError(f"{model.__name__} has no field {name}.")
    return row


def write(row: Model, *names: str) -> None:
    """Write these fields of a row that is there, and nothing else."""
    plan = _plans.get((type(row), names))
    if plan is None:
        options, quote = type(row)._meta, connection.ops.quote_name
        fields: list[Any] = [options.get_field(name) for name in (*names, str(options.pk.name))]
        *cells, key = (f"{quote(str(field.column))} = %s" for field in fields)
        sql = f"UPDATE {quote(options.db_table)} SET {', '.join(cells)} WHERE {key}"  # noqa: S608 - own names
        plan = _plans[type(row), names] = (_Statement(sql), [_cell(field) for field in fields])
    values = row.__dict__
    plan[0].run([cell(row, values) for cell in plan[1]], _count)


def _cell(field: "Field[Any, Any]") -> _Cell:
    """The value of a field of a row, ready to be written."""
    name, carry = field.attname, writer(field)
    if type(field).pre_save is not Field.pre_save:
        return lambda row, values: carry(field.pre_save(row, add=True))
    return lambda row, values: carry(values.get(name))


def _insert_sql(model: type[Model], fields: "list[Field[Any, Any]]", or_ignore: bool) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    rest = " ON CONFLICT DO NOTHING" if or_ignore else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places}){rest}"  # noqa: S608 - own names
