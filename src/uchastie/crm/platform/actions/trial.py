"""What a table would do, row by row, before anything is written. What is known is read once for the whole table."""

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import astuple
from typing import Any
from uuid import UUID

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import Kind
from uchastie.crm.platform import access, queries
from uchastie.crm.platform.actions.useful import OLDEST
from uchastie.crm.platform.rules import NUMBERS, MonthValues
from uchastie.crm.platform.rules.table import Deed, Row, Verdict, plain, read_deed_row, read_month_row
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor


class Trial(ABC):
    def judge(self, row: Row) -> dict[str, Any]:
        verdict, told = self._verdict(row)
        return {
            "number": row.number,
            "cells": row.cells,
            "verdict": str(verdict),
            "problems": row.problems,
            "told": told,
        }

    @abstractmethod
    def _verdict(self, row: Row) -> tuple[Verdict, str]: ...


class MonthTrial(Trial):
    """Centres are known by their code or their exact name, among those the author may write for."""

    def __init__(self, actor: Actor, unit: Unit) -> None:
        self.own = unit if unit.kind == UnitKind.CENTRE else None
        self.by_slug: dict[str, Unit] = {}
        self.by_name: dict[str, list[Unit]] = {}
        below = network.list_units(actor).filter(kind=UnitKind.CENTRE, path__startswith=unit.path)
        for centre in below:
            if access.may_import(actor, centre.path):
                self.by_slug[centre.slug] = centre
                self.by_name.setdefault(plain(centre.name), []).append(centre)
        self.known: dict[tuple[UUID, dt.date], MonthValues] = queries.known_months(unit)
        self.seen: dict[tuple[UUID, dt.date], int] = {}

    def read(self, row: Row) -> tuple[Unit, dt.date, MonthValues] | None:
        centre = self._centre(row)
        today = clock.today((centre or self.own or _UTC).zone)
        found = read_month_row(row, today)
        return (centre, *found) if centre and found else None

    def _verdict(self, row: Row) -> tuple[Verdict, str]:
        found = self.read(row)
        if found is None:
            return Verdict.WRONG, ""
        centre, month, values = found
        key = (centre.pk, month)
        if key in self.seen:
            row.problems.append(f"этот центр и месяц уже есть в строке {self.seen[key]}: оставьте одну")
            return Verdict.WRONG, ""
        self.seen[key] = row.number
        known = self.known.get(key)
        if known is None:
            return Verdict.FRESH, ""
        told = values.over(known)
        if told == known:
            return Verdict.SAME, ""
        if told.users is not None and told.useful is not None and told.useful > told.users:
            row.problems.append("с тем, что уже записано: полезное сделали больше людей, чем есть пользователей")
            return Verdict.WRONG, ""
        return Verdict.CHANGED, _difference(known, told)

    def _centre(self, row: Row) -> Unit | None:
        slug, name = row.cells["slug"].casefold(), plain(row.cells["centre"])
        if not slug and not name:
            if self.own is None:
                row.problems.append("не указан центр")
            return self.own
        named = [self.by_slug[slug]] if slug in self.by_slug else [] if slug else self.by_name.get(name, [])
        if len(named) == 1:
            return named[0]
        row.problems.append(
            "центров с таким названием несколько: впишите код центра"
            if named
            else f"центра «{row.cells['slug'] or row.cells['centre']}» среди ваших нет"
        )
        return None


class DeedTrial(Trial):
    """People are known by their ID or telephone, and only those whom the centre knows."""

    def __init__(self, unit: Unit, rows: list[Row]) -> None:
        self.unit = unit
        self.today = clock.today(unit.zone)
        copies = [Row(row.number, dict(row.cells)) for row in rows]
        deeds = [deed for row in copies if (deed := read_deed_row(row, self.today, OLDEST))]
        self.people = people.find_acquainted(unit, {value for deed in deeds for value in deed.person})
        ids = {person.pk for found in self.people.values() for person in found}
        self.marked = queries.marks_among(ids)
        self.seen: set[tuple[UUID, str, dt.date]] = set()

    def read(self, row: Row) -> tuple[UUID, Deed] | None:
        deed = read_deed_row(row, self.today, OLDEST)
        if deed is None:
            return None
        named = next((self.people[value] for value in deed.person if value in self.people), [])
        found = [person for person in named if person.kind == Kind.PERSON]
        if len(found) != 1:
            row.problems.append(
                "по этому номеру в центре нескольких людей" if found else "этого человека центр не знает"
            )
            return None
        return found[0].pk, deed

    def _verdict(self, row: Row) -> tuple[Verdict, str]:
        found = self.read(row)
        if found is None:
            return Verdict.WRONG, ""
        key = (found[0], str(found[1].kind), found[1].day)
        known = key in self.marked or key in self.seen
        self.seen.add(key)
        return (Verdict.SAME if known else Verdict.FRESH), ""


class _Utc:
    zone = dt.UTC


_UTC = _Utc()


def _difference(known: MonthValues, told: MonthValues) -> str:
    pairs = zip(NUMBERS.values(), astuple(known), astuple(told), strict=True)
    changed = [f"{name}: {'нет' if old is None else old} → {new}" for name, old, new in pairs if old != new]
    return "; ".join(changed)
