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
    own, carry = _quick_writer(type(target))

    def write(value: Any) -> Any:
        if type(value) is not own or _has_no_zone(value):
            return field.get_db_prep_save(value, connection)
        return carry(value) if carry else value

    return write


def _has_no_zone(value: Any) -> bool:
    return type(value) is dt.datetime and value.tzinfo is None


def _quick_writer(kind: type) -> tuple[type, Carry | None]:
    """The type that the field's values have, and how such a value is carried; None: as it is."""
    sqlite = connection.vendor == "sqlite"
    return {
        CharField: (str, None),
        TextField: (str, None),
        BooleanField: (bool, None),
        IntegerField: (int, None),
        UUIDField: (UUID, _hex if sqlite else None),
        DateTimeField: (dt.datetime, _naive if sqlite else None),
    }.get(kind, (Field, None))


def _hex(value: UUID) -> str:
    return value.hex


def _naive(value: dt.datetime) -> str:
    return str(value.astimezone(dt.UTC).replace(tzinfo=None))
