"""The application of a host organisation and its review by the region (A62)."""

import datetime as dt
import hashlib
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.licensing import queries, rules
from uchastie.crm.licensing.actions.steps import lock, move, record, write_host
from uchastie.crm.licensing.actions.telling import tell_of_application
from uchastie.crm.licensing.models import Licence, LicenceSeries
from uchastie.crm.licensing.rules import HostInput, Move, State, TextKind
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.series import take_number
from uchastie.ui import text as words

WIPED = "удалено"


@transaction.atomic
def apply_licence(
    *, actor: Actor, unit: Unit, given: HostInput, key: str, consent_text_id: UUID, address: str | None = None
) -> Licence:
    """On the public page, with the consent of the contact. The same form twice is one application. `unit` is the
    headquarters of the region where the centre is to be."""
    clean = rules.require_host(given)

    def write() -> str:
        licence = Licence.objects.create(region_id=unit.region_id or "", applied_at=clock.now(), **asdict(clean))
        consents.give(
            actor,
            purpose=Purpose.HOST,
            subject_id=licence.pk,
            about_id=licence.pk,
            name=licence.contact_name,
            method=Method.WEB,
            text_id=consent_text_id,
            address=address,
        )
        record(actor, licence, "licence_applied")
        tell_of_application(licence)
        write_host(licence, "applied", "Заявка на Добро.Центр принята", "Региональный штаб прочитает её и ответит.")
        return str(licence.pk)

    if not key:
        return Licence.objects.get(pk=write())
    fingerprint = hashlib.sha256(repr(clean).encode()).hexdigest()
    answer, _ = idempotency.once(scope="licensing.licence", key=key, fingerprint=fingerprint, run=write)
    return Licence.objects.get(pk=answer)


@transaction.atomic
def review_licence(
    *, actor: Actor, licence_id: UUID, approve: bool, reason: str = "", version: int | None = None
) -> Licence:
    """Approved, it gets its number and the text of the agreement in force, frozen; declined, it is told why."""
    licence = lock(actor, licence_id, version=version)
    decided = {"reviewed_at": clock.now(), "reviewed_by_id": actor.user_id}
    if not approve:
        why = rules.require_reason(reason)
        move(actor, licence, Move.DECLINE, decision_reason=why, **decided)
        write_host(licence, "declined", "Ответ на заявку о Добро.Центре", "Заявку пока не приняли. Причина:", why)
        return licence
    rules.MACHINE.target(State(licence.state), Move.REVIEW)  # before a number is taken
    move(actor, licence, Move.REVIEW, decision_reason=" ".join(reason.split())[:500], **decided, **_paper(licence))
    write_host(
        licence,
        "reviewed",
        "Договор готов к подписи",
        "Заявку приняли. Распечатайте договор со страницы заявки, подпишите и передайте в штаб.",
    )
    return licence


def _paper(licence: Licence) -> dict[str, object]:
    """The number is taken in this transaction, so none is lost or given twice."""
    first = clock.today(queries.headquarters_of(licence).zone)
    last = rules.term_end(first)
    number = _next_number(licence.region_id)
    text = queries.current_text(TextKind.AGREEMENT)
    body = rules.fill(text.body, _values(licence, number, first, last))
    return {
        "number": number,
        "text_id": text.pk,
        "body": body,
        "sha256": rules.fingerprint(body),
        "valid_from": first,
        "valid_until": last,
    }


def _next_number(region_code: str) -> str:
    """Past the numbers that were entered from paper."""
    while True:
        number = rules.licence_number(region_code, take_number(LicenceSeries, region_code=region_code))
        if not Licence.objects.filter(number=number).exists():
            return number


def _values(licence: Licence, number: str, first: dt.date, last: dt.date) -> dict[str, str]:
    return {
        "номер": number,
        "организация": licence.host_name,
        "инн": licence.host_inn,
        "подписант": licence.signer,
        "центр": licence.centre_name,
        "адрес": f"{licence.town}, {licence.address}",
        "с": words.full_day(first),
        "по": words.full_day(last),
    }


@transaction.atomic
def forget_application(licence_id: UUID) -> None:
    """The contact has withdrawn the consent before an agreement: nothing of the person stays."""
    licence = Licence.objects.filter(pk=licence_id, state__in=[State.APPLIED, State.REVIEWED, State.DECLINED]).first()
    if licence is None:
        return
    if licence.state != State.DECLINED:
        move(SYSTEM, licence, Move.DECLINE, decision_reason="Заявитель отозвал согласие.")
    blank = dict.fromkeys(("signer", "contact_name", "contact_phone"), WIPED)
    licence.apply(contact_email=f"{licence.pk}@invalid.example", about="", body="", **blank)


def require_open(licence: Licence) -> Unit:
    """The centre of a licence that has one."""
    if licence.unit is None:
        raise NotSeen
    return licence.unit
