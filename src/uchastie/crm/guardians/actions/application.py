"""Becoming a guardian: the public application, the federal team's decision, the region (B4-B6, B16)."""

import hashlib
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.guardians import queries, rules
from uchastie.crm.guardians.actions.steps import lock, move, record, require_verifier
from uchastie.crm.guardians.events import GuardianDecided
from uchastie.crm.guardians.models import Capability, Guardian, GuardianSeries
from uchastie.crm.guardians.rules import CapabilityValues, GuardianInput, Move
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Kind, Way, require_inn, require_ogrn
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.search import make_text
from uchastie.kernel.series import take_number


@transaction.atomic
def apply_guardian(
    *, actor: Actor, unit: Unit, given: GuardianInput, key: str, consent_text_id: UUID, address: str | None = None
) -> Guardian:
    """B4: on the public page, with the consent of the one who answers for the help. The same form twice is one
    application. `unit` is the headquarters of the region it is for; it works there only when it was handed over."""
    clean = rules.require_guardian(given)

    def write() -> str:
        guardian = _write(actor, unit, clean)
        consents.give(
            actor,
            purpose=Purpose.GUARDIAN,
            subject_id=guardian.representative_id,
            about_id=guardian.pk,
            name=guardian.representative.name,
            method=Method.WEB,
            text_id=consent_text_id,
            address=address,
        )
        return str(guardian.pk)

    if not key:
        return Guardian.objects.get(pk=write())
    fingerprint = hashlib.sha256(repr(clean).encode()).hexdigest()
    answer, _ = idempotency.once(scope="guardians.guardian", key=key, fingerprint=fingerprint, run=write)
    return Guardian.objects.get(pk=answer)


def _write(actor: Actor, unit: Unit, given: GuardianInput) -> Guardian:
    person = people.register(
        actor,
        kind=Kind.PERSON,
        name=given.person,
        phone=given.phone,
        email=given.email,
        preferred_way=Way.PHONE if given.phone else Way.EMAIL,
        unit=unit,
    )
    now = clock.now()
    guardian = Guardian.objects.create(
        number=_next_number(unit),
        kind=given.kind,
        name=given.name,
        inn=require_inn(given.inn) if given.inn else "",
        ogrn=require_ogrn(given.ogrn) if given.ogrn else "",
        region_id=unit.region_id or "",
        representative=person,
        head=given.head,
        town=given.town,
        latitude=given.latitude,
        longitude=given.longitude,
        whole_region=given.whole_region,
        radius_km=rules.require_radius(given.radius_km),
        capacity=given.capacity,
        about=given.about,
        campaign=given.campaign,
        applied_at=now,
        updated_at=now,
        search_text=make_text(given.name, given.town, given.inn),
    )
    write_capabilities(guardian, given.capabilities)
    record(actor, guardian, "guardian_applied", kind=str(given.kind))
    return guardian


def write_capabilities(guardian: Guardian, found: tuple[CapabilityValues, ...]) -> None:
    Capability.objects.bulk_create(
        [
            Capability(
                guardian=guardian,
                category_id=one.category,
                description=one.description,
                formats=list(one.formats),
                periodicity=one.periodicity,
                volume=one.volume,
            )
            for one in found
        ]
    )


def _next_number(unit: Unit) -> str:
    """Inside the transaction that uses it, so that no number is lost or given twice."""
    region = unit.region_id or "00"
    return rules.guardian_number(region, take_number(GuardianSeries, region_code=region))


@transaction.atomic
def verify(*, actor: Actor, guardian_id: UUID, approve: bool, reason: str = "", version: int | None = None) -> Guardian:
    """B5: approved, it is a potential guardian and its region has it at once (B6); rejected, it is told why."""
    require_verifier(actor)
    guardian = lock(actor, guardian_id, version=version)
    decided = {"verified_at": clock.now(), "verified_by_id": actor.user_id}
    if not approve:
        move(actor, guardian, Move.REJECT, decision_reason=rules.require_reason(reason), **decided)
        bus.announce(GuardianDecided(guardian.pk, approved=False))
        return guardian
    move(actor, guardian, Move.APPROVE, decision_reason=" ".join(reason.split())[:500], **decided)
    bus.announce(GuardianDecided(guardian.pk, approved=True))
    return hand_over_to_region(actor=actor, guardian_id=guardian.pk)


@transaction.atomic
def hand_over_to_region(*, actor: Actor, guardian_id: UUID) -> Guardian:
    """B6: from now on the region's coordinators see it, and only they."""
    require_verifier(actor)
    guardian = lock(actor, guardian_id)
    unit = queries.headquarters_of(guardian)
    move(actor, guardian, Move.HAND, unit_id=unit.pk, handed_at=clock.now())
    return guardian
