"""Paper signed by hand: one employee attaches the scan, another one compares it."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.agreements import access, queries
from uchastie.crm.agreements.actions import letters, terms
from uchastie.crm.agreements.actions.record import record
from uchastie.crm.agreements.actions.signing import require_signable
from uchastie.crm.agreements.models import Agreement, Signature
from uchastie.crm.agreements.rules import Side, Way
from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, Refusal

SCAN = "agreements.scan"


def attach_scan(
    *, actor: Actor, agreement_id: UUID, upload: Upload, sides: Collection[Side], signed_on: dt.date
) -> list[Signature]:
    """Staff attach a paper for any sides that have not signed, a party for its own. It counts after the comparison."""
    agreement = queries.get_agreement(actor, agreement_id)
    chosen = _require_sides(actor, agreement, sides)
    _require_day(agreement, signed_on)
    try:
        file = documents.store_file(
            actor, upload=upload, purpose=SCAN, about_id=agreement.pk, unit_id=agreement.unit_id
        )
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field="scan") from refusal
    noon = dt.datetime.combine(signed_on, dt.time(12), agreement.unit.zone)
    rows = [
        Signature(
            agreement=agreement,
            side=side,
            way=Way.SCAN,
            name=_name(actor, agreement, side),
            sha256=agreement.sha256,
            signed_at=noon,
            by_id=actor.user_id,
            file=file,
        )
        for side in chosen
    ]
    with transaction.atomic():
        fresh = queries.get_agreement(actor, agreement_id)
        _require_sides(actor, fresh, chosen)
        _insert(rows)
        record(actor, fresh, "scan_attached", sides=sorted(chosen), file=file.pk)
    return rows


@transaction.atomic
def check_scan(*, actor: Actor, agreement_id: UUID, version: int | None) -> Agreement:
    """A second employee has compared the paper with the text, the signatures and the date."""
    agreement, waiting = _to_check(actor, agreement_id, version)
    if any(row.by_id == actor.id for row in waiting):
        raise Denied("Скан приложили вы. Сверяет другой сотрудник штаба.")
    Signature.objects.filter(pk__in=[row.pk for row in waiting]).update(
        checked_at=clock.now(), checked_by_id=actor.user_id
    )
    agreement.apply()  # two checks, or a check and a last code, at once: the second one meets the first
    record(actor, agreement, "scan_checked", sides=sorted(row.side for row in waiting))
    fresh = queries.get_agreement(actor, agreement_id)
    terms.conclude(actor, fresh)
    return fresh


@transaction.atomic
def reject_scan(*, actor: Actor, agreement_id: UUID, version: int | None, reason: str) -> Agreement:
    """The paper is not this text, or a page is missing: the signatures are taken off, the file is removed."""
    agreement, waiting = _to_check(actor, agreement_id, version)
    why = " ".join(reason.split())
    if not why:
        raise Refusal("reason", "Напишите, что не так: это прочитает тот, кто приложил скан.", field="reason")
    files = {row.file for row in waiting if row.file}
    Signature.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    for file in files:
        documents.delete_file(actor, file_id=file.pk)
    agreement.apply()
    record(actor, agreement, "scan_rejected", sides=sorted(row.side for row in waiting))
    letters.tell_rejected(agreement, {row.by_id for row in waiting if row.by_id}, why[:300])
    return agreement


def _to_check(actor: Actor, agreement_id: UUID, version: int | None) -> tuple[Agreement, list[Signature]]:
    agreement = queries.get_agreement(actor, agreement_id)
    access.require_worker(actor, agreement.unit.path)
    agreement.require_version(version)
    waiting = [row for row in agreement.signatures.all() if not queries.is_counted(row)]
    if not waiting:
        raise Refusal("nothing_to_check", "Сверять нечего: обновите страницу.")
    return agreement, waiting


def _require_sides(actor: Actor, agreement: Agreement, sides: Collection[Side]) -> list[Side]:
    own = access.side_of(actor, agreement)
    staff = access.may_work(actor, agreement.unit.path)
    known = [place.side for place in queries.list_places(actor, agreement)]
    chosen = [side for side in known if side in sides]
    if not chosen:
        raise Refusal("sides", "Отметьте, кто подписал бумагу.", field="sides")
    if not staff and (own is None or set(chosen) != {own}):
        raise Denied("Приложить можно бумагу со своей подписью.")
    for side in chosen:
        require_signable(agreement, side)
    return chosen


def _require_day(agreement: Agreement, signed_on: dt.date) -> None:
    if agreement.offered_at is None:
        raise Refusal("not_waiting", "Сначала отправьте текст на подпись.")
    if signed_on > queries.today_of(agreement):
        raise Refusal("signed_on", "Дата подписи ещё не наступила.", field="signed_on")
    if signed_on < agreement.offered_at.astimezone(agreement.unit.zone).date():
        message = "Дата раньше, чем готов текст. На бумаге, наверное, прежняя версия."
        raise Refusal("signed_on", message, field="signed_on")


def _name(actor: Actor, agreement: Agreement, side: Side) -> str:
    if side is Side.GUARDIAN and agreement.guardian:
        return agreement.guardian.representative.name
    if side is Side.FAMILY and agreement.case:
        return agreement.case.applicant.name
    return agreement.unit.name if actor.kind is ActorKind.SYSTEM else actor.label or agreement.unit.name


def _insert(rows: list[Signature]) -> None:
    try:
        with transaction.atomic():
            Signature.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refusal("signed", "Эта сторона уже подписала.") from error
