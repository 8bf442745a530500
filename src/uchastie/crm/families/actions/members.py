"""Who lives there, and where."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from uchastie.crm.families import queries, rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.models import FamilyCase, FamilyMember
from uchastie.crm.families.rules import MemberValues
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal


@transaction.atomic
def set_members(
    *, actor: Actor, case_id: UUID, version: int | None, speaker: MemberValues, members: Sequence[MemberValues]
) -> FamilyCase:
    """The list as a whole; the one who speaks keeps the card in the registry. Only while the veil is open."""
    case = found.by_coordinator(actor, case_id, version)
    if not queries.is_open(actor, case):
        raise NotSeen
    year = clock.now().year
    clean = rules.require_members(members, year)
    (first,) = rules.require_members([speaker], year) or (None,)
    if first is None:
        raise Refusal("name", "Напишите, кем приходится семье тот, кто за неё говорит.", field="relation")
    case.members.filter(speaks=False).delete()
    case.members.filter(speaks=True).update(relation=first.relation, birth_year=first.birth_year)
    FamilyMember.objects.bulk_create(
        [FamilyMember(case=case, name=one.name, relation=one.relation, birth_year=one.birth_year) for one in clean]
    )
    found.change(case)
    record(actor, case, "members_set", count=len(clean) + 1)
    return case
