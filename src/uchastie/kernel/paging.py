"""Keyset paging: the next page starts after the last row seen, so page 1000 costs what page 1 costs."""

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

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
        rows = rows.filter(_beyond(names, _decode(after, len(names)), descending))
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    items = found[:size]
    return Page(items, _encode([getattr(items[-1], name) for name in names]) if more else None)


def _beyond(names: tuple[str, ...], values: list[Any], descending: bool) -> Q:
    """(a, b) > (x, y) written as `a >= x AND (a > x OR (a = x AND b > y))`: the first part can use an index."""
    step = "lt" if descending else "gt"
    condition = Q()
    for depth in range(len(names)):
        equal = {names[i]: values[i] for i in range(depth)}
        condition |= Q(**equal, **{f"{names[depth]}__{step}": values[depth]})
    return Q(**{f"{names[0]}__{step}e": values[0]}) & condition


def _encode(values: list[Any]) -> str:
    plain = [
        {"t": v.isoformat()} if isinstance(v, dt.datetime) else {"u": v.hex} if isinstance(v, UUID) else v
        for v in values
    ]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != length:
            raise ValueError
        return [_value(value) for value in values]
    except (ValueError, TypeError, KeyError) as error:
        message = "Ссылка на страницу списка не читается. Откройте список с начала."
        raise Refusal("bad_cursor", message, field="after") from error


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "t" in value:
        moment = dt.datetime.fromisoformat(value["t"])
        if moment.tzinfo is None:
            raise ValueError
        return moment
    return UUID(value["u"])
