"""The numbers of a month (A105), by hand with a proof or from a table. A new version never wipes the old one."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, rules
from uchastie.crm.platform.actions.placements import keep_picture
from uchastie.crm.platform.actions.record import record
from uchastie.crm.platform.models import MonthFigures
from uchastie.crm.platform.rules import MonthValues, Source
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal

PROOF = "platform.month"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the numbers come from: a link or a picture, or the table they stood in."""

    url: str = ""
    photo: Upload | BinaryIO | None = None
    table_id: UUID | None = None


def write_month(
    *,
    actor: Actor,
    unit: Unit,
    month: dt.date,
    values: MonthValues,
    ground: Ground,
    seen: int | None = None,
) -> MonthFigures:
    """`seen`: the version the author had before the eyes (0 is none). Numbers that a table does not tell stay."""
    _require_writer(actor, unit, ground)
    if month.day != 1 or not rules.EARLIEST <= month <= clock.today(unit.zone):
        raise Refusal("month", "Этого месяца выбрать нельзя.", field="month")
    link = rules.require_link(ground.url)
    file: StoredFile | None = None
    if ground.table_id is None:
        rules.require_values(values)
        if not link and ground.photo is None:
            raise Refusal("proof", "Вставьте ссылку или приложите снимок, откуда взяты числа.", field="url")
        file = keep_picture(actor, unit, ground.photo, PROOF) if ground.photo else None
    with transaction.atomic():
        network.wait_for_unit(unit.pk)
        return _write(actor, unit, month, values, ground, link, file, seen)


def _write(
    actor: Actor,
    unit: Unit,
    month: dt.date,
    values: MonthValues,
    ground: Ground,
    link: str,
    file: StoredFile | None,
    seen: int | None,
) -> MonthFigures:
    rows = MonthFigures.objects.filter(unit=unit, month=month)
    known = rows.filter(replaced_at=None).first()
    if seen is not None and seen != (known.number if known else 0):
        raise Conflict("stale", "Пока вы писали, числа этого месяца изменили. Проверьте новые и повторите.")
    told = values.over(known.values) if ground.table_id and known else values
    rules.require_values(told)
    if known and told == known.values:
        return known
    now = clock.now()
    rows.filter(replaced_at=None).update(replaced_at=now)
    made = MonthFigures.objects.create(
        unit=unit,
        month=month,
        number=known.number + 1 if known else 1,
        proof=link,
        file=file,
        table_id=ground.table_id,
        source=Source.TABLE if ground.table_id else Source.STAFF,
        made_at=now,
        made_by_id=actor.user_id,
        **asdict(told),
    )
    record(actor, "month_written", "month", object_id=made.pk, unit_id=unit.pk, days=(month,), number=made.number)
    return made


def _require_writer(actor: Actor, unit: Unit, ground: Ground) -> None:
    if ground.table_id:
        access.require_import(actor, unit)
    else:
        access.require_worker(actor, unit)
