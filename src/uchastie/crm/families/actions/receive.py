"""A family turns to us: by the hot line, at the headquarters, on the public page (B22). One family, one case (B27)."""

import hashlib
import secrets
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.families import access, queries, rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.events import FamilyReceived
from uchastie.crm.families.models import CaseSeries, FamilyCase, FamilyMember, Need, NeedChange
from uchastie.crm.families.rules import FamilyInput, Source
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Kind, Way, phone_e164
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Conflict, Refusal
from uchastie.kernel.series import take_number


@transaction.atomic
def receive_family(
    actor: Actor,
    *,
    unit: Unit,
    family: FamilyInput,
    source: Source,
    key: str = "",
    consent: Method | None = None,
) -> FamilyCase:
    """By a coordinator. `Refusal("family_known")` names the case that is there already."""
    access.require_headquarters(actor, unit)
    clean = rules.require_family(family, clock.now().year)
    return _once(unit, key, clean, lambda: _receive_by_staff(actor, unit, clean, source, consent))


@transaction.atomic
def apply_family(
    *, actor: Actor, unit: Unit, family: FamilyInput, key: str, consent_text_id: UUID, address: str | None = None
) -> FamilyCase:
    """By the family itself on the public page, with its consent. Who asks again is the same family: the new words are
    added to the case, and the answer on the page is the same, so that nobody learns who is here."""
    clean = rules.require_family(family, clock.now().year)

    def write() -> FamilyCase:
        known = queries.find_same_family(unit, phones=[phone_e164(clean.phone)] if clean.phone else [])
        if known is not None:
            return _add_words(actor, found.locked(known.pk), clean)
        case = _write(actor, unit, clean, Source.PUBLIC)
        consents.give(
            actor,
            purpose=Purpose.FAMILY,
            subject_id=case.applicant_id,
            about_id=case.pk,
            name=case.applicant.name,
            method=Method.WEB,
            text_id=consent_text_id,
            address=address,
        )
        return case

    return _once(unit, key, clean, write)


def _once(unit: Unit, key: str, body: FamilyInput, write: Callable[[], FamilyCase]) -> FamilyCase:
    """The same form sent twice is one family."""
    if not key:
        return write()
    made: list[FamilyCase] = []

    def run() -> str:
        made.append(write())
        return str(made[0].pk)

    fingerprint = hashlib.sha256(repr(body).encode()).hexdigest()
    answer, _ = idempotency.once(scope=f"families.case:{unit.pk}", key=key, fingerprint=fingerprint, run=run)
    return made[0] if made else found.locked(UUID(answer))


def _receive_by_staff(
    actor: Actor, unit: Unit, family: FamilyInput, source: Source, consent: Method | None
) -> FamilyCase:
    phones = [phone_e164(family.phone)] if family.phone else []
    known = queries.find_same_family(unit, external_id=family.external_id, phones=phones)
    if known is not None:
        raise _known(actor, known)
    try:
        with transaction.atomic():
            case = _write(actor, unit, family, source)
    except IntegrityError:  # the same outside number, written a moment ago
        raise Conflict("family_known", "Эту семью только что записал кто-то другой. Найдите её по номеру.") from None
    if consent is not None:
        consents.take(
            actor,
            subject_id=case.applicant_id,
            about_id=case.pk,
            name=case.applicant.name,
            method=consent,
            purpose=Purpose.FAMILY,
        )
    return case


def _known(actor: Actor, case: FamilyCase) -> Refusal:
    """The number only to those who may open the case."""
    where = f" Это {case.number}." if access.is_coordinator(actor, case.unit.path) else " Её ведёт другой штаб."
    return Refusal("family_known", "Такая семья уже есть: тот же телефон или номер в ОНФ.Помощь." + where)


def _write(actor: Actor, unit: Unit, family: FamilyInput, source: Source) -> FamilyCase:
    person = people.register(
        actor,
        kind=Kind.PERSON,
        name=family.name,
        phone=family.phone,
        email=family.email,
        preferred_way=Way(family.preferred_way),
        unit=unit,
    )
    now = clock.now()
    case = FamilyCase.objects.create(
        number=_next_number(unit),
        unit=unit,
        source=source,
        external_id=family.external_id,
        applicant=person,
        town=family.town,
        district=family.district,
        address=family.address,
        oktmo=family.oktmo,
        latitude=family.latitude,
        longitude=family.longitude,
        story=family.story,
        code_word=secrets.choice(rules.CODE_WORDS),
        received_at=family.received_at or now,
        updated_at=now,
    )
    _write_members(case, family)
    for values in family.needs:
        write_need(actor, case, values)
    record(actor, case, "family_received", source=str(source))
    bus.announce(FamilyReceived(case.pk))
    return case


def _write_members(case: FamilyCase, family: FamilyInput) -> None:
    FamilyMember.objects.create(
        case=case,
        name=case.applicant.name,
        relation=family.relation,
        birth_year=family.birth_year,
        speaks=True,
        beneficiary=case.applicant,
    )
    FamilyMember.objects.bulk_create(
        [
            FamilyMember(case=case, name=one.name, relation=one.relation, birth_year=one.birth_year)
            for one in family.members
        ]
    )


def write_need(actor: Actor, case: FamilyCase, values: rules.NeedValues) -> Need:
    """Inside the caller's transaction: the need and the first line of its history."""
    if not queries.list_categories().filter(pk=values.category).exists():
        raise Refusal("category", "Выберите вид помощи из списка.", field="category")
    need = Need.objects.create(
        case=case,
        category_id=values.category,
        description=values.description,
        format=values.format,
        periodicity=values.periodicity,
        urgency=values.urgency,
        times=values.times,
    )
    by_family = actor.kind in {ActorKind.HOLDER, ActorKind.NOBODY}
    NeedChange.objects.create(
        need=need,
        at=need.added_at,
        by_id=actor.user_id,
        by_family=by_family,
        after={"category": need.category_id, "description": need.description},
    )
    return need


def _add_words(actor: Actor, case: FamilyCase, family: FamilyInput) -> FamilyCase:
    today = clock.now().astimezone(case.unit.zone)
    asked = "; ".join([*(need.description for need in family.needs), family.story])
    words = f"{case.story}\n\n{today:%d.%m.%Y}, ещё раз с сайта: {asked}".strip()
    record(actor, case, "family_asked_again")
    return found.change(case, story=words[-4 * rules.STORY_LIMIT :])


def _next_number(unit: Unit) -> str:
    region = unit.region_id or "00"
    return rules.case_number(region, take_number(CaseSeries, region_code=region))
