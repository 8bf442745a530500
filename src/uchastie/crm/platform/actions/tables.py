"""Tables in: first a trial that keeps nothing but the table, then each row by itself. The same table again changes
nothing; a month with other numbers becomes the next version of that month."""

from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.queries.tables import Upload
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, queries
from uchastie.crm.platform.actions.months import Ground, write_month
from uchastie.crm.platform.actions.record import record
from uchastie.crm.platform.actions.trial import DeedTrial, MonthTrial, Trial
from uchastie.crm.platform.actions.useful import note_useful
from uchastie.crm.platform.models import TableImport
from uchastie.crm.platform.rules import Source
from uchastie.crm.platform.rules.table import Row, Verdict, What, read_rows
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal
from uchastie.kernel.jobs import job

AT_ONCE = 50  # rows written while the person waits; more are written by a job
STEP = 20  # rows between two notes of how far it is


@transaction.atomic
def try_table(*, actor: Actor, unit: Unit, what: What, upload: Upload) -> TableImport:
    """`unit`: where the author works; the table may tell of every centre below it."""
    access.require_import(actor, unit)
    if actor.user_id is None:
        raise NotSeen
    if what is What.USEFUL and not access.may_work(actor, unit):
        raise Denied("Полезные действия людей вносят сотрудники центра, где этих людей знают.")
    rows = read_rows(what, documents.read_table(upload))
    trial = _trial(what, actor, unit, rows)
    judged = [trial.judge(row) for row in rows]
    counts = {name: sum(row["verdict"] == name for row in judged) for name in ("fresh", "changed", "same", "wrong")}
    batch = TableImport.objects.create(
        unit=unit, by_id=actor.user_id, what=what, made_at=clock.now(), rows=judged, **counts
    )
    record(actor, "table_tried", "table", object_id=batch.pk, unit_id=unit.pk, rows=len(judged))
    return batch


def _trial(what: What, actor: Actor, unit: Unit, rows: list[Row]) -> Trial:
    return MonthTrial(actor, unit) if what is What.MONTHS else DeedTrial(unit, rows)


@transaction.atomic
def begin_import(*, actor: Actor, import_id: UUID) -> TableImport:
    """Once. A long table is written by a job; a short one the caller writes: `write_rows`."""
    batch = queries.get_table(actor, import_id)
    if not batch.fresh + batch.changed:
        raise Refusal("import_nothing", "Записывать нечего: новых чисел без ошибок нет.")
    if not TableImport.objects.filter(pk=batch.pk, begun_at=None).exclude(rows=[]).update(begun_at=clock.now()):
        raise Conflict("import_begun", "Эта таблица уже записана или стёрта. Загрузите её ещё раз.")
    batch.refresh_from_db()
    if batch.fresh + batch.changed > AT_ONCE:
        write_later.enqueue(str(batch.pk))
    return batch


@job
def write_later(import_id: str) -> None:
    write_rows(UUID(import_id))


def write_rows(import_id: UUID) -> None:
    """Every row in its own transaction. May be run again after a break: what is written already stays the same."""
    batch = TableImport.objects.select_related("by", "unit").filter(pk=import_id, finished_at=None).first()
    if batch is None or batch.begun_at is None:
        return
    actor = network.actor_of(batch.by)
    trial = _trial(What(batch.what), actor, batch.unit, _good_rows(batch))
    saved = 0
    for place, row in enumerate((row for row in batch.rows if row["verdict"] in {Verdict.FRESH, Verdict.CHANGED}), 1):
        problem = _write(actor, batch, trial, Row(row["number"], row["cells"]))
        row["verdict"] = str(Verdict.WRONG if problem else Verdict.SAVED)
        row["problems"] = [problem] if problem else []
        saved += not problem
        if place % STEP == 0:
            TableImport.objects.filter(pk=batch.pk).update(saved=saved)
    _finish(actor, batch, saved)


def _good_rows(batch: TableImport) -> list[Row]:
    return [Row(row["number"], row["cells"]) for row in batch.rows if row["verdict"] != Verdict.WRONG]


def _write(actor: Actor, batch: TableImport, trial: Trial, row: Row) -> str:
    """What was wrong; "" when it is written."""
    try:
        if isinstance(trial, MonthTrial):
            found = trial.read(row)
            if found is None:
                return "; ".join(row.problems)
            centre, month, values = found
            write_month(actor=actor, unit=centre, month=month, values=values, ground=Ground(table_id=batch.pk))
        elif isinstance(trial, DeedTrial):
            deed = trial.read(row)
            if deed is None:
                return "; ".join(row.problems)
            common: dict[str, Any] = {"kind": deed[1].kind, "day": deed[1].day, "source": Source.TABLE}
            note_useful(actor=actor, unit=batch.unit, person_id=deed[0], **common)
    except NotSeen:
        return "у вас больше нет права на эту запись"
    except Refusal as refusal:
        return refusal.message
    return ""


@transaction.atomic
def _finish(actor: Actor, batch: TableImport, saved: int) -> None:
    """Only wrong rows stay, to be put right."""
    wrong = [row for row in batch.rows if row["verdict"] == Verdict.WRONG]
    rows = TableImport.objects.filter(pk=batch.pk)
    rows.update(rows=wrong, saved=saved, wrong=len(wrong), finished_at=clock.now())
    record(actor, "table_written", "table", object_id=batch.pk, unit_id=batch.unit_id, saved=saved)


def wipe_old_tables() -> int:
    """IDs and telephones are kept for a day."""
    old = TableImport.objects.filter(made_at__lt=clock.now() - queries.TABLE_KEPT).exclude(rows=[])
    return old.update(rows=[])
