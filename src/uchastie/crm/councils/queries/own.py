"""What a member reads on the own pages."""

from collections.abc import Collection
from uuid import UUID

from uchastie.crm.councils import rules
from uchastie.crm.councils.models import Evaluation, Meeting, Member
from uchastie.crm.councils.rules import MemberState
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen


def list_own(person_ids: Collection[UUID]) -> list[Member]:
    """Councils of the person, the invitations first; those that are left stay readable no longer."""
    rows = Member.objects.filter(person__in=person_ids, state__in=rules.LIVING, council__closed_at=None)
    found = [
        one for one in rows.select_related("council__unit", "person") if one.until >= clock.today(one.council.zone)
    ]
    return sorted(found, key=lambda one: (one.state == MemberState.ACTIVE, one.since))


def get_own(person_ids: Collection[UUID], member_id: UUID, *, active: bool = False) -> Member:
    found = next((one for one in list_own(person_ids) if one.pk == member_id), None)
    if found is None or (active and found.state != MemberState.ACTIVE):
        raise NotSeen
    return found


def get_own_meeting(member: Member, meeting_id: UUID) -> Meeting:
    found = Meeting.objects.filter(pk=meeting_id, council=member.council_id).first()
    if found is None:
        raise NotSeen
    found.council = member.council
    return found


def get_own_evaluation(member: Member, evaluation_id: UUID) -> Evaluation:
    found = Evaluation.objects.filter(pk=evaluation_id, council=member.council_id).first()
    if found is None:
        raise NotSeen
    found.council = member.council
    return found
