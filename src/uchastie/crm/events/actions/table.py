"""A table of participants, of five hundred people too: first a trial, then each row by itself; nobody comes twice."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from uchastie.crm.consents.rules import Method
from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.queries.tables import Upload
from uchastie.crm.events import access, queries
from uchastie.crm.events.actions.door import Came, mark_guest
from uchastie.crm.events.actions.record import record
from uchastie.crm.events.actions.registering import add_guest
from uchastie.crm.events.models import Event, ParticipantImport
from uchastie.crm.events.rules import Guest, Source, Standing
from uchastie.crm.events.rules.table import Row, Verdict, read_guest, read_rows
from uchastie.crm.network import queries as network
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import same_name
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal
from uchastie.kernel.jobs import job

AT_ONCE = 30  # rows written while the employee waits; more are written by a job
STEP = 20  # rows between two notes of how far it is
KEPT = dt.timedelta(days=1)


@transaction.atomic
def try_table(*, actor: Actor, event_id: UUID, upload: Upload, came: bool) -> ParticipantImport:
    """The trial: nothing but the table itself is kept, until it is written or for a day."""
    event = queries.get_event(actor, event_id)
    access.require_worker(actor, event.unit.path)
    if actor.user_id is None:
        raise NotSeen
    judge = _Trial(event, came=came)
    rows = [judge.judge(row) for row in read_rows(documents.read_table(upload))]
    counts = {name: sum(row["verdict"] == name for row in rows) for name in ("fresh", "known", "wrong")}
    batch = ParticipantImport.objects.create(
        event=event, by_id=actor.user_id, made_at=clock.now(), came=came, rows=rows, **counts
    )
    record(actor, event, "table_tried", rows=len(rows), fresh=batch.fresh)
    return batch


class _Trial:
    """Each row is judged against those who are there and against the rows above it. Who is there is read once."""

    def __init__(self, event: Event, *, came: bool) -> None:
        self.known: dict[str, list[str]] = {}
        self.seen: set[tuple[str, str]] = set()
        rows = event.attendances.filter(cancelled_at__isnull=True, person__isnull=False)
        registered = event.registrations.filter(~Q(standing=Standing.CANCELLED))
        there = (rows if came else registered).values_list("person_id", "person__name")
        names = dict(there)
        for person_id, contacts in people.contacts_of(list(names)).items():
            for value in (*contacts.phones, *contacts.emails):
                self.known.setdefault(value, []).append(names[person_id])

    def judge(self, row: Row) -> dict[str, Any]:
        guest = read_guest(row)
        verdict = Verdict.WRONG if guest is None else self._verdict(guest)
        return {"number": row.number, "cells": row.cells, "verdict": str(verdict), "problems": row.problems}

    def _verdict(self, guest: Guest) -> Verdict:
        pairs = {(value, guest.name.casefold()) for value in (guest.phone, guest.email) if value}
        twice = bool(pairs & self.seen)
        self.seen |= pairs
        names = [name for value in (guest.phone, guest.email) if value for name in self.known.get(value, ())]
        there = any(same_name(guest.name, name) for name in names)
        return Verdict.KNOWN if twice or there else Verdict.FRESH


@transaction.atomic
def begin_import(*, actor: Actor, import_id: UUID) -> ParticipantImport:
    """Once. A long table is written by a job; a short one the caller writes: `write_rows`."""
    batch = queries.get_import(actor, import_id)
    if not batch.fresh:
        raise Refusal("import_nothing", "Записывать нечего: новых строк без ошибок нет.")
    if not ParticipantImport.objects.filter(pk=batch.pk, begun_at=None).update(begun_at=clock.now()):
        raise Conflict("import_begun", "Эта таблица уже записана.")
    batch.refresh_from_db()
    if batch.fresh > AT_ONCE:
        write_later.enqueue(str(batch.pk))
    return batch


@job
def write_later(import_id: str) -> None:
    write_rows(UUID(import_id))


def write_rows(import_id: UUID) -> None:
    """Every row in its own transaction: one that cannot be written stops no other. May be run again after a break:
    the key of a row is of the table and its number."""
    batch = ParticipantImport.objects.select_related("by", "event").filter(pk=import_id, finished_at=None).first()
    if batch is None or batch.begun_at is None:
        return
    actor = network.actor_of(batch.by)
    fresh = [row for row in batch.rows if row["verdict"] == Verdict.FRESH]
    for place, row in enumerate(fresh, start=1):
        problem = _write(actor, batch, Row(row["number"], row["cells"]))
        row["verdict"] = str(Verdict.WRONG if problem else Verdict.SAVED)
        row["problems"] = [problem] if problem else []
        if place % STEP == 0:
            ParticipantImport.objects.filter(pk=batch.pk).update(done=place)
    _finish(actor, batch, sum(row["verdict"] == Verdict.SAVED for row in fresh))


def _write(actor: Actor, batch: ParticipantImport, row: Row) -> str:
    """What was wrong; "" when it is written."""
    guest = read_guest(row)
    if guest is None:
        return "; ".join(row.problems)
    key = uuid5(batch.pk, str(row.number)).hex
    try:
        with transaction.atomic():
            common: dict[str, Any] = {"actor": actor, "event_id": batch.event_id, "guest": guest}
            if batch.came:
                mark_guest(came=Came(key), method=Method.PAPER, **common)
            else:
                add_guest(key=key, method=Method.PAPER, source=Source.TABLE, **common)
    except NotSeen:
        return "у вас больше нет права на эту запись"
    except Refusal as refusal:
        return refusal.message
    return ""


@transaction.atomic
def _finish(actor: Actor, batch: ParticipantImport, saved: int) -> None:
    """Only wrong rows stay, to be put right."""
    wrong = [row for row in batch.rows if row["verdict"] == Verdict.WRONG]
    rows = ParticipantImport.objects.filter(pk=batch.pk)
    rows.update(rows=wrong, fresh=saved, wrong=len(wrong), done=saved, finished_at=clock.now())
    record(actor, batch.event, "table_written", saved=saved)


def wipe_old_imports() -> int:
    """Names and telephones are kept for a day."""
    old = ParticipantImport.objects.filter(made_at__lt=clock.now() - KEPT).exclude(rows=[])
    return old.update(rows=[])
