"""Rows that name an object of a lower capability, and how to give them to another one.

When two cards turn out to be one, everything that points at the first must point at the second, whoever owns the
tables. Each table says so once (`project/owners.py`); a test finds a table that has not. What was given is told by
keys, so that exactly the same rows can be given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value


@dataclass(frozen=True, slots=True)
class Pointer:
    """`model` is "app.Model", `column` a foreign key or a UUID. `once`: the columns that together with it are unique;
    a row whose twin the new owner already has stays where it is. `title` is a word of the preview, "" shows nothing."""

    model: str
    column: str
    title: str = ""
    once: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.model}.{self.column}".lower()

    def list_movable(self, old: UUID, new: UUID) -> list[Any]:
        """Keys of the rows of `old` that `new` can take."""
        return list(self.movable(old, new).order_by("pk").values_list("pk", flat=True))

    def movable(self, old: UUID, new: UUID) -> "QuerySet[Any]":
        mine = self._rows().filter(**{self.column: old})
        if self.once or self._field().primary_key:
            twin = {name: OuterRef(name) for name in self.once}
            mine = mine.exclude(Exists(self._rows().filter(**{self.column: new}, **twin)))
        return mine

    def give(self, keys: list[Any], *, old: UUID, new: UUID) -> int:
        """Only rows that are still the old owner's; how many there were."""
        field = self._field()
        rows = self._rows().filter(**{self.column: old})
        if not field.primary_key:  # such a row is the only one, and its key is what changes
            rows = rows.filter(pk__in=keys)
        return rows.update(**{field.attname: new}) if keys else 0

    def _field(self) -> Any:
        return apps.get_model(self.model)._meta.get_field(self.column)

    def _rows(self) -> "QuerySet[Any]":
        rows: QuerySet[Any] = apps.get_model(self.model)._base_manager.all()
        return rows


_pointers: dict[str, dict[str, Pointer]] = {}


def register(target: str, *pointers: Pointer) -> None:
    """`target` is "app.Model" of what is pointed at."""
    _pointers.setdefault(target, {}).update({pointer.key: pointer for pointer in pointers})


def pointing_at(target: str) -> list[Pointer]:
    return list(_pointers.get(target, {}).values())


def count_movable(pointers: Sequence[Pointer], *, old: UUID, new: UUID) -> dict[str, int]:
    """How many rows of each, by key; those without any are left out. One statement for all."""
    sums = [
        one.movable(old, new).order_by().values(which=Value(one.key, CharField())).annotate(count=Count("pk"))
        for one in pointers
    ]
    if not sums:
        return {}
    rows = sums[0].union(*sums[1:], all=True) if len(sums) > 1 else sums[0]
    return {row["which"]: row["count"] for row in rows if row["count"]}
