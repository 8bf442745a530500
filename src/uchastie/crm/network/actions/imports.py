"""Tables of centres and staff: first a trial, then the good rows are written one by one, as a person would."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.queries.tables import Upload
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import access, queries
from uchastie.crm.network.actions.staff import invite
from uchastie.crm.network.actions.trial import CentreTrial, StaffTrial, trial_of
from uchastie.crm.network.actions.units import CentreInput, create_centre
from uchastie.crm.network.models import Import
from uchastie.crm.network.rules import ImportKind, Verdict
from uchastie.crm.network.rules.imports import Problem, Row, as_json, read_rows
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal
from uchastie.kernel.jobs import job

IMPORT = "network.import"
AT_ONCE = 50  # rows written while the person waits; more are written by a job
STEP = 20  # rows between two notes of how far it is
KEPT = dt.timedelta(days=7)


def try_table(actor: Actor, *, kind: ImportKind, upload: Upload) -> Import:
    """Nothing but the table itself is kept: the trial says what would be written."""
    access.require_import(actor)
    if actor.user_id is None:
        raise NotSeen
    rows = read_rows(kind, documents.read_table(upload))
    trial = trial_of(actor, kind, rows)
    judged = [as_json(row, trial.judge(row)[0]) for row in rows]
    good = sum(one["verdict"] == Verdict.GOOD for one in judged)
    with transaction.atomic():
        batch = Import.objects.create(kind=kind, by_id=actor.user_id, made_at=clock.now(), rows=judged, total=good)
        _record(actor, batch, "tried", rows=len(rows), good=good)
    return batch


@transaction.atomic
def begin_import(actor: Actor, *, import_id: UUID) -> Import:
    """Marks it as begun, once. A long table is written by a job; a short one the caller writes: `write_rows`."""
    batch = queries.get_import(actor, import_id)
    if not batch.total:
        raise Refusal("import_nothing", "Записывать нечего: в таблице нет новых строк без ошибок.")
    if not Import.objects.filter(pk=batch.pk, started_at=None).update(started_at=clock.now()):
        raise Conflict("import_begun", "Эта таблица уже записывается.")
    batch.refresh_from_db()
    if batch.total > AT_ONCE:
        write_later.enqueue(str(batch.pk))
    return batch


@job
def write_later(import_id: str) -> None:
    write_rows(UUID(import_id))


def write_rows(import_id: UUID) -> None:
    """Every row in its own transaction: one that cannot be written stops no other. May be run again after a break:
    what is there already is left alone."""
    batch = Import.objects.select_related("by").filter(pk=import_id, finished_at=None).first()
    if batch is None or batch.started_at is None:
        return
    actor = queries.actor_of(batch.by)
    kind = ImportKind(batch.kind)
    good = [one for one in batch.rows if one["verdict"] == Verdict.GOOD]
    rows = [Row(one["number"], one["cells"]) for one in good]
    trial = trial_of(actor, kind, rows)
    for number, (one, row) in enumerate(zip(good, rows, strict=True), start=1):
        _write_row(actor, trial, row)
        one["verdict"] = str(Verdict.BAD if row.problems else Verdict.SAVED)
        one["problems"] = as_json(row, Verdict.BAD)["problems"]
        if number % STEP == 0:
            Import.objects.filter(pk=batch.pk).update(done=number)
    _finish(actor, batch, good)


def _write_row(actor: Actor, trial: CentreTrial | StaffTrial, row: Row) -> None:
    try:
        with transaction.atomic():
            if isinstance(trial, CentreTrial):
                _write_centre(actor, trial, row)
            else:
                _write_person(actor, trial, row)
    except NotSeen:
        row.problems.append(Problem("", "", "у вас больше нет права на эту запись"))
    except Refusal as refusal:
        row.problems.append(Problem("", "", refusal.message))


def _write_centre(actor: Actor, trial: CentreTrial, row: Row) -> None:
    verdict, centre = trial.judge(row)
    if verdict is Verdict.GOOD and centre:
        create_centre(actor, region_code=centre.region_code, details=CentreInput(centre.card, list(centre.hours)))


def _write_person(actor: Actor, trial: StaffTrial, row: Row) -> None:
    verdict, found = trial.judge(row)
    if verdict is Verdict.GOOD and found:
        person, unit = found
        invite(actor, unit=unit, role=person.role, email=person.email, name=person.name, position=person.position)


@transaction.atomic
def _finish(actor: Actor, batch: Import, written: list[dict[str, Any]]) -> None:
    saved = sum(one["verdict"] == Verdict.SAVED for one in written)
    Import.objects.filter(pk=batch.pk).update(rows=batch.rows, done=batch.total, finished_at=clock.now())
    _record(actor, batch, "imported", saved=saved)


def wipe_old_imports() -> int:
    """Names and addresses are not kept longer than it takes to put mistakes right (7 days)."""
    return Import.objects.filter(made_at__lt=clock.now() - KEPT).exclude(rows=[]).update(rows=[])


def _record(actor: Actor, batch: Import, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=IMPORT, object_id=batch.pk, kind=str(batch.kind), **details)
