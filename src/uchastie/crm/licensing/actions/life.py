"""A licence that works: entered from paper, suspended, resumed, ended. The door of the centre follows at once."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.licensing import access, rules
from uchastie.crm.licensing.actions.application import require_open
from uchastie.crm.licensing.actions.steps import lock, move, record, write_host
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.rules import LIVING, Move, State
from uchastie.crm.network import actions as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def register_licence(
    *, actor: Actor, unit: Unit, number: str, valid_from: dt.date, signer: str = "", contact: str = "", email: str = ""
) -> Licence:
    """The agreement of a centre that works already, signed on paper before this system knew of it."""
    access.require_review(actor, unit.path)
    last = _require_term(unit, valid_from)
    now = clock.now()
    licence = Licence(
        number=rules.require_number(number),
        state=State.ACTIVE,
        region_id=unit.region_id or "",
        unit=unit,
        host_name=unit.host_name or unit.name,
        host_inn=unit.host_inn,
        signer=signer,
        centre_name=unit.name,
        town=unit.town,
        address=unit.address,
        contact_name=contact,
        contact_phone=unit.phone,
        contact_email=email or unit.email,
        applied_at=now,
        agreed_at=now,
        agreed_by_id=actor.user_id,
        active_at=now,
        valid_from=valid_from,
        valid_until=last,
        signed_on=valid_from,
    )
    try:
        with transaction.atomic():
            licence.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("number", "Договор с таким номером уже есть. Проверьте номер.", field="number") from error
    record(actor, licence, "licence_registered")
    return licence


def _require_term(unit: Unit, first: dt.date) -> dt.date:
    """The last day of the term of a centre that has no agreement yet."""
    if unit.kind != UnitKind.CENTRE:
        raise Refusal("not_a_centre", "Договор есть только у Добро.Центра.")
    if first > clock.today(unit.zone):
        raise Refusal("valid_from", "Этот день ещё не наступил.", field="valid_from")
    last = rules.term_end(first)
    if last < clock.today(unit.zone):
        raise Refusal(
            "valid_from", "Срок такого договора уже кончился: он заключается на три года.", field="valid_from"
        )
    if Licence.objects.filter(unit=unit, state__in=LIVING).exists():
        raise Refusal("licensed", "У центра уже есть действующий договор.")
    return last


@transaction.atomic
def suspend_licence(
    *, actor: Actor, licence_id: UUID, reason: str, until: dt.date | None = None, version: int | None = None
) -> Licence:
    """The panel and the services close at the next request; the data stay whole."""
    licence = lock(actor, licence_id, version=version)
    unit = require_open(licence)
    why = rules.require_reason(reason)
    day = rules.require_until(until, clock.today(unit.zone))
    move(actor, licence, Move.SUSPEND, suspended_at=clock.now(), suspended_until=day, suspend_reason=why)
    network.change_access(actor, unit=unit, status=UnitStatus.LOCKED)
    _tell(licence, "suspended", "Лицензия центра приостановлена", "Доступ к панели закрыт, данные целы. Причина:", why)
    return licence


@transaction.atomic
def resume_licence(*, actor: Actor, licence_id: UUID, version: int | None = None) -> Licence:
    licence = lock(actor, licence_id, version=version)
    unit = require_open(licence)
    move(actor, licence, Move.RESUME, suspended_at=None, suspended_until=None, suspend_reason="")
    network.change_access(actor, unit=unit, status=UnitStatus.ACTIVE)
    _tell(licence, "resumed", "Лицензия центра снова действует", "Доступ к панели и сервисы открыты.")
    return licence


@transaction.atomic
def end_licence(*, actor: Actor, licence_id: UUID, reason: str, version: int | None = None) -> Licence:
    licence = lock(actor, licence_id, version=version)
    unit = require_open(licence)
    why = rules.require_reason(reason)
    move(actor, licence, Move.END, ended_at=clock.now(), end_reason=why)
    network.change_access(actor, unit=unit, status=UnitStatus.CLOSED)
    _tell(licence, "ended", "Лицензия центра прекращена", "Доступ к панели закрыт. Причина:", why)
    return licence


def _tell(licence: Licence, event: str, subject: str, *lines: str) -> None:
    """A centre whose paper was entered by hand may have no address of mail."""
    if licence.contact_email:
        write_host(licence, event, subject, *lines)


def expire_licences() -> int:
    """Ends what has passed its last day; how many. The region sees it coming sixty days before."""
    late = [
        row.pk
        for row in Licence.objects.filter(state__in=LIVING, valid_until__lt=clock.now().date()).select_related("unit")
        if row.unit and row.valid_until and row.valid_until < clock.today(row.unit.zone)
    ]
    for licence_id in late:
        end_licence(actor=SYSTEM, licence_id=licence_id, reason="Срок договора кончился.")
    return len(late)
