"""The case an action works on, checked for its version and for who may."""

from typing import Any
from uuid import UUID

from uchastie.crm.families import access
from uchastie.crm.families.models import FamilyCase
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


def by_coordinator(actor: Actor, case_id: UUID, version: int | None = None) -> FamilyCase:
    case = locked(case_id)
    access.require_coordinator(actor, case)
    case.require_version(version)
    return case


def by_party(actor: Actor, case_id: UUID) -> FamilyCase:
    """By the coordinator or by the family itself."""
    case = locked(case_id)
    access.require_party(actor, case)
    return case


def locked(case_id: UUID) -> FamilyCase:
    """One change of a family after another."""
    case = (
        FamilyCase.objects.select_for_update(of=("self",))
        .select_related("unit", "applicant")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise NotSeen
    return case


def change(case: FamilyCase, **values: Any) -> FamilyCase:
    return case.apply(**values, updated_at=clock.now())
