"""From a template to a text that is offered for signing."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.agreements import access, queries, rules
from uchastie.crm.agreements.actions import letters
from uchastie.crm.agreements.actions.record import record
from uchastie.crm.agreements.models import Agreement, AgreementSeries, AgreementTemplate
from uchastie.crm.agreements.rules import Kind, Move, State
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.series import take_number
from uchastie.ui import text as words


@dataclass(frozen=True, slots=True)
class Parties:
    guardian: Guardian | None
    case: FamilyCase | None
    unit: Unit


@transaction.atomic
def prepare_agreement(
    *,
    actor: Actor,
    kind: Kind,
    valid_from: dt.date,
    valid_until: dt.date,
    guardian_id: UUID | None = None,
    case_id: UUID | None = None,
) -> Agreement:
    """A draft by the newest template. One that counts already is renewed instead; one in work is finished first."""
    parties = _parties(actor, kind, guardian_id, case_id)
    access.require_worker(actor, parties.unit.path)
    same = Agreement.objects.filter(kind=kind, guardian=parties.guardian, case=parties.case)
    if same.filter(state=State.IN_FORCE, valid_until__gte=valid_from).exists():
        raise Refusal("in_force_already", "Такое соглашение уже действует. Откройте его и нажмите «Продлить».")
    return _write(actor, kind, parties, _next_number(parties.unit), (valid_from, valid_until))


@transaction.atomic
def renew_agreement(*, actor: Actor, agreement_id: UUID) -> Agreement:
    """A new text by the newest template, for the year after the last day of this one. The old one counts until then."""
    old = queries.get_agreement(actor, agreement_id)
    access.require_worker(actor, old.unit.path)
    if old.state not in {State.IN_FORCE, State.EXPIRED}:
        raise Refusal("not_renewable", "Продлевают то соглашение, которое действует или только что закончилось.")
    if Agreement.objects.filter(previous=old).exists():
        raise Refusal("renewed", "Это соглашение уже продлевают. Новый текст есть в списке версий.")
    start = max(old.valid_until + dt.timedelta(days=1), queries.today_of(old))
    base = old.number.partition("/")[0]
    number = f"{base}/{Agreement.objects.filter(number__startswith=f'{base}/').count() + 2}"
    parties = Parties(old.guardian, old.case, old.unit)
    return _write(actor, Kind(old.kind), parties, number, rules.usual_term(start), previous=old)


@transaction.atomic
def change_term(
    *, actor: Actor, agreement_id: UUID, version: int, valid_from: dt.date, valid_until: dt.date
) -> Agreement:
    """Only of a draft: what is offered does not change any more."""
    agreement = queries.get_agreement(actor, agreement_id)
    access.require_worker(actor, agreement.unit.path)
    if agreement.state != State.DRAFT:
        raise Refusal("not_draft", "Текст уже отправлен на подпись. Отмените его и подготовьте новый.")
    agreement.require_version(version)
    rules.require_term(valid_from, valid_until, queries.today_of(agreement))
    parties = Parties(agreement.guardian, agreement.case, agreement.unit)
    body = _filled(Kind(agreement.kind), agreement.template, parties, agreement.number, (valid_from, valid_until))
    agreement.apply(valid_from=valid_from, valid_until=valid_until, body=body, sha256=rules.fingerprint(body))
    record(actor, agreement, "term_changed")
    return agreement


@transaction.atomic
def offer_agreement(*, actor: Actor, agreement_id: UUID, version: int) -> Agreement:
    """From now on the text does not change: the parties are told and may sign."""
    agreement = queries.get_agreement(actor, agreement_id)
    access.require_worker(actor, agreement.unit.path)
    agreement.require_version(version)
    target = rules.MOVES.target(State(agreement.state), Move.OFFER)
    rules.require_term(agreement.valid_from, agreement.valid_until, queries.today_of(agreement))
    agreement.apply(state=target, offered_at=clock.now())
    record(actor, agreement, "offered", sha256=agreement.sha256)
    letters.ask_to_sign(agreement)
    return agreement


def _parties(actor: Actor, kind: Kind, guardian_id: UUID | None, case_id: UUID | None) -> Parties:
    """Who signs what; the headquarters are those of the family, without one those of the guardian."""
    guardian = guardians.get_guardian(actor, guardian_id) if guardian_id else None
    case = families.get_case(actor, case_id) if case_id else None
    wanted = {
        Kind.GUARDIAN_HQ: (True, False),
        Kind.DATA_PROTECTION: (True, False),
        Kind.GUARDIAN_FAMILY: (True, True),
    }.get(kind)
    given = (guardian is not None, case is not None)
    if given != wanted if wanted else given not in {(True, False), (False, True)}:
        raise Refusal("parties", "Для этого соглашения выбраны не те стороны.", field="kind")
    unit = case.unit if case else guardian.unit if guardian else None
    if unit is None:
        raise Refusal("no_region", "Опекун ещё не передан в регион: соглашение заключает региональный штаб.")
    return Parties(guardian, case, unit)


def _write(
    actor: Actor,
    kind: Kind,
    parties: Parties,
    number: str,
    term: tuple[dt.date, dt.date],
    previous: Agreement | None = None,
) -> Agreement:
    rules.require_term(*term, clock.today(parties.unit.zone))
    template = queries.current_template(kind)
    body = _filled(kind, template, parties, number, term)
    agreement = Agreement(
        id=new_id(),
        number=number,
        kind=kind,
        guardian=parties.guardian,
        case=parties.case,
        unit=parties.unit,
        template=template,
        previous=previous,
        body=body,
        sha256=rules.fingerprint(body),
        valid_from=term[0],
        valid_until=term[1],
        prepared_at=clock.now(),
        prepared_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError as error:
        message = "Такое соглашение уже готовят или подписывают. Откройте его в списке «Подписать»."
        raise Refusal("in_work", message) from error
    record(actor, agreement, "prepared", template=template.number)
    return agreement


def _filled(
    kind: Kind, template: AgreementTemplate, parties: Parties, number: str, term: tuple[dt.date, dt.date]
) -> str:
    """The family stands in the text by its number: the paper is read also by those who may not know its name."""
    guardian = f"«{parties.guardian.name}»" if parties.guardian else ""
    family = f"семья № {parties.case.number}" if parties.case else ""
    values = {
        "номер": number,
        "координатор": _headquarters(parties.unit),
        "опекун": guardian,
        "семья": family,
        "сторона": guardian or family,
        "с": words.full_day(term[0]),
        "по": words.full_day(term[1]),
    }
    return rules.fill(template.body, values)


def _headquarters(unit: Unit) -> str:
    """«Региональный штаб #МЫВМЕСТЕ, Свердловская область»: a unit is often named by its region alone."""
    if "штаб" in unit.name.casefold():
        return unit.name
    kind = "Муниципальный" if unit.kind == UnitKind.MUNICIPAL_HQ else "Региональный"
    return f"{kind} штаб #МЫВМЕСТЕ, {unit.name}"


def _next_number(unit: Unit) -> str:
    """«66-0018»: serial in the region, across kinds and years. Taken inside the transaction that uses it."""
    region = unit.region_id or "00"
    return f"{region}-{take_number(AgreementSeries, region_code=region):04d}"
