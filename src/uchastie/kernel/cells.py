"""One value on its way between the model and the database, as prepared queries carry it (docs/adr/0008).

The framework's fields and converters give the same; they look at the settings, the zone and the kind of database for
each value, and a card carries three hundred."""

import datetime as dt
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    TextField,
    UUIDField,
)
from django.db.models.expressions import Col

type Carry = Callable[[Any], Any]


def reader(converters: list[Any], expression: Any) -> Carry:
    """From the database; never asked for NULL, which is None for all of them."""
    known = _quick_reader(converters[0], expression) if len(converters) == 1 else None
    if known is not None:
        return known

    def read(cell: Any) -> Any:
        for convert in converters:
            cell = convert(cell, expression, connection)
        return cell

    return read


def _quick_reader(converter: Any, expression: Any) -> Carry | None:
    name, field = getattr(converter, "__name__", ""), getattr(converter, "__self__", None)
    if name == "from_db_value" and type(field) is JSONField and field.decoder is None and type(expression) is Col:
        return _read_json
    return {"convert_uuidfield_value": _read_id, "convert_datetimefield_value": _read_moment}.get(name)


_read_id: Carry = lru_cache(maxsize=8192)(UUID)


def _read_moment(cell: Any) -> Any:
    """A column comes as a moment without its zone, which is UTC; what is reckoned from one comes as a text."""
    return (dt.datetime.fromisoformat(cell) if type(cell) is str else cell).replace(tzinfo=dt.UTC)


def _read_json(cell: Any) -> Any:
    """Most of them are empty. What is not is another object every time: it may be changed."""
    if cell == "[]":
        return []
    return {} if cell == "{}" else json.loads(cell)


def writer(field: "Field[Any, Any]") -> Carry:
    """To the database: values of the field's own type the short way, the rest by the field."""
    target: Any = field.target_field if isinstance(field, ForeignKey) else field

    def slow(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if type(target) is DateTimeField:
        return _moment_writer(slow)
    own = _OWN.get(type(target))
    if own is None:
        return slow
    if own is UUID and connection.vendor == "sqlite":
        return lambda value: None if value is None else value.hex if type(value) is UUID else slow(value)
    return lambda value: value if type(value) is own or value is None else slow(value)


# The type that a field's values have when they can go to the database as they are.
_OWN = {CharField: str, TextField: str, BooleanField: bool, IntegerField: int, UUIDField: UUID}


def _moment_writer(slow: Carry) -> Carry:
    """A moment without a zone is a mistake that the field itself speaks of."""
    sqlite = connection.vendor == "sqlite"

    def write(value: Any) -> Any:
        if value is None:
            return None
        if type(value) is not dt.datetime or value.tzinfo is None:
            return slow(value)
        return str(value.astimezone(dt.UTC).replace(tzinfo=None)) if sqlite else value

    return write
