"""Keyset paging: the next page starts after the last row seen, so page 1000 costs what page 1 costs."""

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

from uchastie.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Page[T]:
    """`after` is the cursor of the next page, None at the end."""

    items: list[T]
    after: str | None


def keyset[T: Model](rows: "QuerySet[T]", *, order: tuple[str, ...], size: int, after: str | None = None) -> Page[T]:
    """A page of `size` rows in ascending `order` (fields without NULL, the last one unique; all "-" for descending)."""
    descending = order[0].startswith("-")
    names = tuple(name.lstrip("-") for name in order)
    if after:
        rows = rows.filter(_beyond(names, _decode(after, [_field(rows, name) for name in names]), descending))
    return page_of(list(rows.order_by(*order)[: size + 1]), order=order, size=size)


def page_of[R](found: list[R], *, order: tuple[str, ...], size: int) -> Page[R]:
    """The page of rows that were read in `order`, one more than `size` of them where there are more."""
    items = found[:size]
    if len(found) <= size:
        return Page(items, None)
    return Page(items, _encode([getattr(items[-1], name.lstrip("-")) for name in order]))


def _beyond(names: tuple[str, ...], values: list[Any], descending: bool) -> Q:
    """(a, b) > (x, y) written as `a >= x AND (a > x OR (a = x AND b > y))`: the first part can use an index."""
    step = "lt" if descending else "gt"
    condition = Q()
    for depth in range(len(names)):
        equal = {names[i]: values[i] for i in range(depth)}
        condition |= Q(**equal, **{f"{names[depth]}__{step}": values[depth]})
    return Q(**{f"{names[0]}__{step}e": values[0]}) & condition


def _field(rows: "QuerySet[Any]", name: str) -> "Field[Any, Any]":
    """Of the model or of an annotation."""
    annotation = rows.query.annotations.get(name)
    return annotation.output_field if annotation else rows.model._meta.get_field(name)


def _encode(values: list[Any]) -> str:
    plain = [
        value.isoformat() if isinstance(value, dt.date) else value.hex if isinstance(value, UUID) else value
        for value in values
    ]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(cursor: str, fields: "list[Field[Any, Any]]") -> list[Any]:
    """The cursor came back through the address bar: each value must be one its column can be compared with."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_value(field, value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError) as error:
        message = "Ссылка на страницу списка не читается. Откройте список с начала."
        raise Refusal("bad_cursor", message, field="after") from error


def _value(field: "Field[Any, Any]", plain: Any) -> Any:
    if not isinstance(plain, str | int | float) or isinstance(plain, bool):
        raise TypeError
    value = field.to_python(plain)
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError
        return value.astimezone(dt.UTC)
    if (isinstance(value, int) and abs(value) >= 2**63) or (isinstance(value, str) and "\0" in value):
        raise ValueError
    return value
