"""The paper is signed by hand: one employee attaches the scan, another one compares it; then the centre stands and its
head is invited (A63)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.licensing import queries, rules
from uchastie.crm.licensing.actions.steps import lock, move, record, write_host
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.rules import HostInput, Move, State
from uchastie.crm.network import actions as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitStatus
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, Denied, Refusal

SCAN = "licensing.scan"


def attach_scan(
    *, actor: Actor, licence_id: UUID, upload: Upload, signed_on: dt.date, version: int | None = None
) -> Licence:
    """The heavy work is done before the transaction; a newer scan replaces the one that was not compared yet."""
    licence = lock(actor, licence_id, version=version)
    zone = queries.headquarters_of(licence).zone
    _require_paper(licence)
    ready = licence.valid_from or clock.today(zone)
    day = rules.require_signed_on(signed_on, ready, clock.today(zone))
    try:
        file = documents.store_file(actor, upload=upload, purpose=SCAN, about_id=licence.pk)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field="scan") from refusal
    with transaction.atomic():
        fresh = lock(actor, licence_id, version=version)
        _require_paper(fresh)
        old = fresh.scan_id
        fresh.apply(scan_id=file.pk, scan_by_id=actor.user_id, signed_on=day)
        if old:
            documents.delete_file(SYSTEM, file_id=old)
        record(actor, fresh, "licence_scan_attached", file=file.pk)
    return fresh


def _require_paper(licence: Licence) -> None:
    if licence.state != State.REVIEWED:
        raise Refusal("not_waiting", "Договор сейчас не ждёт подписи: обновите страницу.")


@transaction.atomic
def reject_scan(*, actor: Actor, licence_id: UUID, reason: str, version: int | None = None) -> Licence:
    """The paper is not this text, or a page is missing."""
    licence = _to_compare(actor, licence_id, version)
    why = rules.require_reason(reason)
    old = licence.scan_id
    licence.apply(scan_id=None, scan_by_id=None, signed_on=None)
    if old:
        documents.delete_file(SYSTEM, file_id=old)
    record(actor, licence, "licence_scan_rejected")
    write_host(licence, "scan", "Договор нужно подписать ещё раз", "Подписанная бумага не подошла. Причина:", why)
    return licence


@transaction.atomic
def confirm_scan(*, actor: Actor, licence_id: UUID, version: int | None = None) -> Licence:
    """A second employee has compared the paper. The centre is opened behind a closed door, its head gets a link."""
    licence = _to_compare(actor, licence_id, version)
    unit = _open_centre(licence)
    move(actor, licence, Move.AGREE, unit_id=unit.pk, agreed_at=clock.now(), agreed_by_id=actor.user_id)
    licence.unit = unit
    invite_head(actor=actor, licence_id=licence.pk)
    return licence


def _to_compare(actor: Actor, licence_id: UUID, version: int | None) -> Licence:
    licence = lock(actor, licence_id, version=version)
    if licence.state != State.REVIEWED or licence.scan_id is None:
        raise Refusal("nothing_to_check", "Сверять нечего: обновите страницу.")
    if actor.user_id and licence.scan_by_id == actor.user_id:
        raise Denied("Скан приложили вы. Сверяет другой сотрудник.")
    return licence


def _open_centre(licence: Licence) -> Unit:
    given = HostInput(**{name: getattr(licence, name) for name in HostInput.__dataclass_fields__})
    details = network.CentreInput(card=rules.card_of(given))
    unit = network.create_centre(SYSTEM, region_code=licence.region_id, details=details)
    return network.change_access(SYSTEM, unit=unit, status=UnitStatus.LOCKED)


@transaction.atomic
def invite_head(*, actor: Actor, licence_id: UUID) -> Licence:
    """A one-time link to the head; a new one replaces the old."""
    licence = lock(actor, licence_id)
    if licence.unit is None or licence.state not in rules.LIVING:
        raise Conflict("no_centre", "Приглашать некуда: договор ещё не подписан.")
    network.invite(
        actor,
        unit=licence.unit,
        role=Role.CENTRE_HEAD,
        email=licence.contact_email,
        name=licence.contact_name,
        position="руководитель центра",
    )
    record(actor, licence, "licence_head_invited")
    return licence
