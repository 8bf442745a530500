"""The table of the hot line: first a trial, then the good rows are written. May be repeated: nobody comes twice."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.queries.tables import Upload
from uchastie.crm.families import access, queries
from uchastie.crm.families.actions.receive import receive_family
from uchastie.crm.families.models import FamilyImport
from uchastie.crm.families.rules import FamilyInput, Source
from uchastie.crm.families.rules.imports import Row, Verdict, plain, read_family, read_rows
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

OBJECT = "families.import"
KEPT = dt.timedelta(days=1)


@transaction.atomic
def import_families(actor: Actor, *, unit: Unit, upload: Upload) -> FamilyImport:
    """The trial: nothing but the table itself is kept, until it is written or for a day."""
    access.require_headquarters(actor, unit)
    if actor.user_id is None:
        raise NotSeen
    trial = _Trial(unit)
    judged = [trial.judge(row) for row in read_rows(documents.read_table(upload))]
    batch = FamilyImport.objects.create(
        unit=unit, by_id=actor.user_id, made_at=clock.now(), rows=judged, **_counts(judged)
    )
    _record(actor, batch, "tried", rows=len(judged), fresh=batch.fresh)
    return batch


class _Trial:
    """Each row is judged against what is here and against the rows above it."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.today = clock.today(unit.zone)
        self.categories = {plain(one.name): one.pk for one in queries.list_categories()}
        self.seen: set[str] = set()

    def judge(self, row: Row) -> dict[str, Any]:
        family = read_family(row, self.categories, self.today, self.unit.zone)
        return {
            "number": row.number,
            "cells": row.cells,
            "verdict": str(self._verdict(family)),
            "problems": row.problems,
        }

    def read(self, row: dict[str, Any]) -> FamilyInput | None:
        return read_family(Row(row["number"], row["cells"]), self.categories, self.today, self.unit.zone)

    def _verdict(self, family: FamilyInput | None) -> Verdict:
        if family is None:
            return Verdict.WRONG
        keys = {family.external_id, family.phone}
        known = queries.find_same_family(self.unit, external_id=family.external_id, phones=[family.phone])
        twice = bool(keys & self.seen)
        self.seen |= keys
        return Verdict.KNOWN if known or twice else Verdict.FRESH


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {str(one): sum(row["verdict"] == one for row in rows) for one in Verdict if one is not Verdict.SAVED}


@transaction.atomic
def begin_import(actor: Actor, *, import_id: UUID) -> FamilyImport:
    """Every row by itself: one that has become known meanwhile stops no other. The rows are wiped at the end."""
    batch = queries.get_import(actor, import_id)
    if not FamilyImport.objects.filter(pk=batch.pk, written_at=None).update(written_at=clock.now()):
        raise Conflict("import_begun", "Эта таблица уже записана.")
    trial, saved = _Trial(batch.unit), 0
    for row in batch.rows:
        family = trial.read(row) if row["verdict"] == Verdict.FRESH else None
        if family is not None and _write(actor, batch.unit, family):
            saved += 1
    left = [row for row in batch.rows if row["verdict"] == Verdict.WRONG]
    FamilyImport.objects.filter(pk=batch.pk).update(rows=left, fresh=saved)
    _record(actor, batch, "imported", saved=saved)
    batch.refresh_from_db()
    return batch


def _write(actor: Actor, unit: Unit, family: FamilyInput) -> bool:
    try:
        with transaction.atomic():
            receive_family(actor, unit=unit, family=family, source=Source.HOTLINE)
    except Refusal:
        return False
    return True


def note_export(actor: Actor, *, unit: Unit, rows: int) -> None:
    """Who took the table out, and how many rows it had."""
    journal.record(actor, verb="exported", object_kind=OBJECT, object_id=unit.pk, unit_id=unit.pk, rows=rows)


def wipe_old_imports() -> int:
    """Names and phones of a table nobody wrote are kept for a day."""
    old = FamilyImport.objects.filter(made_at__lt=clock.now() - KEPT).exclude(rows=[])
    return old.update(rows=[])


def _record(actor: Actor, batch: FamilyImport, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=batch.pk, unit_id=batch.unit_id, **details)
